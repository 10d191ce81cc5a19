package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.decision.Obligation.Kind;
import io.cpni.label.DataCategory;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uses that need the customer's approval. */
class ApprovalRulesTest {

    private static final Set<ApprovalState> OPT_OUT_OR_BETTER = EnumSet.of(ApprovalState.DEEMED, ApprovalState.OPT_IN);
    private static final Set<ApprovalState> OPT_IN = EnumSet.of(ApprovalState.OPT_IN);
    private static final Set<Purpose> COMMUNICATIONS =
            EnumSet.of(Purpose.MARKET, Purpose.MARKET_ADJUNCT, Purpose.MARKET_EQUIP_INFO);
    private static final Set<RecipientKind> MARKETERS = EnumSet.of(
            RecipientKind.STAFF,
            RecipientKind.AGENT,
            RecipientKind.AFF_COMM,
            RecipientKind.AFF_OTHER,
            RecipientKind.JV,
            RecipientKind.IC,
            RecipientKind.THIRD);

    private static final RuleCase OUT_OF_CATEGORY =
            RuleCase.of(Purpose.MARKET, DataCategory.USAGE).offer(OfferPart.CMRS);
    private static final RuleCase ANALYTICS = RuleCase.of(Purpose.ANALYTICS, DataCategory.USAGE);

