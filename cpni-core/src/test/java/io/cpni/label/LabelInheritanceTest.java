package io.cpni.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What becomes of labels where a member stands in several places: superclass, interface, field, getter. */
@SuppressWarnings({"unused", "HidingField"}) // fields are read by reflection, and hidden on purpose
class LabelInheritanceTest {

    @Cpni
    record Line(
            @CustomerKey Long issuer,
            @NotCpni(reason = "public") String isdn) {}

    @Test
    void aRecordComponentWhoseNameBeginsLikeAGetterIsNoGetter() {
        assertThat(RecordLabels.of(Line.class).fields().keySet()).containsExactlyInAnyOrder("issuer", "isdn");
        assertThat(RecordLabels.of(Line.class).customerKey().orElseThrow().name())
                .isEqualTo("issuer");
    }

    @Cpni
    static class Device {
        @Cpni(DataCategory.USAGE)
        String place;

        public String getPlace() {
            return place;
        }
    }

    static class Phone extends Device {
        @Override
        @Cpni(DataCategory.LOCATION)
        public String getPlace() {
            return super.getPlace();
        }
    }

    @Test
    void aSubclassAddsToTheLabelOfItsSuperclass() {
        assertThat(RecordLabels.of(Phone.class).field("place").categories())
                .containsExactlyInAnyOrder(DataCategory.USAGE, DataCategory.LOCATION);
    }

    interface CellView {
        @Cpni(DataCategory.LOCATION)
        String getCell();
    }

    interface WiderView extends CellView {
        String getName();
    }

    static class Tower implements CellView {
        @Override
        public String getCell() {
            return "";
        }
    }

    @Cpni(DataCategory.LOCATION)
    interface Located {}

    static class Fix implements Located {
        String cell;
    }

    @Test
    void labelsOfInterfacesHoldForWhatExtendsAndImplementsThem() {
        assertThat(RecordLabels.of(WiderView.class).field("cell").categories()).containsExactly(DataCategory.LOCATION);
        assertThat(RecordLabels.of(Tower.class).isLabelled()).isTrue();
        assertThat(RecordLabels.of(Fix.class).field("cell").categories()).containsExactly(DataCategory.LOCATION);
    }

    @Cpni(DataCategory.BILLING)
    static class Charge extends LocatedRecord {
        String amount;
    }

    @Cpni(DataCategory.LOCATION)
    static class LocatedRecord {
        String cell;
    }

    @Test
    void labelsOfATypeAndItsSuperclassHoldTogetherForAllFields() {
        RecordLabels labels = RecordLabels.of(Charge.class);

        assertThat(labels.field("cell").categories())
                .containsExactlyInAnyOrder(DataCategory.LOCATION, DataCategory.BILLING);
        assertThat(labels.field("amount").categories())
                .containsExactlyInAnyOrder(DataCategory.LOCATION, DataCategory.BILLING);
        assertThat(labels.categories()).containsExactlyInAnyOrder(DataCategory.LOCATION, DataCategory.BILLING);
    }

    static class Contradiction {
        @Cpni(DataCategory.USAGE)
        String x;

        @Cpni(DataCategory.LOCATION)
        public String getX() {
            return x;
        }
    }

    @Test
    void aFieldAndItsGetterMustNotContradictEachOther() {
        assertThatThrownBy(() -> RecordLabels.of(Contradiction.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Contradiction.x");
    }

    @Cpni
    static class Ordered {
        String b;
        String zeta;
        String a;
        String omega;
        String gamma;
    }

    @Test
    void fieldsKeepTheirOrder() {
        assertThat(RecordLabels.of(Ordered.class).fields().keySet())
                .containsExactly("b", "zeta", "a", "omega", "gamma");
    }

    @Cpni
    static class Link {
        @SuppressWarnings("MemberName") // an acronym is the case to be tested
        String URL;

        @Cpni(DataCategory.LOCATION)
        public String getURL() {
            return URL;
        }
    }

    @Test
    void theGetterOfAnAcronymBelongsToItsField() {
        assertThat(RecordLabels.of(Link.class).field("URL").categories()).containsExactly(DataCategory.LOCATION);
    }

    @Cpni
    static class Note {
        @NotCpni(reason = "internal")
        private String note;
    }

    static class CallNote extends Note {
        private String note;
    }

    @Test
    void aFieldThatHidesOneOfItsSuperclassIsNotUnlabelledByIt() {
        assertThat(RecordLabels.of(CallNote.class).field("note").categories())
                .containsExactly(DataCategory.CALL_DETAIL);
    }

    @NotCpni(reason = " ")
    static class NoReason {}

    @Test
    void aTypeIsNotDeclaredHarmlessWithoutAReason() {
        assertThatThrownBy(() -> RecordLabels.of(NoReason.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NoReason");
    }

    @Cpni(value = DataCategory.BILLING, authFactor = AuthFactor.ACCOUNT_INFO)
    static class Bill {
        String amount;
    }

    @Test
    void aTypesAuthenticationFactorHoldsForItsFields() {
        assertThat(RecordLabels.of(Bill.class).field("amount").authFactor()).isEqualTo(AuthFactor.ACCOUNT_INFO);
    }

    static class Money {
        String amount;

        @NotCpni(reason = "the same for all")
        String currency;
    }

    @Test
    void whatAnUnlabelledTypeDeclaresHarmlessStaysSoWhereItIsEmbedded() {
        RecordLabels labels = RecordLabels.of(Money.class);

        assertThat(labels.isLabelled()).isFalse();
        assertThat(labels.fields().keySet()).containsExactly("currency");
    }
}
