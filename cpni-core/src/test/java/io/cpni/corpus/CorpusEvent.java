package io.cpni.corpus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalKind;
import io.cpni.approval.NoticeRequirement;
import io.cpni.approval.PreferenceFlag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Says what happened, when, and when it became known. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CorpusEvent.Notice.class, name = "NOTICE"),
    @JsonSubTypes.Type(value = CorpusEvent.Bounce.class, name = "BOUNCE"),
    @JsonSubTypes.Type(value = CorpusEvent.OptOut.class, name = "OPT_OUT"),
    @JsonSubTypes.Type(value = CorpusEvent.OptIn.class, name = "OPT_IN"),
    @JsonSubTypes.Type(value = CorpusEvent.Outage.class, name = "OUTAGE"),
    @JsonSubTypes.Type(value = CorpusEvent.Call.class, name = "CALL"),
    @JsonSubTypes.Type(value = CorpusEvent.Preference.class, name = "PREFERENCE")
})
sealed interface CorpusEvent {

    /** Returns when it happened; of an opt-out, when it was received. */
    Instant at();

    /** Returns when it became known; where nothing is said, when it happened. */
    Instant recordedAt();

    /** Names who signed or clicked. */
    enum Signer {
        CUSTOMER,
        OTHER
    }

    /**
     * A notice was given.
     *
     * @param approval what it asks for; by default opt-out approval
     * @param waitDays the wait it states
     * @param fails the requirements it does not meet
     * @param zone the zone frozen on it; where there is none, the customer's
     * @param resendOf the bounced notice that it repeats
     */
    record Notice(
            Instant at,
            Instant recordedAt,
            String id,
            ApprovalKind approval,
            ContactChannel channel,
            CorpusScope scope,
            Integer waitDays,
            Set<NoticeRequirement> fails,
            Optional<ZoneId> zone,
            Optional<String> resendOf)
            implements CorpusEvent {

        public Notice {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            CorpusChecks.id("id", id);
            approval = CorpusChecks.orElse(approval, ApprovalKind.OPT_OUT);
            CorpusChecks.required("channel", channel);
            scope = CorpusChecks.orElse(scope, CorpusScope.unlimited());
            waitDays = CorpusChecks.atLeast(1, "waitDays", CorpusChecks.orElse(waitDays, 30));
            fails = CorpusChecks.set(fails);
            zone = CorpusChecks.optional(zone);
            resendOf = CorpusChecks.id("resendOf", resendOf);
        }
    }

    /** A notice came back. */
    record Bounce(Instant at, Instant recordedAt, String notice) implements CorpusEvent {

        public Bounce {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            CorpusChecks.id("notice", notice);
        }
    }

    /** The customer refused or withdrew; where no scope is given, everything, location too. */
    record OptOut(Instant at, Instant recordedAt, Optional<ContactChannel> channel, CorpusScope scope)
            implements CorpusEvent {

        public OptOut {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            channel = CorpusChecks.optional(channel);
            scope = CorpusChecks.orElse(scope, CorpusScope.unlimited());
        }
    }

    /**
     * The customer, or someone else, agreed.
     *
     * @param notice the notice it answers, whose scope it has; where there is none, no notice was given
     * @param proof whether there is a recording or a verifier's id; by default there is
     */
    record OptIn(
            Instant at, Instant recordedAt, ContactChannel channel, Optional<String> notice, Signer by, Boolean proof)
            implements CorpusEvent {

        public OptIn {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            CorpusChecks.required("channel", channel);
            notice = CorpusChecks.id("notice", notice);
            by = CorpusChecks.orElse(by, Signer.CUSTOMER);
            proof = CorpusChecks.orElse(proof, true);
        }
    }

    /** The opt-out mechanism was out of order; where no end is given, it still is. */
    record Outage(Instant at, Instant recordedAt, Optional<Instant> until) implements CorpusEvent {

        public Outage {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            until = CorpusChecks.optional(until);
        }
    }

    /**
     * Customer and carrier spoke; where no end is given, they still do.
     *
     * @param noticeAt when the one-time notice was read
     * @param approvedAt when the customer said yes
     */
    record Call(
            Instant at,
            Instant recordedAt,
            Optional<Instant> until,
            Contact.Party begunBy,
            Boolean authenticated,
            Optional<Instant> noticeAt,
            Optional<Instant> approvedAt)
            implements CorpusEvent {

        public Call {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            until = CorpusChecks.optional(until);
            CorpusChecks.required("begunBy", begunBy);
            authenticated = CorpusChecks.orElse(authenticated, true);
            noticeAt = CorpusChecks.optional(noticeAt);
            approvedAt = CorpusChecks.optional(approvedAt);
        }
    }

    /**
     * The customer refused something, or took the refusal back.
     *
     * @param contact the one number that must not be called; where there is none, every number
     */
    record Preference(Instant at, Instant recordedAt, PreferenceFlag flag, Boolean refused, Optional<String> contact)
            implements CorpusEvent {

        public Preference {
            CorpusChecks.required("at", at);
            recordedAt = CorpusChecks.orElse(recordedAt, at);
            CorpusChecks.required("flag", flag);
            refused = CorpusChecks.orElse(refused, true);
            contact = CorpusChecks.id("contact", contact);
        }
    }
}
