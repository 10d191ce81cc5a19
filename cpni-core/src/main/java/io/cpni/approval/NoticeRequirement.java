package io.cpni.approval;

import io.cpni.accessor.ContactChannel;

/** Names what a notice must be and say to count (64.2008(c) and (d)(3)). */
public enum NoticeRequirement {
    /** Given to the customer individually, not just posted. */
    INDIVIDUAL,
    /** States the customer's right, and our duty, under federal law to protect CPNI (64.2008(c)(1)). */
    RIGHT_AND_DUTY,
    /** Specifies the types of CPNI (64.2008(c)(2)). */
    CPNI_TYPES,
    /** Specifies the entities that will receive it (64.2008(c)(2)). */
    ENTITIES,
    /** Describes the purposes (64.2008(c)(2)). */
    PURPOSES,
    /** Tells of the right to refuse or withdraw at any time (64.2008(c)(2)). */
    RIGHT_TO_REFUSE,
    /** Tells the exact steps for granting and refusing (64.2008(c)(3)). */
    EXACT_STEPS,
    /** Says that refusal leaves the service unaffected (64.2008(c)(3)). */
    SERVICE_UNAFFECTED,
    /** Is comprehensible, not misleading, and legible (64.2008(c)(4) and (5)). */
    CLEAR,
    /** Is translated altogether if any of it is (64.2008(c)(6)). */
    ALL_TRANSLATED,
    /** Says that the choice lasts until the customer changes it (64.2008(c)(9)). */
    LASTS,
    /** Does not urge to freeze out third parties (64.2008(c)(8)). */
    NO_FREEZE_URGING,
    /** Has the request for approval beside it (64.2008(c)(10)). */
    REQUEST_BESIDE,
    /** States the waiting period; asked of opt-out notices only (64.2008(d)(1)). */
    STATES_WAIT,
    /** Has the customer's prior, express, verifiable consent to notices by e-mail (64.2008(d)(3)(i)). */
    EMAIL_CONSENT,
    /** Lets the customer reply to the e-mail to opt out (64.2008(d)(3)(ii)). */
    REPLY_TO_OPT_OUT,
    /** Has a subject line that identifies it clearly and accurately (64.2008(d)(3)(iv)). */
    CLEAR_SUBJECT,
    /** Offers an opt-out at no cost, open at all hours (64.2008(d)(3)(v)). */
    FREE_24_7;

    /**
     * Tells whether the rules make this requirement of a notice. What only an e-mail can have is asked of e-mails, the
     * waiting period of notices that ask to opt out; all else of every notice.
     */
    public boolean appliesTo(ApprovalKind asksFor, ContactChannel channel) {
        return switch (this) {
            case STATES_WAIT -> asksFor == ApprovalKind.OPT_OUT;
            case EMAIL_CONSENT, REPLY_TO_OPT_OUT, CLEAR_SUBJECT -> channel == ContactChannel.EMAIL;
            case INDIVIDUAL,
                    RIGHT_AND_DUTY,
                    CPNI_TYPES,
                    ENTITIES,
                    PURPOSES,
                    RIGHT_TO_REFUSE,
                    EXACT_STEPS,
                    SERVICE_UNAFFECTED,
                    CLEAR,
                    ALL_TRANSLATED,
                    LASTS,
                    NO_FREEZE_URGING,
                    REQUEST_BESIDE,
                    FREE_24_7 -> true;
        };
    }

    /** Returns the rule that makes this requirement. */
    ApprovalRule rule() {
        return compareTo(EMAIL_CONSENT) < 0 ? ApprovalRule.NOTICE_VOID : ApprovalRule.NOTICE_BY_EMAIL;
    }
}
