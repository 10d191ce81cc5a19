package io.cpni.purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferTest {

    @Test
    void anOfferHasAPart() {
        assertThatThrownBy(() -> new Offer(Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("part");
    }

    @Test
    @Regulation("64.2005(a)")
    void aBundleIsOfServiceCategoriesOnlyIfEveryPartIs() {
        assertThat(Offer.of(OfferPart.VOIP, OfferPart.LOCAL).isOfServiceCategoriesOnly())
                .isTrue();
        assertThat(Offer.of(OfferPart.VOIP, OfferPart.VOICE_MAIL).isOfServiceCategoriesOnly())
                .isFalse();
        assertThat(Offer.of(OfferPart.VOIP, OfferPart.VOICE_MAIL).serviceCategories())
                .containsExactly(ServiceCategory.VOIP);
        assertThat(Offer.of(OfferPart.TRAVEL).serviceCategories()).isEmpty();
    }

    @Test
    @Regulation({"64.2003(e)", "64.2003(i)"})
    void communicationsRelatedIsEverythingButWebRetailTravelLoansSecurityAndInsurance() {
        assertThat(EnumSet.allOf(OfferPart.class))
                .filteredOn(part -> !part.isCommunicationsRelated())
                .containsExactly(
                        OfferPart.RETAIL, OfferPart.TRAVEL, OfferPart.LOANS, OfferPart.SECURITY, OfferPart.INSURANCE);
        assertThat(Offer.of(OfferPart.VOIP, OfferPart.INTERNET_ACCESS).isCommunicationsRelated())
                .isTrue();
        assertThat(Offer.of(OfferPart.VOIP, OfferPart.INSURANCE).isCommunicationsRelated())
                .isFalse();
    }

    @Test
    void everyServiceCategoryIsAnOfferPartOfTheSameName() {
        for (OfferPart part : OfferPart.values()) {
            boolean same = EnumSet.allOf(ServiceCategory.class).stream()
                    .anyMatch(category -> category.name().equals(part.name()));
            assertThat(part.serviceCategory().map(Enum::name))
                    .isEqualTo(Optional.of(part.name()).filter(name -> same));
        }
    }

    @Test
    void exactlyFourPurposesAreMarketing() {
        assertThat(EnumSet.allOf(Purpose.class))
                .filteredOn(Purpose::isMarketing)
                .containsExactly(
                        Purpose.MARKET, Purpose.MARKET_ADJUNCT, Purpose.MARKET_EQUIP_INFO, Purpose.MARKET_NONCOMM);
    }

    @Test
    void aNamedRecipientNeedsAName() {
        assertThatThrownBy(() -> Recipient.named(RecipientKind.IC, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
        assertThat(Recipient.of(RecipientKind.STAFF)).isEqualTo(Recipient.staff());
        assertThat(Recipient.named(RecipientKind.IC, "Printer")).isNotEqualTo(Recipient.of(RecipientKind.IC));
    }
}
