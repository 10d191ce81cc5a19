package io.cpni.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelValuesTest {

    private static final CustomerKeyPath KEY = CustomerKeyPath.direct("customer_id");

    @ParameterizedTest
    @EnumSource(DataCategory.class)
    void aCategoryIsFoundByItsCode(DataCategory category) {
        assertThat(DataCategory.ofCode(category.code())).isEqualTo(category);
    }

    @Test
    void anUnknownCodeIsRefused() {
        assertThatThrownBy(() -> DataCategory.ofCode("cdi"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'cdi'");
    }

    @Test
    @Regulation("222(h)(1)")
    void exactlySevenCategoriesAreCpni() {
        assertThat(EnumSet.allOf(DataCategory.class))
                .filteredOn(DataCategory::isCpni)
                .containsExactly(
                        DataCategory.CALL_DETAIL,
                        DataCategory.USAGE,
                        DataCategory.SUBSCRIPTION,
                        DataCategory.BILLING,
                        DataCategory.NETWORK,
                        DataCategory.LOCATION,
                        DataCategory.CRASH_ALERT);
    }

    @Test
    void onlyAFieldDeclaredNotCpniHasNoCategories() {
        assertThatThrownBy(() -> field("x", Set.of(), FieldLabel.Origin.FIELD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> field("x", Set.of(DataCategory.OTHER), FieldLabel.Origin.NOT_CPNI))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> field(" ", Set.of(DataCategory.OTHER), FieldLabel.Origin.FIELD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void aColumnNeedsAName() {
        assertThatThrownBy(() -> column(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @EnumSource(MaskStyle.class)
    void aColumnHasAMaskThatItsValuesCanShow(MaskStyle mask) {
        for (ValueFamily family : ValueFamily.values()) {
            if (mask.suits(family)) {
                assertThat(column(mask, family, false).mask()).isEqualTo(mask);
            } else {
                assertThatThrownBy(() -> column(mask, family, false))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("column 'x' holds values of the family " + family)
                        .hasMessageContaining("use BY_TYPE or ABSENT");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = MaskStyle.class, names = "BY_TYPE", mode = EnumSource.Mode.EXCLUDE)
    void whatIsNeverMaskedHasNoMask(MaskStyle mask) {
        assertThat(column(MaskStyle.BY_TYPE, ValueFamily.TEXT, true).structural())
                .isTrue();
        assertThatThrownBy(() -> column(mask, ValueFamily.TEXT, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 'x' is an identifier, key, version or discriminator")
                .hasMessageContaining("leave the mask out");
    }

    @Test
    void aCustomerKeyHasNoMask() {
        assertThatThrownBy(() -> new TableLabels(
                        "call",
                        Set.of(DataCategory.CALL_DETAIL),
                        List.of(column(MaskStyle.ABSENT, ValueFamily.TEXT, false)),
                        CustomerKeyPath.direct("X")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 'x' of table 'call' leads to the customer");
    }

    private static ColumnLabel column(MaskStyle mask, ValueFamily family, boolean structural) {
        return new ColumnLabel("x", Set.of(DataCategory.CALL_DETAIL), mask, ColumnRole.NONE, family, structural);
    }

    @Test
    void aTableNeedsANameACategoryAndColumnsThatDiffer() {
        assertThatThrownBy(() -> new TableLabels(" ", Set.of(DataCategory.OTHER), List.of(), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> new TableLabels("call", Set.of(), List.of(), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'call' has no data category");
        assertThatThrownBy(() -> new TableLabels(
                        "call", Set.of(DataCategory.OTHER), List.of(column("callee"), column("CALLEE")), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two labels for column 'CALLEE'");
    }

    @Test
    void columnsAreFoundInAnyCaseAndKeptInOrder() {
        TableLabels table = new TableLabels(
                "call", Set.of(DataCategory.CALL_DETAIL), List.of(column("Zone"), column("callee")), KEY);

        assertThat(table.column("ZONE")).isPresent();
        assertThat(table.column("zone ")).isEmpty();
        assertThat(table.columns()).extracting(ColumnLabel::name).containsExactly("Zone", "callee");
        assertThat(table).hasToString("TableLabels[call [CALL_DETAIL], 2 columns]");
    }

    @Test
    void aCustomerKeyPathGrowsAtItsFront() {
        CustomerKeyPath ofInvoice = KEY.reachedFrom("account_id", "account", "id");
        CustomerKeyPath ofLine = ofInvoice.reachedFrom("invoice_id", "invoice", "id");

        assertThat(ofLine.column()).isEqualTo("invoice_id");
        assertThat(ofLine.hops())
                .containsExactly(
                        new CustomerKeyPath.Hop("invoice", "id", "account_id"),
                        new CustomerKeyPath.Hop("account", "id", "customer_id"));
        assertThatThrownBy(() -> CustomerKeyPath.direct(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static FieldLabel field(String name, Set<DataCategory> categories, FieldLabel.Origin origin) {
        return new FieldLabel(name, categories, MaskStyle.TEXT, AuthFactor.NONE, ColumnRole.NONE, origin);
    }

    private static ColumnLabel column(String name) {
        return new ColumnLabel(name, Set.of(), MaskStyle.TEXT, ColumnRole.NONE, ValueFamily.TEXT, false);
    }
}
