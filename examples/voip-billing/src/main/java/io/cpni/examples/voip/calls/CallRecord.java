package io.cpni.examples.voip.calls;

import static io.cpni.label.DataCategory.BILLING;
import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.DataCategory.NETWORK;

import io.cpni.examples.voip.carrier.Account;
import io.cpni.examples.voip.imports.CdrFormat;
import io.cpni.examples.voip.imports.Direction;
import io.cpni.examples.voip.imports.Disposition;
import io.cpni.examples.voip.imports.ParsedCall;
import io.cpni.label.ColumnRole;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call, as a switch recorded it. A call whose numbers are nobody's here has no account and waits in suspense. */
@Entity
@Cpni(CALL_DETAIL)
public class CallRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "call_record_seq")
    @SequenceGenerator(name = "call_record_seq", allocationSize = 500)
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Account account;

    @Enumerated(EnumType.STRING)
    @Cpni(mask = MaskStyle.ABSENT)
    @Column(nullable = false, length = 20)
    private CdrFormat format;

    @Cpni({CALL_DETAIL, NETWORK})
    @Column(nullable = false, length = 200)
    private String sourceId;

    /** Hash of the record. Whoever may not see its numbers may not see this either: trying numbers out finds the one. */
    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    @Column(nullable = false, length = 64)
    private String digest;

    @Enumerated(EnumType.STRING)
    @Cpni(mask = MaskStyle.ABSENT)
    @Column(nullable = false, length = 20)
    private Direction direction;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    private @Nullable String caller;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    private @Nullable String callee;

    @Cpni(role = ColumnRole.OCCURRED_AT)
    @Column(nullable = false)
    private Instant startedAt;

    private @Nullable Instant answeredAt;

    @Column(nullable = false)
    private Instant endedAt;

    @Column(nullable = false)
    private Long durationSeconds;

    @Column(nullable = false)
    private Long billableSeconds;

    @Enumerated(EnumType.STRING)
    @Cpni(mask = MaskStyle.ABSENT)
    @Column(nullable = false, length = 20)
    private Disposition disposition;

    @Cpni({CALL_DETAIL, NETWORK})
    private @Nullable String callId;

    /** What the call costs before allowances, in US dollars; null if nothing is charged or no tariff covers it. */
    @Cpni({CALL_DETAIL, BILLING})
    @Column(precision = 12, scale = 6)
    private @Nullable BigDecimal cost;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected CallRecord() {}

    /** Creates a record of a call that was read from a switch's file. */
    public CallRecord(
            ParsedCall call, String digest, @Nullable Account account, Direction direction, @Nullable BigDecimal cost) {
        this.account = account;
        this.format = call.format();
        this.sourceId = call.sourceId();
        this.digest = digest;
        this.direction = direction;
        this.caller = call.callerE164() != null ? call.callerE164() : call.caller();
        this.callee = call.calleeE164() != null ? call.calleeE164() : call.callee();
        this.startedAt = call.start();
        this.answeredAt = call.answer();
        this.endedAt = call.end();
        this.durationSeconds = call.duration().toSeconds();
        this.billableSeconds = call.billableDuration().toSeconds();
        this.disposition = call.disposition();
        this.callId = call.callId();
        this.cost = cost;
    }

    /** Returns the record's number; null until stored. */
    public @Nullable Long getId() {
        return id;
    }

    /** Returns the account that the call belongs to; null in suspense. */
    public @Nullable Account getAccount() {
        return account;
    }

    /** Returns the format it came in. */
    public CdrFormat getFormat() {
        return format;
    }

    /** Returns the id that the switch gave it. */
    public String getSourceId() {
        return sourceId;
    }

    /** Returns the direction as seen from the account. */
    public Direction getDirection() {
        return direction;
    }

    /** Returns the calling number. */
    public @Nullable String getCaller() {
        return caller;
    }

    /** Returns the called number. */
    public @Nullable String getCallee() {
        return callee;
    }

    /** Returns when the call began. */
    public Instant getStartedAt() {
        return startedAt;
    }

    /** Returns when it was answered; null if it was not. */
    public @Nullable Instant getAnsweredAt() {
        return answeredAt;
    }

    /** Returns when it ended. */
    public Instant getEndedAt() {
        return endedAt;
    }

    /** Returns the SIP Call-ID or its like. */
    public @Nullable String getCallId() {
        return callId;
    }

    /** Returns how long it took, in seconds. */
    public @Nullable Long getDurationSeconds() {
        return durationSeconds;
    }

    /** Returns for how long it is billed, in seconds. */
    public @Nullable Long getBillableSeconds() {
        return billableSeconds;
    }

    /** Returns how it ended. */
    public Disposition getDisposition() {
        return disposition;
    }

    /** Returns what it costs before allowances, in US dollars. */
    public @Nullable BigDecimal getCost() {
        return cost;
    }

    /** Prints the label only: a call record does not belong in a log. */
    @Override
    public String toString() {
        return "CallRecord[CALL_DETAIL, ***]";
    }
}
