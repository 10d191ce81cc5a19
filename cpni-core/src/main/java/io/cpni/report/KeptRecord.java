package io.cpni.report;

import io.cpni.audit.AppliedRule;
import java.time.Period;

/** Names what a carrier keeps records of, from when on the time counts, and how long the law and the rule book ask for. */
public enum KeptRecord {
    /** A notice to customers: text, channel, date, bounce. Counts from when it is superseded (64.2008(a)(2)). */
    NOTICE("R-2008-a2", "47 CFR 64.2008(a)(2)", Period.ofYears(1), Period.ofYears(3)),
    /** An approval or disapproval and its evidence. Counts from when it is no longer relied on (64.2007(a)(3)). */
    APPROVAL("R-2007-a3", "47 CFR 64.2007(a)(3)", Period.ofYears(1), Period.ofYears(1)),
    /** A campaign: description, data used, products, dates. Counts from its end (64.2009(c)). */
    CAMPAIGN("R-2009-c1", "47 CFR 64.2009(c)", Period.ofYears(1), Period.ofYears(3)),
    /** A release: to whom, of what, when, why, by what authority. Counts from the release (64.2009(c)). */
    DISCLOSURE("R-2009-c2", "47 CFR 64.2009(c)", Period.ofYears(1), Period.ofYears(3)),
    /** A supervisor's review. Counts from the review (64.2009(d)). */
    SUPERVISOR_REVIEW("R-2009-d", "47 CFR 64.2009(d)", Period.ofYears(1), Period.ofYears(3)),
    /** A breach: dates, data, circumstances, notices. Counts from the last notice (64.2011(d)). */
    BREACH("R-2011-d", "47 CFR 64.2011(d)", Period.ofYears(2), Period.ofYears(3)),
    /** A request not to be called. It is honoured until it is withdrawn, and counts from then (64.1200(d)). */
    DO_NOT_CALL("R-DNC-2", "47 CFR 64.1200(d)", Period.ZERO, Period.ZERO),
    /** Training and discipline of staff. Counts from when it no longer is current (64.2009(b)). */
    TRAINING("R-2009-b", "47 CFR 64.2009(b)", Period.ZERO, Period.ofYears(3)),
    /** A decision in the audit log, a denial too. Counts from the decision. */
    DECISION("R-AUD-1", "engineering rule; 47 CFR 64.2009(c)", Period.ZERO, Period.ofYears(3)),
    /**
     * A customer's own records. Counts from when the account has ended and neither service, nor the law, nor a dispute
     * needs them; then they are deleted or made aggregate.
     */
    CUSTOMER_DATA("R-RET-1", "the carrier's published promise", Period.ZERO, Period.ZERO);

    private final String id;
    private final String citation;
    private final Period atLeast;
    private final Period unlessSet;

    KeptRecord(String id, String citation, Period atLeast, Period unlessSet) {
        this.id = id;
        this.citation = citation;
        this.atLeast = atLeast;
        this.unlessSet = unlessSet;
    }

    /** Returns the rule that asks for the record. */
    public AppliedRule rule() {
        return new AppliedRule(id, citation);
    }

    /** Returns the shortest time that the law lets the record be kept; zero where it names none. */
    public Period atLeast() {
        return atLeast;
    }

    /** Returns how long the record is kept unless the carrier says otherwise. */
    public Period unlessSet() {
        return unlessSet;
    }
}
