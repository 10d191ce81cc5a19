package io.cpni.autoconfigure.foreign;

import io.cpni.label.NotCpni;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Which rows of a table are records, beside those that the gate hides. */
public final class Rows {

    private Rows() {}

    @Entity(name = "RestrictedCall")
    @SQLRestriction("remark <> 'withdrawn' and callee is not null")
    public static class RestrictedCall extends BaseEntity<Long> {

        protected RestrictedCall() {}

        public RestrictedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }

    @Entity(name = "SoftDeletedCall")
    @SoftDelete
    public static class SoftDeletedCall extends BaseEntity<Long> {

        protected SoftDeletedCall() {}

        public SoftDeletedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }

    /** The older way to the same. */
    @Entity(name = "BuriedCall")
    @Table(name = "buried_call")
    @SQLDelete(sql = "update buried_call set removed = true where id = ?")
    @SQLRestriction("removed = false")
    public static class BuriedCall extends BaseEntity<Long> {

        @NotCpni(reason = "that a record is out of use says nothing of the call")
        boolean removed;

        protected BuriedCall() {}

        public BuriedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }

    @Entity(name = "TenantCall")
    public static class TenantCall extends BaseEntity<Long> {

        @TenantId
        @Nullable String brand;

        protected TenantCall() {}

        public TenantCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }

    @Entity(name = "FilteredCall")
    @FilterDef(name = "saying", parameters = @ParamDef(name = "what", type = String.class))
    @Filter(name = "saying", condition = "remark = :what")
    public static class FilteredCall extends BaseEntity<Long> {

        protected FilteredCall() {}

        public FilteredCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }
}
