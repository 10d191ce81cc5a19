package io.cpni.autoconfigure.foreign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What tables and columns are called. */
public final class Names {

    private Names() {}

    /** On MariaDB the schema is a database, which Hibernate calls a catalog. */
    @Entity(name = "SchemaCall")
    @Table(name = "call_in_schema", schema = "app")
    public static class SchemaCall extends BaseEntity<Long> {

        protected SchemaCall() {}

        public SchemaCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }

    @Entity(name = "QuotedCall")
    @Table(name = "`Call Record`")
    public static class QuotedCall extends BaseEntity<Long> {

        @Column(name = "`Call Kind`")
        @Nullable String kind = "local";

        @Column(name = "`select`")
        @Nullable Integer reserved = 1;

        @Column(name = "`mixedCase`")
        @Nullable String mixedCase = "m";

        @ManyToOne
        @JoinColumn(name = "`Previous Call`")
        @Nullable QuotedCall previous;

        protected QuotedCall() {}

        public QuotedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable String getKind() {
            return kind;
        }

        public @Nullable String getMixedCase() {
            return mixedCase;
        }
    }
}
