package io.cpni.purpose;

import java.util.Optional;

/** Names the things that an offer can be made of. */
public enum OfferPart {
    /** Local exchange service. */
    LOCAL(Kind.SERVICE_CATEGORY),
    /** Long-distance service. */
    INTEREXCHANGE(Kind.SERVICE_CATEGORY),
    /** Wireless service. */
    CMRS(Kind.SERVICE_CATEGORY),
    /** Interconnected VoIP service. */
    VOIP(Kind.SERVICE_CATEGORY),
    /** Customer premises equipment. */
    EQUIPMENT(Kind.EQUIPMENT),
    /** Call answering. */
    CALL_ANSWERING(Kind.INFORMATION_SERVICE),
    /** Voice mail and messaging. */
    VOICE_MAIL(Kind.INFORMATION_SERVICE),
    /** Voice storage and retrieval. */
    VOICE_STORAGE(Kind.INFORMATION_SERVICE),
    /** Fax store and forward. */
    FAX_STORE_FORWARD(Kind.INFORMATION_SERVICE),
    /** Protocol conversion. */
    PROTOCOL_CONVERSION(Kind.INFORMATION_SERVICE),
    /** Internet access. */
    INTERNET_ACCESS(Kind.INFORMATION_SERVICE),
    /** Speed dialling. */
    SPEED_DIAL(Kind.CALLING_FEATURE),
    /** Caller identification. */
    CALLER_ID(Kind.CALLING_FEATURE),
    /** Call waiting. */
    CALL_WAITING(Kind.CALLING_FEATURE),
    /** Call forwarding. */
    CALL_FORWARDING(Kind.CALLING_FEATURE),
    /** Call blocking. */
    CALL_BLOCKING(Kind.CALLING_FEATURE),
    /** Call tracing. */
    CALL_TRACING(Kind.CALLING_FEATURE),
    /** Call return. */
    CALL_RETURN(Kind.CALLING_FEATURE),
    /** Repeat dialling. */
    REPEAT_DIAL(Kind.CALLING_FEATURE),
    /** Computer-provided directory assistance. */
    DIRECTORY_HELP(Kind.CALLING_FEATURE),
    /** Centrex features. */
    CENTREX(Kind.CALLING_FEATURE),
    /** Retail goods; not communications-related. */
    RETAIL(Kind.OTHER),
    /** Travel; not communications-related. */
    TRAVEL(Kind.OTHER),
    /** Loans; not communications-related. */
    LOANS(Kind.OTHER),
    /** Home security; not communications-related. */
    SECURITY(Kind.OTHER),
    /** Insurance; not communications-related. */
    INSURANCE(Kind.OTHER);

    /** Names the kinds of things that offers are made of, as the rules on marketing tell them apart. */
    public enum Kind {
        /** A category of service itself (64.2005(a)). */
        SERVICE_CATEGORY,
        /** Customer premises equipment (64.2005(b)(1)). */
        EQUIPMENT,
        /** An information service that carriers typically sell (64.2005(b)(1)). */
        INFORMATION_SERVICE,
        /** A calling feature formerly known as adjunct-to-basic (64.2005(c)(3)). */
        CALLING_FEATURE,
        /** Anything that is not communications-related (64.2003(e)). */
        OTHER
    }

    private final Kind kind;

    OfferPart(Kind kind) {
        this.kind = kind;
    }

    /** Returns what kind of thing the part is. */
    public Kind kind() {
        return kind;
    }

    /** Tells whether the part is a communications-related service (47 CFR 64.2003(e)). */
    public boolean isCommunicationsRelated() {
        return kind != Kind.OTHER;
    }

    /** Returns the service category, where the part is a category of service itself. */
    public Optional<ServiceCategory> serviceCategory() {
        return kind == Kind.SERVICE_CATEGORY ? Optional.of(ServiceCategory.valueOf(name())) : Optional.empty();
    }
}
