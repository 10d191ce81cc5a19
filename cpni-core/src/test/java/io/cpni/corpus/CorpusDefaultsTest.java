package io.cpni.corpus;

import static io.cpni.corpus.CorpusTexts.deadline;
import static io.cpni.corpus.CorpusTexts.file;
import static io.cpni.corpus.CorpusTexts.request;
import static io.cpni.corpus.CorpusTexts.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.approval.ApprovalKind;
import io.cpni.approval.PreferenceFlag;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorpusDefaultsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String AT = "'at': '2026-05-04T08:00:00-04:00'";

    @Test
    void aCaseThatSaysNothingHasTheDocumentedDefaults() {
        DecisionCase read = (DecisionCase) only(request("{" + AT + "}"));

        assertThat(read.covers()).isEmpty();
        assertThat(read.config()).isEqualTo(CorpusConfig.standard());
        assertThat(read.customer()).isEqualTo(CorpusCustomer.standard());
        assertThat(read.customer().zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(read.request().at()).isEqualTo(NOON);
        assertThat(read.request().accessor()).isEqualTo(CorpusAccessor.standard());
        assertThat(read.request().purpose()).isEmpty();
        assertThat(read.request().recipient().toRecipient()).isEqualTo(Recipient.staff());
        assertThat(read.request().data()).isEmpty();
        assertThat(read.request().needs()).isEmpty();
        assertThat(read.request().partialOk()).isFalse();
        assertThat(read.request().contact()).isEmpty();
        assertThat(read.request().offer()).isEmpty();
        assertThat(read.request().legal()).isEmpty();
    }

    @Test
    void emptyObjectsHaveTheDocumentedDefaults() {
        DecisionCase read = (DecisionCase) only(request("{" + AT
                + ", 'accessor': {}, 'recipient': {}, 'data': [{}], 'contact': {'channel': 'PHONE'},"
                + " 'auth': [{'kind': 'PASSWORD'}], 'change': {'what': 'PASSWORD'}, 'designation': {'form': 'PAPER'},"
                + " 'legal': {}, 'emergency': {}}"));
        CorpusRequest asked = read.request();

        assertThat(asked.accessor()).isEqualTo(CorpusAccessor.standard());
        assertThat(asked.recipient()).isEqualTo(CorpusRecipient.staff());
        assertThat(asked.data().get(0).dataClass()).isEmpty();
        assertThat(asked.data().get(0).hashed()).isFalse();
        assertThat(asked.contact().orElseThrow().toContact())
                .isEqualTo(Contact.of(ContactChannel.PHONE, Contact.Party.US));
        assertThat(asked.contact().orElseThrow().deliver()).isEqualTo(Contact.Delivery.READ_OUT);
        assertThat(asked.auth().get(0).ok()).isTrue();
        assertThat(asked.auth().get(0).establishedBy()).isEqualTo(CustomerVerification.Kind.RECORD_CODE);
        assertThat(asked.change().orElseThrow().atInitiation()).isFalse();
        assertThat(asked.designation().orElseThrow().by()).isEqualTo(CorpusEvent.Signer.CUSTOMER);
        assertThat(asked.designation().orElseThrow().authenticated()).isTrue();
        assertThat(asked.legal().orElseThrow().compulsory()).isTrue();
        assertThat(asked.legal().orElseThrow().dataClasses()).isEmpty();
        assertThat(asked.emergency()).contains(new CorpusEmergency(false, false, false));
    }

    @Test
    void whatIsReallyDoneIsWhatWasDeclaredUnlessSaid() {
        DecisionCase honest = (DecisionCase) only(request("{" + AT + ", 'purpose': 'PROTECT'}"));
        DecisionCase other =
                (DecisionCase) only(request("{" + AT + ", 'purpose': 'PROTECT', 'actualPurpose': 'SALE'}"));

        assertThat(honest.request().actualPurpose()).contains(Purpose.PROTECT);
        assertThat(other.request().actualPurpose()).contains(Purpose.SALE);
    }

    @Test
    void anEmptyListIsNotAMissingOne() {
        DecisionCase read =
                (DecisionCase) only(request("{" + AT + ", 'needs': [], 'legal': {'dataClasses': ['LOC']}}"));

        assertThat(read.request().needs()).contains(Set.of());
        assertThat(read.request().legal().orElseThrow().dataClasses()).contains(Set.of(DataCategory.LOCATION));
    }

    @Test
    void eventsHaveTheDocumentedDefaults() {
        CorpusCase read = only(timeline(
                "{'type': 'NOTICE', 'id': 'n1', " + AT + ", 'channel': 'MAIL'}",
                "{'type': 'BOUNCE', " + AT + ", 'recordedAt': '2026-05-05T00:00:00Z', 'notice': 'n1'}",
                "{'type': 'OPT_OUT', " + AT + "}",
                "{'type': 'OPT_IN', " + AT + ", 'channel': 'STORE'}",
                "{'type': 'OUTAGE', " + AT + "}",
                "{'type': 'CALL', " + AT + ", 'begunBy': 'US'}",
                "{'type': 'PREFERENCE', " + AT + ", 'flag': 'DO_NOT_CALL'}"));

        assertThat(read.events())
                .containsExactly(
                        new CorpusEvent.Notice(
                                NOON,
                                NOON,
                                "n1",
                                ApprovalKind.OPT_OUT,
                                ContactChannel.MAIL,
                                CorpusScope.unlimited(),
                                30,
                                Set.of(),
                                Optional.empty(),
                                Optional.empty()),
                        new CorpusEvent.Bounce(NOON, Instant.parse("2026-05-05T00:00:00Z"), "n1"),
                        new CorpusEvent.OptOut(NOON, NOON, Optional.empty(), CorpusScope.unlimited()),
                        new CorpusEvent.OptIn(
                                NOON, NOON, ContactChannel.STORE, Optional.empty(), CorpusEvent.Signer.CUSTOMER, true),
                        new CorpusEvent.Outage(NOON, NOON, Optional.empty()),
                        new CorpusEvent.Call(
                                NOON,
                                NOON,
                                Optional.empty(),
                                Contact.Party.US,
                                true,
                                Optional.empty(),
                                Optional.empty()),
                        new CorpusEvent.Preference(NOON, NOON, PreferenceFlag.DO_NOT_CALL, true, Optional.empty()));
    }

    @Test
    void aStateIsAskedForMarketingByStaffOnUsage() {
        TimelineCase read = (TimelineCase) only(timeline());

        assertThat(read.expect().states().get(0).ask())
                .isEqualTo(new TimelineExpectation.Ask(CorpusRecipient.staff(), Purpose.MARKET, DataCategory.USAGE));
    }

    @Test
    void aBreachIsIntentionalHarmfulAndLargeUnlessSaid() {
        DeadlineCase read = (DeadlineCase) only(deadline(
                "{'type': 'BREACH', " + AT + ", 'hold': {" + AT + "}}", "[{'duty': 'AGENCIES', 'by': '2026-05-13'}]"));

        assertThat(read.matter().intentional()).isTrue();
        assertThat(read.matter().harmLikely()).isTrue();
        assertThat(read.matter().affected()).isEqualTo(CorpusMatter.MANY);
        assertThat(read.matter().urgent()).isFalse();
        assertThat(read.matter().hold()).contains(new CorpusMatter.Hold(NOON, 30));
        assertThat(read.expect().due().get(0).by()).contains(LocalDate.parse("2026-05-13"));
    }

    private static CorpusCase only(String corpusCase) {
        return CorpusReader.readText("x.json", file(corpusCase)).cases().get(0);
    }
}
