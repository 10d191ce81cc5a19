package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;

/** Values that nobody sets. */
public final class Computed {

    private Computed() {}

    @Entity(name = "StampedCall")
    @DynamicUpdate
    public static class StampedCall extends BaseEntity<Long> {

        @Version
        @Nullable Integer version;

        @CreationTimestamp
        @Nullable Instant created;

        @UpdateTimestamp
        @Nullable LocalDateTime updated;

        @Generated
        @Column(columnDefinition = "varchar(20) default 'by default'")
        @Nullable String origin;

        protected StampedCall() {}

        public StampedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable Integer getVersion() {
            return version;
        }

        public @Nullable Instant getCreated() {
            return created;
        }

        public @Nullable LocalDateTime getUpdated() {
            return updated;
        }

        public @Nullable String getOrigin() {
            return origin;
        }
    }

    @Entity(name = "TransformedCall")
    public static class TransformedCall extends BaseEntity<Long> {

        @ColumnTransformer(read = "upper(place)", write = "lower(?)")
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable String place = "Reno";

        @ColumnTransformer(read = "units / 100", write = "? * 100")
        @Column(columnDefinition = "int")
        @Nullable Integer units = 7;

        protected TransformedCall() {}

        public TransformedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable String getPlace() {
            return place;
        }

        public @Nullable Integer getUnits() {
            return units;
        }
    }

    /** What is calculated in the statement: from a column, from a masked one, from another labelled table. */
    @Entity(name = "FormulaCall")
    @Table(name = "formula_call")
    public static class FormulaCall extends BaseEntity<Long> {

        @Formula("customer * 10")
        @Cpni
        @Nullable Long account;

        @Formula("concat(callee, '!')")
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable String shouted;

        @Formula("(select count(*) from plain_call p)")
        @Cpni
        @Nullable Long others;

        protected FormulaCall() {}

        public FormulaCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable String getShouted() {
            return shouted;
        }

        public @Nullable Long getOthers() {
            return others;
        }

        public @Nullable Long getAccount() {
            return account;
        }
    }
}
