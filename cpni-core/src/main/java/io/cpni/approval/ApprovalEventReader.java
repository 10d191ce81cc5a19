package io.cpni.approval;

import static io.cpni.approval.ApprovalEventColumn.APPROVED_AT;
import static io.cpni.approval.ApprovalEventColumn.ASKS_FOR;
import static io.cpni.approval.ApprovalEventColumn.AUTHENTICATED;
import static io.cpni.approval.ApprovalEventColumn.BEGUN_BY;
import static io.cpni.approval.ApprovalEventColumn.BY_CUSTOMER;
import static io.cpni.approval.ApprovalEventColumn.CHANNEL;
import static io.cpni.approval.ApprovalEventColumn.CONTACT_ID;
import static io.cpni.approval.ApprovalEventColumn.FLAG;
import static io.cpni.approval.ApprovalEventColumn.KIND;
import static io.cpni.approval.ApprovalEventColumn.NOTICE_ID;
import static io.cpni.approval.ApprovalEventColumn.NOTICE_READ_AT;
import static io.cpni.approval.ApprovalEventColumn.OCCURRED_AT;
import static io.cpni.approval.ApprovalEventColumn.PROOF;
import static io.cpni.approval.ApprovalEventColumn.RECORDED_AT;
import static io.cpni.approval.ApprovalEventColumn.REFERS_TO;
import static io.cpni.approval.ApprovalEventColumn.REFUSED;
import static io.cpni.approval.ApprovalEventColumn.SCOPE_TEXT;
import static io.cpni.approval.ApprovalEventColumn.UNMET;
import static io.cpni.approval.ApprovalEventColumn.UNTIL_AT;
import static io.cpni.approval.ApprovalEventColumn.WAIT_DAYS;
import static io.cpni.approval.ApprovalEventColumn.ZONE_ID;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes an event out of its row. */
final class ApprovalEventReader {

    private final ApprovalEventRow row;
    private final Instant at;
    private final Instant recordedAt;

    private ApprovalEventReader(ApprovalEventRow row) {
        this.row = row;
        this.at = row.get(OCCURRED_AT, Instant.class);
        this.recordedAt = row.get(RECORDED_AT, Instant.class);
    }

    /**
     * Returns the event.
     *
     * @throws RuntimeException if a column is missing or holds what this version does not know
     */
    static ApprovalEvent event(ApprovalEventRow row) {
        return new ApprovalEventReader(row).event();
    }

    private ApprovalEvent event() {
        return switch (ApprovalEvent.Kind.valueOf(row.text(KIND))) {
            case NOTICE -> notice();
            case BOUNCE -> new Bounce(at, recordedAt, new NoticeId(row.text(REFERS_TO)));
            case OPT_OUT -> new OptOut(at, recordedAt, channel(), scope());
            case OPT_IN ->
                new OptIn(
                        at,
                        recordedAt,
                        channel(),
                        referred(),
                        row.get(BY_CUSTOMER, Boolean.class),
                        row.find(PROOF, String.class));
            case OUTAGE -> new Outage(at, recordedAt, row.find(UNTIL_AT, Instant.class));
            case SERVICE_ENDED -> new ServiceEnded(at, recordedAt);
            case SERVICE_BEGAN -> new ServiceBegan(at, recordedAt);
            case CALL -> call();
            case PREFERENCE ->
                new PreferenceChange(
                        at,
                        recordedAt,
                        PreferenceFlag.valueOf(row.text(FLAG)),
                        row.get(REFUSED, Boolean.class),
                        row.find(CONTACT_ID, String.class).map(ContactId::new));
        };
    }

    private Notice notice() {
        return new Notice(
                new NoticeId(row.text(NOTICE_ID)),
                at,
                recordedAt,
                ApprovalKind.valueOf(row.text(ASKS_FOR)),
                channel(),
                scope(),
                WaitingPeriod.ofDays(row.get(WAIT_DAYS, Integer.class)),
                ZoneId.of(row.text(ZONE_ID)),
                requirements(row.text(UNMET)),
                referred());
    }

    private CustomerCall call() {
        return new CustomerCall(
                at,
                recordedAt,
                row.find(UNTIL_AT, Instant.class),
                Contact.Party.valueOf(row.text(BEGUN_BY)),
                row.get(AUTHENTICATED, Boolean.class),
                row.find(NOTICE_READ_AT, Instant.class),
                row.find(APPROVED_AT, Instant.class));
    }

    private ContactChannel channel() {
        return ContactChannel.valueOf(row.text(CHANNEL));
    }

    private ApprovalScope scope() {
        return ApprovalScope.parse(row.text(SCOPE_TEXT));
    }

    private Optional<NoticeId> referred() {
        return row.find(REFERS_TO, String.class).map(NoticeId::new);
    }

    private static Set<NoticeRequirement> requirements(String list) {
        return Arrays.stream(list.split(","))
                .filter(name -> !name.isEmpty())
                .map(NoticeRequirement::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
