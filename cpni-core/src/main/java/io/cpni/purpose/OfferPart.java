package io.cpni.purpose;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the things that an offer can be made of. */
public enum OfferPart {
    /** Local exchange service. */
    LOCAL(ServiceCategory.LOCAL),
    /** Long-distance service. */
    INTEREXCHANGE(ServiceCategory.INTEREXCHANGE),
    /** Wireless service. */
    CMRS(ServiceCategory.CMRS),
    /** Interconnected VoIP service. */
    VOIP(ServiceCategory.VOIP),
    /** Customer premises equipment. */
    EQUIPMENT,
    /** Call answering. */
    CALL_ANSWERING,
    /** Voice mail and messaging. */
    VOICE_MAIL,
    /** Voice storage and retrieval. */
    VOICE_STORAGE,
    /** Fax store and forward. */
    FAX_STORE_FORWARD,
    /** Protocol conversion. */
    PROTOCOL_CONVERSION,
    /** Internet access. */
    INTERNET_ACCESS,
    /** Speed dialling. */
    SPEED_DIAL,
    /** Caller identification. */
    CALLER_ID,
    /** Call waiting. */
    CALL_WAITING,
    /** Call forwarding. */
    CALL_FORWARDING,
    /** Call blocking. */
    CALL_BLOCKING,
    /** Call tracing. */
    CALL_TRACING,
    /** Call return. */
    CALL_RETURN,
    /** Repeat dialling. */
    REPEAT_DIAL,
    /** Computer-provided directory assistance. */
    DIRECTORY_HELP,
    /** Centrex features. */
    CENTREX,
    /** Retail goods; not communications-related. */
    RETAIL(false),
    /** Travel; not communications-related. */
    TRAVEL(false),
    /** Loans; not communications-related. */
    LOANS(false),
    /** Home security; not communications-related. */
    SECURITY(false),
    /** Insurance; not communications-related. */
    INSURANCE(false);

    private final @Nullable ServiceCategory serviceCategory;
    private final boolean communicationsRelated;

    OfferPart() {
        this(null, true);
    }

    OfferPart(ServiceCategory serviceCategory) {
        this(serviceCategory, true);
    }

    OfferPart(boolean communicationsRelated) {
        this(null, communicationsRelated);
    }

    OfferPart(@Nullable ServiceCategory serviceCategory, boolean communicationsRelated) {
        this.serviceCategory = serviceCategory;
        this.communicationsRelated = communicationsRelated;
    }

    /** Tells whether the part is a communications-related service (47 CFR 64.2003(e)). */
    public boolean isCommunicationsRelated() {
        return communicationsRelated;
    }

    /** Returns the service category, where the part is a category of service itself. */
    public Optional<ServiceCategory> serviceCategory() {
        return Optional.ofNullable(serviceCategory);
    }
}
