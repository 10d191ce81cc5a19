package io.cpni.approval;

import static io.cpni.approval.Histories.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.ContactChannel;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalEventTest {

    private static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");
    private static final NoticeId ID = new NoticeId("n1");

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-21T18:30:00Z", "1995-12-31T23:59:59.999999Z", "2201-01-01T00:00:00Z"})
    void anInstantOutsideTheLedgersTimeIsRefusedByName(Instant wrong) {
        assertThatThrownBy(() -> OptOut.ofEverything(wrong, ContactChannel.MAIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("at ");
        assertThatThrownBy(() -> new OptOut(NOON, wrong, ContactChannel.MAIL, ApprovalScope.everything()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("recordedAt ");
        assertThatThrownBy(() -> OptIn.inWriting(wrong, ContactChannel.MAIL, ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("at ");
        assertThatThrownBy(() -> Notice.askingToOptOut(ID, NOON, ContactChannel.MAIL, NEW_YORK)
                        .recordedAt(wrong)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("recordedAt ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1996-01-01T00:00:00Z", "2200-12-31T23:59:59.999999Z"})
    void theFirstAndTheLastInstantAreKept(Instant instant) {
        assertThat(OptOut.ofEverything(instant, ContactChannel.MAIL).at()).isEqualTo(instant);
    }

    @Test
    void instantsAreCutToTheMicrosecond() {
        OptOut optOut = OptOut.ofEverything(NOON.plusNanos(1_999), ContactChannel.MAIL);

        assertThat(optOut.at()).isEqualTo(NOON.plusNanos(1_000));
        assertThat(optOut.recordedAt()).isEqualTo(optOut.at());
    }

    @Test
    void aNoticeHasAZone() {
        assertThatThrownBy(() -> Notice.askingToOptOut(ID, NOON, ContactChannel.EMAIL, null)
                        .build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("zone");
    }

    @Test
    void aNoticeIsNotARepetitionOfItself() {
        assertThatThrownBy(() -> Notice.askingToOptOut(ID, NOON, ContactChannel.EMAIL, NEW_YORK)
                        .resendOf(ID)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("resendOf");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3651})
    void aWaitIsAFewDaysOrYears(int days) {
        assertThatThrownBy(() -> WaitingPeriod.ofDays(days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("days");
    }

    @Test
    void anOptOutThatCoversNothingIsRefused() {
        ApprovalScope toNobody =
                new ApprovalScope(Optional.of(Set.of()), Optional.empty(), Optional.empty(), Optional.empty());
        ApprovalScope toAgentsWithoutName = new ApprovalScope(
                Optional.of(Set.of(RecipientKind.AGENT)), Optional.of(Set.of()), Optional.empty(), Optional.empty());
        ApprovalScope toStaffOnly =
                new ApprovalScope(Optional.empty(), Optional.of(Set.of()), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> OptOut.of(NOON, ContactChannel.MAIL, toNobody))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scope");
        assertThatThrownBy(() -> OptOut.of(NOON, ContactChannel.MAIL, toAgentsWithoutName))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> OptOut.of(NOON, ContactChannel.MAIL, toStaffOnly)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\ud800"})
    void whatADatabaseCannotGiveBackIsRefused(String text) {
        assertThatThrownBy(() -> new NoticeId(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OptIn.spoken(NOON, ContactChannel.PHONE, ID, text))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Histories.to(RecipientKind.AGENT, text)).isInstanceOf(IllegalArgumentException.class);
    }
}
