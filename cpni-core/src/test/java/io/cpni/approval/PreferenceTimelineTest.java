package io.cpni.approval;

import static io.cpni.approval.Histories.at;
import static io.cpni.approval.PreferenceFlag.DO_NOT_CALL;
import static io.cpni.approval.PreferenceFlag.MARKETING_CONTACT;
import static io.cpni.approval.PreferenceFlag.PARTNER_SHARING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Regulation(
        value = "64.1200(d)",
        rules = {"R-DNC-1", "R-DNC-2", "R-SEED-OPT"})
class PreferenceTimelineTest {

    private static final ContactId LINE_1 = new ContactId("line1");
    private static final ContactId LINE_2 = new ContactId("line2");
    private static final Instant SPRING = at("2026-03-01T12:00");
    private static final Instant SUMMER = at("2026-07-01T12:00");
    private static final Instant NOW = at("2026-11-20T12:00");

    @Test
    void aRefusalHoldsUntilItIsTakenBack() {
        PreferenceTimeline timeline = timeline(
                PreferenceChange.refusal(SPRING, MARKETING_CONTACT),
                PreferenceChange.withdrawal(SUMMER, MARKETING_CONTACT));

        assertThat(timeline.at(SPRING.minusNanos(1000))).isEqualTo(CustomerPreferences.none());
        assertThat(timeline.at(SPRING).refusesMarketingContact()).isTrue();
        assertThat(timeline.at(SUMMER.minusNanos(1000)).refusesMarketingContact())
                .isTrue();
        assertThat(timeline.at(SUMMER).refusesMarketingContact()).isFalse();
    }

    @Test
    void noFlagImpliesAnother() {
        CustomerPreferences preferences =
                timeline(PreferenceChange.refusal(SPRING, PARTNER_SHARING)).at(NOW);

        assertThat(preferences.refusesPartnerSharing()).isTrue();
        assertThat(preferences.refusesMarketingContact()).isFalse();
        assertThat(preferences.refusesSomeCalls()).isFalse();
    }

    @Test
    void oneNumberMayBeClosed() {
        CustomerPreferences preferences =
                timeline(PreferenceChange.doNotCall(SPRING, LINE_2)).at(NOW);

        assertThat(preferences.refusesCallsTo(LINE_2)).isTrue();
        assertThat(preferences.refusesCallsTo(LINE_1)).isFalse();
        assertThat(preferences.refusesSomeCalls()).isTrue();
    }

    @Test
    void oneNumberMayBeOpenedAgain() {
        CustomerPreferences preferences = timeline(
                        PreferenceChange.refusal(SPRING, DO_NOT_CALL),
                        new PreferenceChange(SUMMER, SUMMER, DO_NOT_CALL, false, Optional.of(LINE_1)))
                .at(NOW);

        assertThat(preferences.refusesCallsTo(LINE_1)).isFalse();
        assertThat(preferences.refusesCallsTo(LINE_2)).isTrue();
        assertThat(preferences.refusesSomeCalls()).isTrue();
    }

    @Test
    void aWordAboutAllNumbersReplacesTheOnesBefore() {
        assertThat(timeline(
                                PreferenceChange.doNotCall(SPRING, LINE_2),
                                PreferenceChange.withdrawal(SUMMER, DO_NOT_CALL))
                        .at(NOW)
                        .refusesSomeCalls())
                .isFalse();
        assertThat(timeline(
                                new PreferenceChange(SPRING, SPRING, DO_NOT_CALL, false, Optional.of(LINE_1)),
                                PreferenceChange.refusal(SUMMER, DO_NOT_CALL))
                        .at(NOW)
                        .refusesCallsTo(LINE_1))
                .isTrue();
    }

    @Test
    @Regulation(value = "64.1200(d)", rules = "R-TIME-5")
    void atTheSameInstantTheRefusalWins() {
        assertThat(timeline(
                                PreferenceChange.refusal(SPRING, DO_NOT_CALL),
                                PreferenceChange.withdrawal(SPRING, DO_NOT_CALL))
                        .at(NOW)
                        .refusesCallsTo(LINE_1))
                .isTrue();
    }

    @Test
    @Regulation(value = "64.1200(d)", rules = "R-TIME-5")
    void whatIsRecordedLaterIsUnknownUntilThen() {
        PreferenceTimeline timeline =
                timeline(new PreferenceChange(SPRING, SUMMER, DO_NOT_CALL, true, Optional.empty()));

        assertThat(timeline.at(SUMMER.minusNanos(1000)).refusesSomeCalls()).isFalse();
        assertThat(timeline.at(SUMMER).refusesSomeCalls()).isTrue();
    }

    @Test
    void onlyCallsAreAboutNumbers() {
        assertThatThrownBy(() -> new PreferenceChange(SPRING, SPRING, MARKETING_CONTACT, true, Optional.of(LINE_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("contact");
        assertThatThrownBy(() -> new ContactId("*")).isInstanceOf(IllegalArgumentException.class);
    }

    private static PreferenceTimeline timeline(PreferenceChange... changes) {
        return PreferenceTimeline.of(List.of(changes));
    }
}
