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

    private FccRules() {}

    /** Returns the rules in force. */
    public static RuleSet current() {
        return new RuleSet(
                List.of(
                        // General
                        new NeedToKnow(),
                        new TrainingCurrent(),
                        // Bans
                        new NoTrackingOfCompetitors(),
                        new NoSale(),
                        // Any state of approval
                        new ProvideService(),
                        new BillAndCollect(),
                        new Protect(),
                        new MarketWithinCategory(),
                        new AggregateData(),
                        new OnlineAccess(),
                        new IdentityData(),
                        // Approval
                        new MarketWithApproval(),
                        // Other
                        new AuditOfHandling(),
                        // What takes back or adds to a permit
                        new OptOutPromise(),
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
