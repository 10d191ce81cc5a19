package io.cpni.rule;

import io.cpni.decision.Reason;
import io.cpni.decision.RuleSet;
import java.util.List;

/**
 * Assembles the rules of 47 U.S.C. 222 and 47 CFR 64.2001 and following, in the order of the rule book: bans first, then
 * uses that need no approval, then uses that do, then what is added to a permit.
 *
 * <p>R-GEN-3 (no row permits) and R-GEN-4 (several categories are decided each) are the engine's way of combining and
 * have no class of their own.
 */
public final class FccRules {

    /** One object for all callers, so that whoever deviates from it can be told by identity. */
    private static final RuleSet CURRENT = assemble();

    private FccRules() {}

    /** Returns the rules in force; always the same objects. */
    public static RuleSet current() {
        return CURRENT;
    }

    private static RuleSet assemble() {
        return new RuleSet(
                List.of(
                        // General
                        new NeedToKnow(),
                        new TrainingCurrent(),
                        new DoNotCall(),
                        // Bans
                        new NoTrackingOfCompetitors(),
                        new NoMarketingWithCarrierData(),
                        new NoSale(),
                        new CrashAlert(),
                        new TransferOfBusiness(),
                        new DeclaredPurpose(),
                        // Any state of approval
                        new ProvideService(),
                        new ProvideServiceThroughOthers(),
                        new BillAndCollect(),
                        new BillAndCollectThroughOthers(),
                        new Protect(),
                        new ProtectThroughOthers(),
                        new InsideWiring(),
                        new HealthResearch(),
                        new MarketWithinCategory(),
                        new MarketWithinCategoryThroughAffiliate(),
                        new MarketEquipmentWithWirelessData(),
                        new MarketEquipmentWithLocalData(),
                        new MarketCallingFeatures(),
                        new AggregateData(),
                        new DirectoryListing(),
                        new RequestForApproval(),
                        // Emergency, law
                        new LocationOfCallForHelp(),
                        new LocationForFamily(),
                        new LocationForEmergencyData(),
                        new NothingElseInEmergencies(),
                        new ListingForEmergencyServices(),
                        new CompulsoryProcess(),
                        new NothingWithoutProcess(),
                        // Customer-directed
                        new WrittenDesignation(),
                        new NoOtherDesignation(),
                        new ApprovalInCustomersCall(),
                        new SpentOralApproval(),
                        new OneTimeApproval(),
                        // Approval
                        new MarketWithApproval(),
                        new MarketThroughAgentWithApproval(),
                        new MarketThroughAffiliateWithApproval(),
                        new MarketThroughOtherAffiliate(),
                        new MarketThroughPartnerOrContractor(),
                        new MarketThroughThird(),
                        new MarketOtherServices(),
                        new AnalyseWithApproval(),
                        new LocationWithApproval(),
                        // Authentication of the customer
                        new BusinessContract(),
                        new OnlineAccess(),
                        new InStoreAccess(),
                        new PhoneReadOut(),
                        new RecitedCalls(),
                        new ToAddressOrNumberOfRecord(),
                        new PhoneAccess(),
                        new AuthenticateFirst(),
                        new SetPassword(),
                        new NoticeOfAccountChange(),
                        new SimChange(),
                        new SimChangeBeforeCompliance(),
                        new PortOut(),
                        // Other
                        new AuditOfHandling(),
                        new CreditCheck(),
                        new MarketWithoutCpni(),
                        new IdentityData(),
                        // What takes back or adds to a permit
                        new MarketingPreference(),
                        new OptOutPromise(),
                        new RecordOfDisclosure(),
                        new RecordOfCampaign(),
                        new ReviewOfOutboundMarketing(),
                        new MinimumNecessary()),
                noRowPermits());
    }

    /** Returns R-GEN-3: what no row permits is denied. */
    public static Reason noRowPermits() {
        return new Reason(
                "R-GEN-3",
                "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
                "declare the purpose and recipient that the use really has; if they are right, the use is not lawful");
    }
}
