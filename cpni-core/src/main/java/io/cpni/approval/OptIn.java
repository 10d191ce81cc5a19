package io.cpni.approval;

import io.cpni.accessor.ContactChannel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An express agreement (64.2003(k)). It is approval only if the customer gave it, after a valid notice, and, where it
 * was spoken, if we can prove it; otherwise it changes nothing. Its scope is that of the notice.
 *
 * @param at when it was given
 * @param recordedAt when it was recorded
 * @param channel how it was given
 * @param notice the notice it answers; empty if none was given
 * @param byCustomer whether the customer gave it, and no one else
 * @param proof what proves it: the id of a recording or of a third-party verification; empty if there is none
 */
public record OptIn(
        Instant at,
        Instant recordedAt,
        ContactChannel channel,
        Optional<NoticeId> notice,
        boolean byCustomer,
        Optional<String> proof)
        implements ApprovalEvent {

    private static final int LONGEST_PROOF = 256;

    /** Checks the parts. */
    public OptIn {
        at = LedgerInstant.check("at", at);
        recordedAt = LedgerInstant.check("recordedAt", recordedAt);
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(notice, "notice");
        proof.ifPresent(value -> LedgerText.check("proof of an opt-in", value, LONGEST_PROOF));
    }

    /** Returns an agreement that the customer gave in writing or by a click or key, recorded as it was received. */
    public static OptIn inWriting(Instant at, ContactChannel channel, NoticeId notice) {
        return new OptIn(at, at, channel, Optional.of(notice), true, Optional.empty());
    }

    /**
     * Returns an agreement that the customer spoke, recorded as it was received.
     *
     * @param proof the id of the recording or of the verification
     */
    public static OptIn spoken(Instant at, ContactChannel channel, NoticeId notice, String proof) {
        return new OptIn(at, at, channel, Optional.of(notice), true, Optional.of(proof));
    }

    /** Tells whether it came from the customer and can be proved; the notice it answers is another matter. */
    boolean isProvenAnswerOfCustomer() {
        return byCustomer && (proof.isPresent() || !isSpoken(channel));
    }

    private static boolean isSpoken(ContactChannel channel) {
        return switch (channel) {
            case PHONE, STORE -> true;
            case MAIL, EMAIL, ONLINE, KEYPAD -> false;
        };
    }

    @Override
    public Kind kind() {
        return Kind.OPT_IN;
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.optIn(this);
    }
}
