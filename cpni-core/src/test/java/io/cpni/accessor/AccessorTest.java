package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessorTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void anAccessorHasANameOfASaneLength() {
        assertThatThrownBy(() -> Accessor.staff(" ", Set.of(), NOON)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Accessor.staff("x".repeat(201), Set.of(), NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200");
        assertThat(Accessor.staff("x".repeat(200), Set.of(), NOON).id()).hasSize(200);
    }

    @Test
    @Regulation({"64.2009(b)", "R-TIME-5"})
    void trainingIsCurrentUntilAndNotAtItsEnd() {
        Accessor clerk = Accessor.staff("clerk", Set.of(), NOON);

        assertThat(clerk.isTrainedAt(NOON.minusNanos(1))).isTrue();
        assertThat(clerk.isTrainedAt(NOON)).isFalse();
        assertThat(new Accessor("new", Set.of(), Optional.empty(), Optional.empty(), false).isTrainedAt(NOON))
                .isFalse();
    }

    @Test
    void rolesAreCopied() {
        Set<String> roles = new HashSet<>(Set.of("billing"));
        Accessor clerk = Accessor.staff("clerk", roles, NOON);
        roles.add("officer");

        assertThat(clerk.roles()).containsExactly("billing");
    }

    @Test
    void aContextIsForOurStaffUnlessSaid() {
        Accessor clerk = Accessor.staff("clerk", Set.of(), NOON);
        AccessContext plain = AccessContext.of(clerk, Purpose.BILL_COLLECT).build();

        assertThat(plain.recipient()).isEqualTo(Recipient.staff());
        assertThat(plain.purpose()).isEqualTo(Purpose.BILL_COLLECT);
        assertThat(plain.circumstances().offer()).isEmpty();
        assertThat(plain.circumstances().contact()).isEmpty();
        assertThat(plain.circumstances().verification()).isEqualTo(CustomerVerification.none());
        assertThat(plain.onBehalfOf()).isEmpty();
        assertThat(plain.justification()).isEmpty();
    }

    @Test
    void aContextHoldsEverythingItWasBuiltWith() {
        Accessor clerk = Accessor.staff("batch", Set.of(), NOON);
        Contact call = Contact.of(ContactChannel.PHONE, Contact.Party.US);
        AccessContext full = AccessContext.of(clerk, Purpose.MARKET)
                .recipient(Recipient.named(RecipientKind.AGENT, "Caller Inc."))
                .offer(Offer.of(OfferPart.VOIP))
                .contact(call)
                .verification(CustomerVerification.password())
                .onBehalfOf("clerk")
                .justification("TICKET-1")
                .build();

        assertThat(full.recipient().name()).contains("Caller Inc.");
        assertThat(full.circumstances().offer()).contains(Offer.of(OfferPart.VOIP));
        assertThat(full.circumstances().contact()).contains(call);
        assertThat(full.circumstances().verification()).isEqualTo(CustomerVerification.password());
        assertThat(full.onBehalfOf()).contains("clerk");
        assertThat(full.justification()).contains("TICKET-1");
    }

    @Test
    void anAssignmentSaysWhyAndEndsAfterItBegins() {
        CustomerId customer = CustomerId.of(1);

        assertThatThrownBy(() -> new Assignment(" ", customer, "T-1", NOON, NOON.plusSeconds(1)))
                .hasMessageContaining("accessor");
        assertThatThrownBy(() -> new Assignment("csr", customer, " ", NOON, NOON.plusSeconds(1)))
                .hasMessageContaining("ticket");
        assertThatThrownBy(() -> new Assignment("csr", customer, "T-1", NOON, NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
