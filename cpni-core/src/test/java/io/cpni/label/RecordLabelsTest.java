package io.cpni.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unused") // fields are read by reflection
class RecordLabelsTest {

    @Cpni(DataCategory.CALL_DETAIL)
    static class Call {
        static final String TABLE = "call";

        @NotCpni(reason = "surrogate key")
        Long id;

        @CustomerKey(path = "customer")
        Object account;

        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER, authFactor = AuthFactor.ACCOUNT_INFO)
        String callee;

        @Cpni({DataCategory.CALL_DETAIL, DataCategory.BILLING})
        BigDecimal cost;

        @Cpni(value = DataCategory.LOCATION, role = ColumnRole.CALL_FOR_HELP)
        String cell;

        int seconds;
    }

    @Test
    void aFieldWithoutLabelHasTheTypes() {
        FieldLabel seconds = RecordLabels.of(Call.class).field("seconds");

        assertThat(seconds.categories()).containsExactly(DataCategory.CALL_DETAIL);
        assertThat(seconds.origin()).isEqualTo(FieldLabel.Origin.TYPE);
    }

    @Test
    void aFieldsCategoriesReplaceTheTypes() {
        RecordLabels labels = RecordLabels.of(Call.class);

        assertThat(labels.field("cell").categories()).containsExactly(DataCategory.LOCATION);
        assertThat(labels.field("cell").role()).isEqualTo(ColumnRole.CALL_FOR_HELP);
        assertThat(labels.field("cost").categories())
                .containsExactlyInAnyOrder(DataCategory.CALL_DETAIL, DataCategory.BILLING);
        assertThat(labels.field("cost").origin()).isEqualTo(FieldLabel.Origin.FIELD);
    }

    @Test
    void aFieldLabelWithoutCategoriesKeepsTheTypesAndTakesTheRest() {
        FieldLabel callee = RecordLabels.of(Call.class).field("callee");

        assertThat(callee.categories()).containsExactly(DataCategory.CALL_DETAIL);
        assertThat(callee.mask()).isEqualTo(MaskStyle.TELEPHONE_NUMBER);
        assertThat(callee.authFactor()).isEqualTo(AuthFactor.ACCOUNT_INFO);
    }

    @Test
    void aFieldDeclaredNotCpniHasNoCategories() {
        FieldLabel id = RecordLabels.of(Call.class).field("id");

        assertThat(id.categories()).isEmpty();
        assertThat(id.origin()).isEqualTo(FieldLabel.Origin.NOT_CPNI);
    }

    @Test
    void everyInstanceFieldHasALabelAndNothingElse() {
        assertThat(RecordLabels.of(Call.class).fields().keySet())
                .containsExactlyInAnyOrder("id", "account", "callee", "cost", "cell", "seconds");
    }

    @Test
    @Regulation("R-TAX-7")
    void anUnknownFieldIsCallDetail() {
        FieldLabel unknown = RecordLabels.of(Call.class).field("added_by_hand");

        assertThat(unknown.categories()).containsExactly(DataCategory.CALL_DETAIL);
        assertThat(unknown.origin()).isEqualTo(FieldLabel.Origin.UNKNOWN);
    }

    @Test
    void theCustomerKeyIsFoundWithItsPath() {
        assertThat(RecordLabels.of(Call.class).customerKey())
                .contains(new RecordLabels.CustomerKeyField("account", "customer"));
    }

    @Test
    void labelsAreResolvedOncePerClass() {
        assertThat(RecordLabels.of(Call.class)).isSameAs(RecordLabels.of(Call.class));
        assertThat(RecordLabels.of(Call.class).type()).isEqualTo(Call.class);
    }

    @Cpni
    static class Bare {
        String anything;
    }

    @Test
    void aTypeLabelledWithoutCategoriesIsCallDetail() {
        assertThat(RecordLabels.of(Bare.class).categories()).containsExactly(DataCategory.CALL_DETAIL);
    }

    static class OnlyAField {
        @Cpni(DataCategory.BILLING)
        BigDecimal amount;

        String note;
    }

    @Test
    @Regulation("R-TAX-7")
    void oneLabelledFieldMakesTheOthersCallDetail() {
        RecordLabels labels = RecordLabels.of(OnlyAField.class);

        assertThat(labels.isLabelled()).isTrue();
        assertThat(labels.categories()).containsExactly(DataCategory.CALL_DETAIL);
        assertThat(labels.field("note").categories()).containsExactly(DataCategory.CALL_DETAIL);
        assertThat(labels.field("note").origin()).isEqualTo(FieldLabel.Origin.UNKNOWN);
    }

    static class Plain {
        @CustomerKey
        Long id;
    }

    @Test
    void aTypeWithoutLabelsIsNotLabelledButMayLeadToItsCustomer() {
        RecordLabels labels = RecordLabels.of(Plain.class);

        assertThat(labels.isLabelled()).isFalse();
        assertThat(labels.fields()).isEmpty();
        assertThat(labels.customerKey()).contains(new RecordLabels.CustomerKeyField("id", ""));
    }

    static class OnGetters {
        private String number;

        private boolean listed;

        @Cpni(value = DataCategory.LISTING, mask = MaskStyle.TELEPHONE_NUMBER)
        String getNumber() {
            return number;
        }

        @Cpni(DataCategory.SUBSCRIPTION)
        boolean isListed() {
            return listed;
        }

        @Cpni(DataCategory.LOCATION)
        String getDerivedCell() {
            return "";
        }

        String getNothing() {
            return "";
        }
    }

    @Test
    void aGetterLabelsItsPropertyAlsoWhereNoFieldHasItsName() {
        RecordLabels labels = RecordLabels.of(OnGetters.class);

        assertThat(labels.field("number").categories()).containsExactly(DataCategory.LISTING);
        assertThat(labels.field("listed").categories()).containsExactly(DataCategory.SUBSCRIPTION);
        assertThat(labels.field("derivedCell").categories()).containsExactly(DataCategory.LOCATION);
        assertThat(labels.fields()).doesNotContainKey("nothing");
    }

    @Cpni(DataCategory.USAGE)
    record Usage(
            @CustomerKey Long account,
            @Cpni(DataCategory.BILLING) BigDecimal amount,
            int minutes) {}

    @Test
    void aRecordComponentIsOneMemberWithItsFieldAndAccessor() {
        RecordLabels labels = RecordLabels.of(Usage.class);

        assertThat(labels.fields().keySet()).containsExactlyInAnyOrder("account", "amount", "minutes");
        assertThat(labels.field("amount").categories()).containsExactly(DataCategory.BILLING);
        assertThat(labels.field("minutes").categories()).containsExactly(DataCategory.USAGE);
        assertThat(labels.customerKey()).contains(new RecordLabels.CustomerKeyField("account", ""));
    }

    interface CallView {
        @Cpni(DataCategory.CALL_DETAIL)
        String getCallee();
    }

    @Test
    void aProjectionInterfaceIsLabelledByItsGetters() {
        assertThat(RecordLabels.of(CallView.class).field("callee").categories())
                .containsExactly(DataCategory.CALL_DETAIL);
    }

    @Cpni(DataCategory.BILLING)
    static class Invoice {
        @CustomerKey
        Long account;

        BigDecimal amount;
    }

    static class FinalInvoice extends Invoice {
        String closing;
    }

    @Cpni({DataCategory.BILLING, DataCategory.LOCATION})
    static class RoamingInvoice extends Invoice {
        String country;
    }

    @Test
    void aSubclassInheritsTheLabelTheFieldsAndTheCustomerKey() {
        RecordLabels labels = RecordLabels.of(FinalInvoice.class);

        assertThat(labels.categories()).containsExactly(DataCategory.BILLING);
        assertThat(labels.fields().keySet()).containsExactlyInAnyOrder("account", "amount", "closing");
        assertThat(labels.field("closing").categories()).containsExactly(DataCategory.BILLING);
        assertThat(labels.customerKey()).contains(new RecordLabels.CustomerKeyField("account", ""));
    }

    @Test
    void aSubclassWithItsOwnLabelHasThatForAllItsFields() {
        RecordLabels labels = RecordLabels.of(RoamingInvoice.class);

        assertThat(labels.field("amount").categories())
                .containsExactlyInAnyOrder(DataCategory.BILLING, DataCategory.LOCATION);
    }

    static class BothOnOneField {
        @Cpni
        @NotCpni(reason = "undecided")
        String field;
    }

    static class BothOnFieldAndGetter {
        @NotCpni(reason = "undecided")
        String number;

        @Cpni
        String getNumber() {
            return number;
        }
    }

    static class NoReason {
        @Cpni
        String labelled;

        @NotCpni(reason = " ")
        String field;
    }

    @NotCpni(reason = "no customers here")
    static class DeclaredClean {
        @Cpni
        String field;
    }

    @NotCpni(reason = "no customers here")
    static class CleanInvoice extends Invoice {}

    static class TwoKeys {
        @CustomerKey
        Long payer;

        @CustomerKey
        Long subscriber;
    }

    @Test
    void contradictionsAreRefusedAndTheMemberIsNamed() {
        assertRefused(BothOnOneField.class, "BothOnOneField.field carries both");
        assertRefused(BothOnFieldAndGetter.class, "BothOnFieldAndGetter.number carries both");
        assertRefused(NoReason.class, "NoReason.field: @NotCpni needs a reason");
        assertRefused(DeclaredClean.class, "DeclaredClean is declared @NotCpni but");
        assertRefused(CleanInvoice.class, "CleanInvoice is declared @NotCpni but");
        assertRefused(TwoKeys.class, "TwoKeys has 2 @CustomerKey members");
    }

    @Cpni
    record Ring(@Cpni(DataCategory.BILLING) int cents, String callee) {
        public String summary() {
            return callee + " " + cents;
        }

        public String getCallee() {
            return callee;
        }
    }

    @Test
    void aGetterHasTheLabelOfWhatItReadsAndOneThatCalculatesHasNone() throws NoSuchMethodException {
        RecordLabels labels = RecordLabels.of(Ring.class);

        assertThat(labels.labelOf(Ring.class.getMethod("cents"))).contains(labels.field("cents"));
        assertThat(labels.labelOf(Ring.class.getMethod("getCallee"))).contains(labels.field("callee"));
        assertThat(labels.labelOf(Ring.class.getMethod("summary"))).isEmpty();
    }

    @Test
    void theMapOfLabelsCannotBeChanged() {
        assertThatThrownBy(() -> RecordLabels.of(Call.class).fields().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(RecordLabels.of(Call.class).categories()).isEqualTo(Set.of(DataCategory.CALL_DETAIL));
    }

    private static void assertRefused(Class<?> type, String message) {
        assertThatThrownBy(() -> RecordLabels.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
