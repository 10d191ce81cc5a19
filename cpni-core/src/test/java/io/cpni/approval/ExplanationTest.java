package io.cpni.approval;

import static io.cpni.approval.Histories.NEW_YORK;
import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.ask;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.click;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.letter;
import static io.cpni.approval.Histories.optInPage;
import static io.cpni.approval.Histories.optOut;
import static io.cpni.approval.Histories.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final NoticeId N1 = new NoticeId("n1");

    @Test
    void nothingOnRecordExplainsNothing() {
        assertThat(explain()).isEqualTo(ApprovalFinding.nothing());
        assertThat(explain(optInPage("n1", "2026-07-01T12:00").build())).isEqualTo(ApprovalFinding.nothing());
    }

    @Test
    @Regulation(value = "64.2007(a)(2)", rules = "R-LIFE-3")
    void theRefusalExplainsOptedOut() {
        OptOut out = optOut("2026-05-01T12:00");

        assertThat(explain(email("n1", "2026-02-01T12:00").build(), out))
                .isEqualTo(ApprovalFinding.of(ApprovalState.OPTED_OUT, ApprovalRule.OPTED_OUT, List.of(out)));
    }

    @Test
    @Regulation(
            value = {"64.2008(d)(1)", "64.2008(d)(2)"},
            rules = {"R-2008-d1", "R-2008-d2"})
    void noticesExplainTheStatesOfSilence() {
        Notice first = email("n1", "2024-11-01T12:00").build();
        Notice second = letter("n2", "2026-10-25T12:00").build();

        assertThat(explain(first))
                .isEqualTo(ApprovalFinding.of(ApprovalState.LAPSED, ApprovalRule.LAPSE, List.of(first)));
        assertThat(explain(first, second))
                .isEqualTo(ApprovalFinding.of(ApprovalState.DEEMED, ApprovalRule.WAIT, List.of(first, second)));
        assertThat(explain(second))
                .isEqualTo(ApprovalFinding.of(ApprovalState.PENDING, ApprovalRule.WAIT, List.of(second)));
    }

    @Test
    @Regulation(value = "64.2008(e)", rules = "R-LIFE-5")
    void theAgreementAndItsNoticeExplainOptIn() {
        Notice page = optInPage("n1", "2026-07-01T12:00").build();
        OptIn click = click("n1", "2026-07-01T12:01");

        assertThat(explain(page, click))
                .isEqualTo(ApprovalFinding.of(ApprovalState.OPT_IN, ApprovalRule.OPT_IN, List.of(page, click)));
    }

    @Test
    @Regulation(
            value = {"64.2008(c)", "64.2008(d)"},
            rules = {"R-2008-c", "R-2008-d", "R-2008-d1", "R-2008-d3", "R-2008-d3iii"})
    void aNoticeThatStartsNothingSaysWhy() {
        assertRule(
                ApprovalRule.NOTICE_VOID,
                email("n1", "2026-07-01T12:00")
                        .unmet(Set.of(NoticeRequirement.CLEAR, NoticeRequirement.FREE_24_7))
                        .build());
        assertRule(
                ApprovalRule.NOTICE_VOID,
                email("n1", "2026-07-01T12:00")
                        .unmet(Set.of(NoticeRequirement.STATES_WAIT))
                        .build());
        assertRule(
                ApprovalRule.NOTICE_BY_EMAIL,
                email("n1", "2026-07-01T12:00")
                        .unmet(Set.of(NoticeRequirement.FREE_24_7))
                        .build());
        assertRule(
                ApprovalRule.WAIT, email("n1", "2026-07-01T12:00").waitDays(29).build());
        assertRule(
                ApprovalRule.NOTICE_ORAL,
                Notice.askingToOptOut(N1, at("2026-07-01T12:00"), ContactChannel.KEYPAD, NEW_YORK)
                        .build());
        assertRule(
                ApprovalRule.NOTICE_BOUNCED,
                email("n1", "2026-07-01T12:00").build(),
                Bounce.of(at("2026-07-02T12:00"), N1));
    }

    @Test
    @Regulation(
            value = {"64.2003(k)", "64.2007(a)(1)"},
            rules = {"R-2003-k", "R-CON-2"})
    void anAgreementThatIsNoneSaysWhy() {
        Notice page = optInPage("n1", "2026-07-01T12:00").build();

        assertRule(ApprovalRule.NO_OPT_IN, click("n1", "2026-07-01T12:00"));
        assertRule(ApprovalRule.NO_OPT_IN, page, click("n1", "2026-06-01T12:00"));
        assertRule(
                ApprovalRule.NO_OPT_IN,
                optInPage("n1", "2026-07-01T12:00")
                        .unmet(Set.of(NoticeRequirement.PURPOSES))
                        .build(),
                click("n1", "2026-07-01T12:01"));
        assertRule(
                ApprovalRule.NO_OPT_IN,
                page,
                new OptIn(page.at(), page.at(), ContactChannel.ONLINE, Optional.of(N1), false, Optional.empty()));
        assertRule(ApprovalRule.NO_PROOF, page, OptIn.inWriting(page.at(), ContactChannel.PHONE, N1));
    }

    @Test
    @Regulation(value = "64.2008(c)(2)", rules = "R-2008-c2")
    void anApprovalOfOtherUsesNamesNotThisOne() {
        Notice notice = email("n1", "2026-07-01T12:00")
                .scope(to(RecipientKind.AFF_COMM, "A"))
                .build();
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(notice));
        Notice all = letter("n2", "2026-07-01T12:00").build();
        ApprovalAsk location = new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.LOCATION);

        assertThat(timeline.explain(ask(RecipientKind.AFF_COMM, "B"), at("2026-11-20T12:00")))
                .isEqualTo(ApprovalFinding.of(ApprovalState.NONE, ApprovalRule.NOT_NAMED, List.of(notice)));
        assertThat(ApprovalTimeline.of(List.of(all))
                        .explain(location, at("2026-11-20T12:00"))
                        .rule())
                .contains(ApprovalRule.NOT_NAMED);
    }

    @Test
    @Regulation(value = "64.2008(d)(1)", rules = "R-TIME-5")
    void theReasonIsTheOneThatWasKnown() {
        Notice notice = email("n1", "2026-02-01T12:00").build();
        OptOut late = new OptOut(
                at("2026-07-10T17:00"), at("2026-07-13T09:00"), ContactChannel.MAIL, ApprovalScope.everything());
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(notice, late));

        assertThat(timeline.explain(OWN_MARKETING, at("2026-07-12T12:00")).evidence())
                .containsExactly(notice);
        assertThat(timeline.explain(OWN_MARKETING, at("2026-07-12T12:00"), late.recordedAt())
                        .evidence())
                .containsExactly(late);
    }

    private static void assertRule(ApprovalRule rule, ApprovalEvent... events) {
        ApprovalFinding finding = explain(events);

        assertThat(finding.state()).isEqualTo(ApprovalState.NONE);
        assertThat(finding.rule()).contains(rule);
        assertThat(finding.evidence()).isNotEmpty();
    }

    private static ApprovalFinding explain(ApprovalEvent... events) {
        return ApprovalTimeline.of(List.of(events)).explain(OWN_MARKETING, at("2026-11-20T12:00"));
    }
}
