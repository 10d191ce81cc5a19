package io.cpni.examples.voip.calls;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as the API shows it. What the accessor may not see is masked or null.
 *
 * @param id the record's number
 * @param direction as seen from the account
 * @param caller the calling number
 * @param callee the called number
 * @param startedAt when it began
 * @param durationSeconds how long it took
 * @param billableSeconds for how long it is billed
 * @param disposition how it ended
 * @param cost what it costs before allowances, in US dollars
 */
public record CallView(
        @Nullable Long id,
        @Nullable String direction,
        @Nullable String caller,
        @Nullable String callee,
        @Nullable Instant startedAt,
        @Nullable Long durationSeconds,
        @Nullable Long billableSeconds,
        @Nullable String disposition,
        @Nullable BigDecimal cost) {}
