package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;

/**
 * Writes comparisons of customer keys. MariaDB compares text by collations to most of which 'abc' equals 'ABC' and 'abc ';
 * a customer key equals only what is spelled the same, to the byte.
 */
final class KeyWriter {

    private final SqlDialect dialect;
    private final CustomerKeyType keyType;

    KeyWriter(SqlDialect dialect, CustomerKeyType keyType) {
        this.dialect = dialect;
        this.keyType = keyType;
    }

    /** Refuses a text where customer ids are numbers: MariaDB would take '1x' for 1, and so one customer for another. */
    void refuseTextForNumber(TableLabels table) {
        boolean text = table.customerKey().hops().isEmpty()
                && table.column(table.customerKey().column())
                        .filter(column -> column.family() == ValueFamily.TEXT)
                        .isPresent();
        if (dialect == SqlDialect.MARIADB && text && keyType != CustomerKeyType.VARCHAR) {
            throw new CpniStatementRefusedException(
                    "the customer key of '" + table.table() + "' is a text, but customer" + " ids are of type "
                            + keyType + "; set the customer key type to VARCHAR");
        }
    }

    /** Writes a customer's key so that whatever it is compared with, it equals only itself. */
    SqlText exact(SqlText key) {
        return dialect == SqlDialect.MARIADB && keyType == CustomerKeyType.VARCHAR
                ? SqlText.of("convert(").add(key).add(" using utf8mb4) collate utf8mb4_nopad_bin")
                : key;
    }

    /** Writes that a customer's key is one that is bound. The first comparison can use the key's index. */
    SqlText is(SqlText key, BoundValue customer) {
        SqlText equal = new SqlText().add(key).add(" = ").bind(customer);
        return dialect == SqlDialect.MARIADB && keyType == CustomerKeyType.VARCHAR
                ? SqlText.of("(")
                        .add(equal)
                        .add(" and ")
                        .add(exact(key))
                        .add(" = ")
                        .bind(customer)
                        .add(")")
                : equal;
    }

    /** Writes that a column on the way to the customer holds the value of the one before; the types are not known. */
    SqlText joined(String column, SqlText before) {
        SqlText equal = SqlText.of(column + " = ").add(before);
        return dialect == SqlDialect.MARIADB
                ? equal.add(" and hex(" + column + ") = hex(").add(before).add(")")
                : equal;
    }

    /** Writes an accessor's id to be compared with a column of whatever collation. */
    SqlText accessor() {
        SqlText id = new SqlText().bind(new BoundValue.AccessorName());
        return dialect == SqlDialect.MARIADB
                ? SqlText.of("convert(").add(id).add(" using utf8mb4) collate utf8mb4_nopad_bin")
                : id;
    }
}
