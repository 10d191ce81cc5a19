package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** Records that are read only. */
public final class Views {

    private Views() {}

    /** A query over a labelled table; what it reads, the gate guards. */
    @Entity(name = "CallView")
    @Immutable
    @Subselect(
            "select c.id as id, c.customer as customer, c.callee as callee, c.remark as remark from plain_call c where c.remark <> 'old'")
    @Synchronize("plain_call")
    @Cpni
    public static class CallView {

        @Id
        @Nullable Long id;

        @CustomerKey
        @Nullable Long customer;

        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        @Nullable String callee;

        @Nullable String remark;

        protected CallView() {}

        public @Nullable Long getId() {
            return id;
        }

        public @Nullable String getCallee() {
            return callee;
        }
    }

    /** Rows that are never changed. */
    @Entity(name = "ImmutableCall")
    @Immutable
    public static class ImmutableCall extends BaseEntity<Long> {

        protected ImmutableCall() {}

        public ImmutableCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }
}
