package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.Grounds;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.Obligation.Kind;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Emergencies, and demands of authorities. */
class EmergencyAndLegalRulesTest {

    private static final RuleCase EMERGENCY =
            RuleCase.of(Purpose.EMERGENCY, DataCategory.LOCATION).source(ServiceCategory.CMRS);
    private static final RuleCase HELP =
            EMERGENCY.to(RecipientKind.PSAP).grounds(new Grounds.Emergency(true, false, false));
    private static final RuleCase HARM =
            EMERGENCY.to(RecipientKind.FAMILY).grounds(new Grounds.Emergency(false, true, false));
    private static final RuleCase RESPONSE =
            EMERGENCY.to(RecipientKind.EMERG_DB).grounds(new Grounds.Emergency(false, false, true));

    private static final Instant FROM = RuleCase.NOW.minus(Duration.ofDays(60));
    private static final Instant UNTIL = RuleCase.NOW.minus(Duration.ofDays(30));
    private static final RuleCase DEMAND =
            RuleCase.of(Purpose.LEGAL, DataCategory.CALL_DETAIL).to(RecipientKind.LEA);

    @Test
    @Regulation({"222(d)(4)(A)", "R-222-d4A"})
    void theLocationOfWhoCalledForHelpGoesToTheCallCentreAndThePolice() {
        HELP.permits("R-222-d4A", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        HELP.isPermittedOnly(
                "R-222-d4A",
                EnumSet.of(RecipientKind.PSAP, RecipientKind.LEA),
                EnumSet.of(DataCategory.LOCATION),
                EnumSet.of(Purpose.EMERGENCY));
        HELP.isPermittedInEveryState("R-222-d4A");
        assertThat(HELP.recipients()).isEqualTo(EnumSet.of(RecipientKind.PSAP, RecipientKind.LEA));
    }

    @ParameterizedTest
    @EnumSource(ServiceCategory.class)
    @Regulation({"222(d)(4)(A)", "R-222-d4A", "R-222-d4X"})
    void onlyUsersOfWirelessAndIpVoiceAreLocatedForHelp(ServiceCategory source) {
        RuleCase call = HELP.source(source);

        if (source == ServiceCategory.CMRS || source == ServiceCategory.VOIP) {
            call.permits("R-222-d4A", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        } else {
            call.denies("R-222-d4X");
        }
    }

    @Test
    @Regulation({"222(d)(4)(B)", "R-222-d4B"})
    void whereDeathOrHarmThreatensTheFamilyIsTold() {
        HARM.permits("R-222-d4B", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        HARM.isPermittedOnly(
                "R-222-d4B",
                EnumSet.of(RecipientKind.FAMILY),
                EnumSet.of(DataCategory.LOCATION),
                EnumSet.of(Purpose.EMERGENCY));
        HARM.isPermittedInEveryState("R-222-d4B");
        assertThat(HARM.recipients()).containsExactly(RecipientKind.FAMILY);
    }

    @Test
    @Regulation({"222(d)(4)(C)", "R-222-d4C"})
    void anEmergencyDataProviderAssistsAResponseUnderContract() {
        RESPONSE.permits("R-222-d4C", Kind.LIMIT_SCOPE, Kind.CONTRACT, Kind.RECORD_DISCLOSURE);
        RESPONSE.isPermittedOnly(
                "R-222-d4C",
                EnumSet.of(RecipientKind.EMERG_DB),
                EnumSet.of(DataCategory.LOCATION),
                EnumSet.of(Purpose.EMERGENCY));
        RESPONSE.isPermittedInEveryState("R-222-d4C");
        assertThat(RESPONSE.recipients()).containsExactly(RecipientKind.EMERG_DB);
    }

    @Test
    @Regulation({"222(d)(4)", "R-222-d4X"})
    void nothingElseGoesOnTheGroundOfAnEmergency() {
        for (RuleCase granted : Set.of(HELP, HARM, RESPONSE)) {
            for (DataCategory category : RuleCase.CPNI) {
                granted.data(category).source(ServiceCategory.CMRS).denies("R-222-d4X");
            }
            granted.with(context -> context.subject(CustomerId.of(2))).denies("R-222-d4X");
        }
    }

    @Test
    @Regulation({"222(d)(4)", "R-222-d4X"})
    void withoutItsOwnGroundNoRowOpens() {
        Grounds none = new Grounds.Emergency(false, false, false);

        EMERGENCY.to(RecipientKind.PSAP).denies("R-222-d4X");
        EMERGENCY.to(RecipientKind.PSAP).grounds(none).denies("R-222-d4X");
        EMERGENCY
                .to(RecipientKind.PSAP)
                .grounds(new Grounds.Emergency(false, true, true))
                .denies("R-222-d4X");
        EMERGENCY
                .to(RecipientKind.FAMILY)
                .grounds(new Grounds.Emergency(true, false, true))
                .denies("R-222-d4X");
        EMERGENCY
                .to(RecipientKind.EMERG_DB)
                .grounds(new Grounds.Emergency(true, true, false))
                .denies("R-222-d4X");
    }

    @Test
    @Regulation({"222(g)", "R-222-g"})
    void namesNumbersAndAddressesGoToEmergencyServicesUnlistedToo() {
        RuleCase listing =
                RuleCase.of(Purpose.EMERGENCY_LISTING, DataCategory.LISTING).to(RecipientKind.PSAP);

        listing.permits("R-222-g", Kind.LIMIT_SCOPE);
        listing.data(DataCategory.IDENTITY).permits("R-222-g", Kind.LIMIT_SCOPE);
        listing.flag(CustomerFlag.UNLISTED).permits("R-222-g", Kind.LIMIT_SCOPE);
        listing.to(RecipientKind.EMERG_DB).permits("R-222-g", Kind.LIMIT_SCOPE);
        listing.isPermittedInEveryState("R-222-g");
        assertThat(listing.data("R-222-g")).isEqualTo(EnumSet.of(DataCategory.LISTING, DataCategory.IDENTITY));
        assertThat(listing.recipients("R-222-g"))
                .contains(RecipientKind.PSAP)
                .isSubsetOf(RecipientKind.PSAP, RecipientKind.LEA, RecipientKind.EMERG_DB);
        listing.data(DataCategory.CALL_DETAIL).denies("R-GEN-3", "R-222-g", "R-222-d4X");
    }

    @Test
    @Regulation({"222(c)(1)", "R-LAW-1"})
    void validatedProcessOpensWhatItReachesLocationToo() {
        RuleCase compelled = DEMAND.grounds(process(true, true));

        compelled.permits("R-LAW-1", Kind.LIMIT_SCOPE, Kind.LEGAL_REVIEW, Kind.RECORD_DISCLOSURE);
        compelled.isPermittedInEveryState("R-LAW-1");
        assertThat(compelled.data("R-LAW-1")).isEqualTo(RuleCase.CPNI_AND_LOCATION);
        assertThat(compelled.purposes("R-LAW-1")).containsExactly(Purpose.LEGAL);
        assertThat(compelled.recipients("R-LAW-1"))
                .contains(RecipientKind.LEA, RecipientKind.REGULATOR, RecipientKind.THIRD);
    }

    @Test
    @Regulation({"222(c)(1)", "R-LAW-2"})
    void informalAndUnvalidatedDemandsAreDenied() {
        RuleCase optIn = DEMAND.state(ApprovalState.OPT_IN);

        optIn.denies("R-LAW-2");
        optIn.grounds(process(false, true)).denies("R-LAW-2");
        optIn.grounds(process(true, false)).denies("R-LAW-2");
        for (DataCategory category : RuleCase.CPNI_AND_LOCATION) {
            DEMAND.data(category).denies("R-LAW-2");
        }
    }

    @Test
    @Regulation({"R-LAW-1", "R-LAW-2", "R-TIME-5"})
    void processIsGoodBeforeTheInstantAtWhichItExpires() {
        DEMAND.grounds(expiring(RuleCase.NOW.plusSeconds(1)))
                .permits("R-LAW-1", Kind.LIMIT_SCOPE, Kind.LEGAL_REVIEW, Kind.RECORD_DISCLOSURE);
        DEMAND.grounds(expiring(RuleCase.NOW)).denies("R-LAW-2");
    }

    @Test
    @Regulation({"R-LAW-1", "R-LAW-2"})
    void processReachesItsClassesOnly() {
        RuleCase bills = DEMAND.grounds(new Grounds.LegalProcess(
                true,
                true,
                Optional.empty(),
                Optional.of(Set.of(DataCategory.BILLING)),
                Optional.empty(),
                Optional.empty()));

        assertThat(bills.data("R-LAW-1")).containsExactly(DataCategory.BILLING);
        bills.denies("R-LAW-2");
    }

    @Test
    @Regulation({"R-LAW-1", "R-LAW-2", "R-TIME-5"})
    void processReachesItsPeriodOnly() {
        RuleCase month = DEMAND.grounds(new Grounds.LegalProcess(
                true, true, Optional.empty(), Optional.empty(), Optional.of(FROM), Optional.of(UNTIL)));

        month.recordsOf(FROM, UNTIL).permits("R-LAW-1", Kind.LIMIT_SCOPE, Kind.LEGAL_REVIEW, Kind.RECORD_DISCLOSURE);
        month.recordsOf(FROM.minusSeconds(1), UNTIL).denies("R-LAW-2");
        month.recordsOf(FROM, UNTIL.plusSeconds(1)).denies("R-LAW-2");
        month.denies("R-LAW-2");
    }

    @Test
    @Regulation({"R-LAW-1", "R-LAW-2"})
    void processReachesTheCustomerItNamesOnly() {
        DEMAND.grounds(process(true, true))
                .with(context -> context.subject(CustomerId.of(2)))
                .denies("R-LAW-2");
    }

    private static Grounds process(boolean compulsory, boolean validated) {
        return new Grounds.LegalProcess(
                compulsory, validated, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Grounds expiring(Instant at) {
        return new Grounds.LegalProcess(
                true, true, Optional.of(at), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
