package io.cpni.customer;

import java.util.UUID;

/** Names the SQL types that the customer's id may have in the carrier's tables, and so in the tables of facts. */
public enum CustomerKeyType {
    /** A number of up to 64 bits. */
    BIGINT("BIGINT") {
        @Override
        Object parse(String value) {
            return Long.valueOf(value);
        }
    },
    /** A UUID. */
    UUID("UUID") {
        @Override
        Object parse(String value) {
            return java.util.UUID.fromString(value);
        }
    },
    /** A text of up to 128 characters. */
    VARCHAR("VARCHAR(128)") {
        @Override
        Object parse(String value) {
            return value;
        }
    };

    private final String sqlType;

    CustomerKeyType(String sqlType) {
        this.sqlType = sqlType;
    }

    /** Returns the type as SQL writes it, such as {@code VARCHAR(128)}. */
    public String sqlType() {
        return sqlType;
    }

    /**
     * Returns the value that a database holds for this customer: a {@link Long}, a {@link UUID} or a {@link String}.
     * {@link CustomerId#ofDatabaseValue} leads back to an equal id.
     *
     * @throws IllegalArgumentException if the id is not one of this type, or not in its one canonical spelling
     */
    public Object toDatabaseValue(CustomerId customer) {
        Object value;
        try {
            value = parse(customer.value());
        } catch (IllegalArgumentException e) {
            throw notOfThisType();
        }
        if (!value.toString().equals(customer.value())) {
            throw notOfThisType();
        }
        return value;
    }

    abstract Object parse(String value);

    private IllegalArgumentException notOfThisType() {
        return new IllegalArgumentException("customer id is not a " + sqlType
                + " in canonical form (decimal without leading zeros, UUID in lower case); set the customer key type"
                + " to the SQL type that customer ids have in your tables");
    }
}
