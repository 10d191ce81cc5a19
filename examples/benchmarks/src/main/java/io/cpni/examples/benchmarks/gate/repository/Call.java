package io.cpni.examples.benchmarks.gate.repository;

import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.MaskStyle.TELEPHONE_NUMBER;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call, whose customer is that of its account. */
@Entity
@Table(name = "call_record")
@Cpni(CALL_DETAIL)
public class Call {

    @Id
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    @Nullable Account account;

    @Cpni(mask = TELEPHONE_NUMBER)
    private @Nullable String callee;

    @Cpni(mask = TELEPHONE_NUMBER)
    private @Nullable String caller;

    @Column(name = "started_at")
    private @Nullable OffsetDateTime startedAt;

    @Column(name = "duration_s")
    private @Nullable Integer durationSeconds;

    private @Nullable BigDecimal cost;

    /** For Hibernate. */
    protected Call() {}

    /** Returns its number. */
    public long id() {
        return Objects.requireNonNull(id);
    }

    /** Returns what it holds, without the account. */
    public List<@Nullable Object> values() {
        return Arrays.asList(id, callee, caller, startedAt, durationSeconds, cost);
    }
}
