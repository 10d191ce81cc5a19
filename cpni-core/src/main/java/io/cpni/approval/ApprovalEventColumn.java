package io.cpni.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names the columns of the table {@code cpni_approval_event} beside its key; each kind of event uses some. */
enum ApprovalEventColumn {
    KIND(Type.TEXT),
    OCCURRED_AT(Type.INSTANT),
    RECORDED_AT(Type.INSTANT),
    CHANNEL(Type.TEXT),
    SCOPE_TEXT(Type.TEXT),
    NOTICE_ID(Type.TEXT),
    REFERS_TO(Type.TEXT),
    ASKS_FOR(Type.TEXT),
    WAIT_DAYS(Type.NUMBER),
    ZONE_ID(Type.TEXT),
    UNMET(Type.TEXT),
    BY_CUSTOMER(Type.TRUTH),
    PROOF(Type.TEXT),
    UNTIL_AT(Type.INSTANT),
    BEGUN_BY(Type.TEXT),
    AUTHENTICATED(Type.TRUTH),
    NOTICE_READ_AT(Type.INSTANT),
    APPROVED_AT(Type.INSTANT),
    FLAG(Type.TEXT),
    CONTACT_ID(Type.TEXT),
    REFUSED(Type.TRUTH);

    /** Names the types of columns. */
    enum Type {
        TEXT,
        NUMBER,
        TRUTH,
        INSTANT
    }

    /** Takes the columns in their order, then the customer's key and the sequence number. */
    static final String INSERT = insert();

    /** Gives a customer's rows in the order of the ledger. */
    static final String SELECT = "SELECT " + list() + " FROM cpni_approval_event WHERE customer_id = ? ORDER BY seq";

    private final Type type;

    ApprovalEventColumn(Type type) {
        this.type = type;
    }

    Type type() {
        return type;
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String insert() {
        String marks = Stream.generate(() -> "?").limit(values().length + 2L).collect(Collectors.joining(", "));
        return "INSERT INTO cpni_approval_event (" + list() + ", customer_id, seq) VALUES (" + marks + ")";
    }

    private static String list() {
        return Arrays.stream(values()).map(ApprovalEventColumn::sqlName).collect(Collectors.joining(", "));
    }
}
