package io.cpni.data;

import static io.cpni.label.DataCategory.BILLING;
import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.DataCategory.LOCATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.label.AuthFactor;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.FieldLabel.Origin;
import io.cpni.label.MaskStyle;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of how an embedded attribute's label and a part's label join. */
class PartLabelsTest {

    private static final FieldLabel NOT_CPNI = label(Origin.NOT_CPNI, MaskStyle.BY_TYPE);
    private static final FieldLabel UNKNOWN = label(Origin.UNKNOWN, MaskStyle.BY_TYPE, CALL_DETAIL);
    private static final FieldLabel ON_TYPE = label(Origin.TYPE, MaskStyle.BY_TYPE, BILLING);
    private static final FieldLabel ON_FIELD = label(Origin.FIELD, MaskStyle.TEXT, LOCATION);

    @Test
    void aPartWithoutLabelTakesThatOfItsPlace() {
        assertThat(PartLabels.join(ON_FIELD, null)).isEqualTo(ON_FIELD);
        assertThat(PartLabels.join(NOT_CPNI, null)).isEqualTo(NOT_CPNI);
        assertThat(PartLabels.join(null, null)).isNull();
        assertThat(PartLabels.join(ON_TYPE, UNKNOWN)).isEqualTo(ON_TYPE);
        assertThat(PartLabels.join(ON_FIELD, UNKNOWN)).isEqualTo(ON_FIELD);
    }

    @Test
    void anUnknownPartOfALabelledEmbeddableStaysCallDetail() {
        assertThat(PartLabels.join(null, UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(PartLabels.join(NOT_CPNI, UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(PartLabels.join(UNKNOWN, UNKNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void aPartSaysOtherwise() {
        assertThat(PartLabels.join(ON_FIELD, NOT_CPNI)).isEqualTo(NOT_CPNI);
        assertThat(PartLabels.join(ON_TYPE, ON_FIELD)).isEqualTo(ON_FIELD);
        assertThat(PartLabels.join(UNKNOWN, ON_TYPE)).isEqualTo(ON_TYPE);
    }

    @Test
    void aLabelledPartIsNotUnlabelledByItsPlace() {
        assertThat(PartLabels.join(NOT_CPNI, ON_FIELD)).isEqualTo(ON_FIELD);
        assertThat(PartLabels.join(NOT_CPNI, ON_TYPE)).isEqualTo(ON_TYPE);
    }

    @Test
    void twoDeclarationsBothHold() {
        assertThat(PartLabels.join(ON_FIELD, ON_TYPE))
                .isEqualTo(label(Origin.FIELD, MaskStyle.TEXT, BILLING, LOCATION));
        assertThat(PartLabels.join(
                        label(Origin.FIELD, MaskStyle.ABSENT, BILLING),
                        label(Origin.FIELD, MaskStyle.TELEPHONE_NUMBER, CALL_DETAIL)))
                .isEqualTo(label(Origin.FIELD, MaskStyle.TELEPHONE_NUMBER, BILLING, CALL_DETAIL));
    }

    private static FieldLabel label(Origin origin, MaskStyle mask, DataCategory... categories) {
        return new FieldLabel("part", Set.of(categories), mask, AuthFactor.NONE, ColumnRole.NONE, origin);
    }
}
