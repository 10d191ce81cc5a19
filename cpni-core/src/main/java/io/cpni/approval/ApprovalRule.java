package io.cpni.approval;

/** Names the rules that explain a state of approval, by their ids in the rule book. */
public enum ApprovalRule {
    /** The customer refused or withdrew, and it stands until the customer changes it. */
    OPTED_OUT("R-LIFE-3", "64.2007(a)(2)"),
    /** An agreement by the customer after a valid notice is in force, without end. */
    OPT_IN("R-LIFE-5", "64.2008(e)"),
    /** Silence counts after the waiting period, and not before; a shorter period than 30 days voids a notice. */
    WAIT("R-2008-d1", "64.2008(d)(1)"),
    /** Two years passed without a further notice. */
    LAPSE("R-2008-d2", "64.2008(d)(2)"),
    /** The notice missed something that every notice must be or say. */
    NOTICE_VOID("R-2008-c", "64.2008(c)"),
    /** The notice was spoken, after which silence means nothing. */
    NOTICE_ORAL("R-2008-d", "64.2008(d)"),
    /** The notice missed something about e-mail, or the opt-out open day and night. */
    NOTICE_BY_EMAIL("R-2008-d3", "64.2008(d)(3)"),
    /** The notice came back, or was given again in the form in which it had come back. */
    NOTICE_BOUNCED("R-2008-d3iii", "64.2008(d)(3)(iii)"),
    /** There is an approval or a notice, but it does not name this recipient, purpose or kind of data. */
    NOT_NAMED("R-2008-c2", "64.2008(c)(2)"),
    /** The agreement came from someone else, or without a valid notice before it. */
    NO_OPT_IN("R-2003-k", "64.2003(k)"),
    /** The agreement was spoken, and nothing proves it. */
    NO_PROOF("R-CON-2", "64.2007(a)(1)"),
    /** The customer is, or meanwhile was, a former one: approvals ended with the service. */
    SERVICE_ENDED("R-TAX-10", "64.2003(f)");

    private final String id;
    private final String citation;

    ApprovalRule(String id, String citation) {
        this.id = id;
        this.citation = citation;
    }

    /** Returns the rule's id, such as {@code R-LIFE-3}. */
    public String id() {
        return id;
    }

    /** Returns the paragraph of 47 CFR that it comes from, such as {@code 64.2007(a)(2)}. */
    public String citation() {
        return citation;
    }
}
