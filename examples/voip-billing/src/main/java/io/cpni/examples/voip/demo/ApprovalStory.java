package io.cpni.examples.voip.demo;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was sent to a customer and what came back. The instants are chosen so that {@code kind} holds at the
 * demo's
 * {@code now} with a margin of days, in any zone and for either channel.
 *
 * @param kind where the customer stands at {@code now}
 * @param channel how the notice went out; null when there was none
 * @param noticeSentAt when; null when there was none
 * @param answeredAt when the customer said yes or no; null for silence
 */
public record ApprovalStory(
        ApprovalKind kind,
        @Nullable NoticeChannel channel,
        @Nullable Instant noticeSentAt,
        @Nullable Instant answeredAt) {

    public ApprovalStory {
        Objects.requireNonNull(kind, "kind");
        if ((kind == ApprovalKind.NONE) != (noticeSentAt == null) || (channel == null) != (noticeSentAt == null)) {
            throw new IllegalArgumentException("channel and noticeSentAt must be given unless kind is NONE");
        }
        boolean answer = kind == ApprovalKind.OPT_IN || kind == ApprovalKind.OPTED_OUT;
        if (answer != (answeredAt != null)) {
            throw new IllegalArgumentException("answeredAt must be given for OPT_IN and OPTED_OUT only");
        }
        if (answeredAt != null && noticeSentAt != null && answeredAt.isBefore(noticeSentAt)) {
            throw new IllegalArgumentException("answeredAt must not be before noticeSentAt");
        }
    }
}