    @Test
    @Regulation({"64.2005(b)", "64.2007(b)", "R-2007-b1"})
    void staffMarketOtherCategoriesWithOptOutApprovalOrBetter() {
        assertRow("R-2007-b1", RecipientKind.STAFF, OPT_OUT_OR_BETTER, COMMUNICATIONS);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b2"})
    void agentsMarketOtherCategoriesWithOptOutApprovalOrBetter() {
        assertRow("R-2007-b2", RecipientKind.AGENT, OPT_OUT_OR_BETTER, COMMUNICATIONS);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b3"})
    void communicationsAffiliatesMarketWithOptOutApprovalOrBetter() {
        assertRow("R-2007-b3", RecipientKind.AFF_COMM, OPT_OUT_OR_BETTER, COMMUNICATIONS);
        assertThat(OUT_OF_CATEGORY
                        .to(RecipientKind.AFF_COMM)
                        .offer(OfferPart.VOIP)
                        .states("R-2007-b3"))
                .isEqualTo(OPT_OUT_OR_BETTER);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b4"})
    void otherAffiliatesMarketAnythingWithOptInOnly() {
        assertRow("R-2007-b4", RecipientKind.AFF_OTHER, OPT_IN, RuleCase.MARKETING);
        assertOptInOnlyWhateverIsOffered(RecipientKind.AFF_OTHER);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b5"})
    void partnersMarketAnythingWithOptInOnlyAndUnderContract() {
        assertRow("R-2007-b5", RecipientKind.JV, OPT_IN, RuleCase.MARKETING, Kind.CONTRACT);
        assertOptInOnlyWhateverIsOffered(RecipientKind.JV);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b5"})
    void contractorsMarketAnythingWithOptInOnlyAndUnderContract() {
        assertRow("R-2007-b5", RecipientKind.IC, OPT_IN, RuleCase.MARKETING, Kind.CONTRACT);
        assertOptInOnlyWhateverIsOffered(RecipientKind.IC);
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b6"})
    void outsidersMarketTheirOffersOrOursWithOptInOnly() {
        assertRow("R-2007-b6", RecipientKind.THIRD, OPT_IN, RuleCase.MARKETING);
        assertOptInOnlyWhateverIsOffered(RecipientKind.THIRD);
    }

    @ParameterizedTest
    @EnumSource(
            value = RecipientKind.class,
            names = {"STAFF", "AGENT", "AFF_COMM"})
    @Regulation({"64.2003(e)", "64.2007(b)", "R-2007-b7"})
    void whatIsNoCommunicationsServiceIsMarketedWithOptInOnly(RecipientKind recipient) {
        RuleCase travel = OUT_OF_CATEGORY
                .purpose(Purpose.MARKET_NONCOMM)
                .to(recipient)
                .offer(OfferPart.TRAVEL)
                .state(ApprovalState.OPT_IN);

        travel.permits("R-2007-b7", marketing(recipient));
        travel.state(ApprovalState.DEEMED).denies("R-2007-b7");
        assertThat(travel.states("R-2007-b7")).isEqualTo(OPT_IN);
        assertThat(travel.data("R-2007-b7")).isEqualTo(RuleCase.CPNI);
    }

    @ParameterizedTest
    @EnumSource(OfferPart.class)
    @Regulation({"64.2003(e)", "64.2007(b)", "R-2007-b7"})
    void onePartThatIsNoCommunicationsServiceMakesTheOfferOne(OfferPart part) {
        boolean other = Set.of(
                        OfferPart.RETAIL, OfferPart.TRAVEL, OfferPart.LOANS, OfferPart.SECURITY, OfferPart.INSURANCE)
                .contains(part);
        RuleCase bundle = OUT_OF_CATEGORY.offer(OfferPart.CMRS, part);

        assertThat(bundle.state(ApprovalState.DEEMED).isPermitted()).isEqualTo(!other);
        assertThat(bundle.state(ApprovalState.OPT_IN).isPermitted()).isTrue();
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b7", "R-GEN-3"})
    void nobodyElseMarketsWithCpniEvenWithOptIn() {
        RuleCase optIn = OUT_OF_CATEGORY.state(ApprovalState.OPT_IN);

        assertThat(optIn.recipients()).isEqualTo(MARKETERS);
        assertThat(optIn.purpose(Purpose.MARKET_NONCOMM).recipients()).isEqualTo(MARKETERS);
        optIn.to(RecipientKind.OTHER_CARRIER).denies("R-GEN-3");
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b8"})
    void identifiedDataIsAnalysedWithOptInOnly() {
        RuleCase optIn = ANALYTICS.state(ApprovalState.OPT_IN);

        optIn.permits("R-2007-b8", Kind.LIMIT_SCOPE);
        optIn.to(RecipientKind.IC).permits("R-2007-b8", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        assertThat(ANALYTICS.states("R-2007-b8")).isEqualTo(OPT_IN);
        assertThat(optIn.data("R-2007-b8")).isEqualTo(RuleCase.CPNI);
        assertThat(optIn.recipients("R-2007-b8")).containsAll(MARKETERS);
        ANALYTICS.denies("R-2007-b8");
        ANALYTICS.state(ApprovalState.DEEMED).denies("R-2007-b8");
    }

    @Test
    @Regulation({"64.2007(b)", "R-2007-b8"})
    void identifiedDataForAggregatesIsAnalysisToo() {
        ANALYTICS.purpose(Purpose.AGGREGATE).denies("R-2007-b8");
        ANALYTICS.purpose(Purpose.AGGREGATE).state(ApprovalState.OPT_IN).permits("R-2007-b8", Kind.LIMIT_SCOPE);
    }

    @ParameterizedTest
    @EnumSource(
            value = RecipientKind.class,
            names = {"STAFF", "AGENT", "AFF_COMM", "AFF_OTHER", "JV", "IC", "THIRD"})
    @Regulation({"222(f)(1)", "R-222-f1"})
    void locationIsMarketedWithOnOptInThatNamesItOnly(RecipientKind recipient) {
        List<Kind> kinds = new ArrayList<>(List.of(marketing(recipient)));
        if (recipient == RecipientKind.JV || recipient == RecipientKind.IC) {
            kinds.add(Kind.CONTRACT);
        }
        for (Purpose purpose : RuleCase.MARKETING) {
            for (OfferPart part : List.of(OfferPart.VOIP, OfferPart.CMRS)) {
                RuleCase location = OUT_OF_CATEGORY
                        .purpose(purpose)
                        .to(recipient)
                        .offer(part)
                        .data(DataCategory.LOCATION);
                location.state(ApprovalState.OPT_IN).permits("R-222-f1", kinds.toArray(Kind[]::new));
                location.state(ApprovalState.DEEMED).denies("R-222-f1");
                assertThat(location.states("R-222-f1")).isEqualTo(OPT_IN);
            }
        }
    }

    @Test
    @Regulation({"222(f)(1)", "R-222-f1"})
    void locationIsAnalysedOnOptInThatNamesItOnly() {
        RuleCase location = ANALYTICS.data(DataCategory.LOCATION);

        location.state(ApprovalState.OPT_IN).permits("R-222-f1", Kind.LIMIT_SCOPE);
        assertThat(location.states("R-222-f1")).isEqualTo(OPT_IN);
        location.state(ApprovalState.DEEMED).denies("R-222-f1", "R-2007-b8");
    }

    @Test
    @Regulation({"222(f)(1)", "64.2008(c)(2)", "R-222-f1", "R-2008-c2"})
    void anOptInThatDoesNotNameLocationOpensTheRest() {
        RuleCase rest = OUT_OF_CATEGORY.approvals(
                ask -> ask.category() == DataCategory.LOCATION ? ApprovalState.NONE : ApprovalState.OPT_IN);

        rest.permits("R-2007-b1", Kind.RECORD_CAMPAIGN);
        rest.data(DataCategory.LOCATION).denies("R-222-f1", "R-2008-c2");
    }

    @Test
    @Regulation({"64.2008(c)(2)", "R-2008-c2"})
    void whatTheNoticeDidNotNameIsNotApproved() {
        RuleCase named = OUT_OF_CATEGORY.to(RecipientKind.AFF_COMM).approvals(ApprovalRulesTest::namedInTheNotice);

        named.permits("R-2007-b3", Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE);
        named.to(RecipientKind.AFF_COMM, "Delta Fiber").denies("R-2008-c2", "R-2007-b3");
        named.to(RecipientKind.AGENT).denies("R-2008-c2", "R-2007-b2");
        named.purpose(Purpose.MARKET_ADJUNCT).denies("R-2008-c2", "R-2007-b3");
        named.data(DataCategory.BILLING).denies("R-2008-c2", "R-2007-b3");
    }

    private static ApprovalState namedInTheNotice(ApprovalAsk ask) {
        boolean named = ask.recipient().kind() == RecipientKind.AFF_COMM
                && ask.recipient().name().filter(RuleCase.NAME::equals).isPresent()
                && ask.purpose() == Purpose.MARKET
                && ask.category() == DataCategory.USAGE;
        return named ? ApprovalState.DEEMED : ApprovalState.NONE;
    }

    private static void assertRow(
            String rule, RecipientKind recipient, Set<ApprovalState> states, Set<Purpose> purposes, Kind... further) {
        RuleCase use = OUT_OF_CATEGORY.to(recipient);
        RuleCase optIn = use.state(ApprovalState.OPT_IN);
        List<Kind> kinds = new ArrayList<>(List.of(marketing(recipient)));
        kinds.addAll(Arrays.asList(further));

        optIn.permits(rule, kinds.toArray(Kind[]::new));
        assertThat(use.states(rule)).isEqualTo(states);
        assertThat(optIn.data(rule)).isEqualTo(RuleCase.CPNI);
        assertThat(optIn.purposes(rule)).isEqualTo(purposes);
        for (ApprovalState state : EnumSet.complementOf(EnumSet.copyOf(states))) {
            use.state(state).denies(rule, "R-LIFE-3", "R-2008-d1", "R-2008-d2", "R-2008-c");
        }
        use.data(DataCategory.LOCATION).denies("R-222-f1");
    }

    private static void assertOptInOnlyWhateverIsOffered(RecipientKind recipient) {
        for (OfferPart part : OfferPart.values()) {
            RuleCase use = OUT_OF_CATEGORY.to(recipient).offer(part);
            assertThat(use.state(ApprovalState.OPT_IN).isPermitted()).isTrue();
            assertThat(use.state(ApprovalState.DEEMED).isPermitted()).isFalse();
        }
    }

    private static Kind[] marketing(RecipientKind recipient) {
        return recipient == RecipientKind.STAFF
                ? new Kind[] {Kind.RECORD_CAMPAIGN}
                : new Kind[] {Kind.RECORD_CAMPAIGN, Kind.RECORD_DISCLOSURE};
    }
}
