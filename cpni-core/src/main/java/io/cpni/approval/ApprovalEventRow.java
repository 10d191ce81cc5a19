package io.cpni.approval;

import io.cpni.accessor.ContactChannel;
import io.cpni.jdbc.SqlInstants;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row of the table {@code cpni_approval_event}: the evidence of all kinds of events, each using its columns. */
record ApprovalEventRow(
        String kind,
        Instant at,
        Instant recordedAt,
        ContactChannel channel,
        @Nullable String scope,
        @Nullable String noticeId,
        @Nullable String refersTo,
        @Nullable String asksFor,
        @Nullable Integer waitDays,
        @Nullable String zone,
        @Nullable String unmet,
        @Nullable Boolean byCustomer,
        @Nullable String proof) {

    static final String INSERT = "INSERT INTO cpni_approval_event (kind, occurred_at, recorded_at, channel, scope_text,"
            + " notice_id, refers_to, asks_for, wait_days, zone_id, unmet, by_customer, proof, customer_id, seq)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String SELECT = "SELECT kind, occurred_at, recorded_at, channel, scope_text, notice_id, refers_to,"
            + " asks_for, wait_days, zone_id, unmet, by_customer, proof FROM cpni_approval_event"
            + " WHERE customer_id = ? ORDER BY seq";

    private static final String NOTICE = "NOTICE";
    private static final String OPT_OUT = "OPT_OUT";
    private static final String OPT_IN = "OPT_IN";

    static ApprovalEventRow of(ApprovalEvent event) {
        return event.map(new ToRow());
    }

    /** Binds the columns to {@link #INSERT}. */
    void bind(PreparedStatement statement, Object customerKey, int seq) throws SQLException {
        statement.setString(1, kind);
        SqlInstants.set(statement, 2, at);
        SqlInstants.set(statement, 3, recordedAt);
        statement.setString(4, channel.name());
        statement.setString(5, scope);
        statement.setString(6, noticeId);
        statement.setString(7, refersTo);
        statement.setString(8, asksFor);
        statement.setObject(9, waitDays, Types.INTEGER);
        statement.setString(10, zone);
        statement.setString(11, unmet);
        statement.setObject(12, byCustomer, Types.BOOLEAN);
        statement.setString(13, proof);
        statement.setObject(14, customerKey);
        statement.setInt(15, seq);
    }

    /** Reads the row at hand of {@link #SELECT}. */
    static ApprovalEventRow read(ResultSet row) throws SQLException {
        return new ApprovalEventRow(
                row.getString("kind"),
                SqlInstants.get(row, "occurred_at"),
                SqlInstants.get(row, "recorded_at"),
                ContactChannel.valueOf(row.getString("channel")),
                row.getString("scope_text"),
                row.getString("notice_id"),
                row.getString("refers_to"),
                row.getString("asks_for"),
                row.getObject("wait_days", Integer.class),
                row.getString("zone_id"),
                row.getString("unmet"),
                row.getObject("by_customer", Boolean.class),
                row.getString("proof"));
    }

    /**
     * Returns the event.
     *
     * @throws RuntimeException if a column is missing or holds what this version does not know
     */
    ApprovalEvent toEvent() {
        return switch (kind) {
            case NOTICE ->
                new Notice(
                        new NoticeId(required(noticeId, "notice_id")),
                        at,
                        recordedAt,
                        ApprovalKind.valueOf(required(asksFor, "asks_for")),
                        channel,
                        ApprovalScope.parse(required(scope, "scope_text")),
                        WaitingPeriod.ofDays(required(waitDays, "wait_days")),
                        ZoneId.of(required(zone, "zone_id")),
                        requirements(required(unmet, "unmet")),
                        Optional.ofNullable(refersTo).map(NoticeId::new));
            case OPT_OUT -> new OptOut(at, recordedAt, channel, ApprovalScope.parse(required(scope, "scope_text")));
            case OPT_IN ->
                new OptIn(
                        at,
                        recordedAt,
                        channel,
                        Optional.ofNullable(refersTo).map(NoticeId::new),
                        required(byCustomer, "by_customer"),
                        Optional.ofNullable(proof));
            default -> throw new IllegalArgumentException("event of a kind this version does not know: " + kind);
        };
    }

    private static <T> T required(@Nullable T value, String column) {
        return Objects.requireNonNull(value, column);
    }

    private static Set<NoticeRequirement> requirements(String list) {
        return Arrays.stream(list.split(","))
                .filter(name -> !name.isEmpty())
                .map(NoticeRequirement::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static final class ToRow implements ApprovalEvent.Cases<ApprovalEventRow> {

        @Override
        public ApprovalEventRow notice(Notice notice) {
            return new ApprovalEventRow(
                    NOTICE,
                    notice.at(),
                    notice.recordedAt(),
                    notice.channel(),
                    notice.scope().canonical(),
                    notice.id().value(),
                    notice.resendOf().map(NoticeId::value).orElse(null),
                    notice.asksFor().name(),
                    notice.waitingPeriod().days(),
                    notice.zone().getId(),
                    notice.unmet().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                    null,
                    null);
        }

        @Override
        public ApprovalEventRow optOut(OptOut optOut) {
            return new ApprovalEventRow(
                    OPT_OUT,
                    optOut.at(),
                    optOut.recordedAt(),
                    optOut.channel(),
                    optOut.scope().canonical(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public ApprovalEventRow optIn(OptIn optIn) {
            return new ApprovalEventRow(
                    OPT_IN,
                    optIn.at(),
                    optIn.recordedAt(),
                    optIn.channel(),
                    null,
                    null,
                    optIn.notice().map(NoticeId::value).orElse(null),
                    null,
                    null,
                    null,
                    null,
                    optIn.byCustomer(),
                    optIn.proof().orElse(null));
        }
    }
}
