package io.cpni.examples.benchmarks.gate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.jspecify.annotations.Nullable;

/** A call as Hibernate maps it, with the condition on approval as its filter: the same as {@link Way#AGREED_BY_EXISTS}. */
@Entity
@Table(name = "call_record")
@FilterDef(name = CallRecord.AGREED, parameters = @ParamDef(name = "now", type = OffsetDateTime.class))
@Filter(
        name = CallRecord.AGREED,
        deduceAliasInjectionPoints = false,
        condition = "exists (select 1 from account k join cpni_approval_interval i on i.customer_id = k.customer_id"
                + " where k.id = {alias}.account_id and i.scope_id in (1) and i.state in ('DEEMED', 'OPT_IN')"
                + " and i.valid_from <= :now and i.valid_to > :now)")
class CallRecord {

    /** The filter: calls of customers who agreed to marketing. */
    static final String AGREED = "agreed";

    @Id
    private long id;

    @Column(name = "account_id")
    private long accountId;

    private @Nullable String callee;

    private @Nullable String caller;

    @Column(name = "started_at")
    private @Nullable OffsetDateTime startedAt;

    @Column(name = "duration_s")
    private int durationSeconds;

    private @Nullable BigDecimal cost;

    long accountId() {
        return accountId;
    }

    /** Returns all its values, in order. */
    List<@Nullable Object> values() {
        return Arrays.asList(id, accountId, callee, caller, startedAt, durationSeconds, cost);
    }

    @Override
    public String toString() {
        return "CallRecord[" + id + "]";
    }
}
