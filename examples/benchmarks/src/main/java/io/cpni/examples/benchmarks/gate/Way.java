package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Names a way to get the rows: without the gate, with its work done by hand, and through it. */
public enum Way {
    /** No condition, no masks, no record: what the application has without any protection. */
    UNGUARDED("unguarded", Optional.empty(), Kind.RAW),
    /** Telephone numbers masked in the statement. */
    MASKED_BY_HAND("masks by hand", Optional.of(Reader.HELP_DESK), Kind.EXISTS),
    /** The same, and the customer's id in each row, which the gate reads too, to name the customer in its record. */
    MASKED_BY_HAND_WITH_KEY("masks by hand, with the key", Optional.of(Reader.HELP_DESK), Kind.EXISTS_WITH_KEY),
    /** Through the gate, with a log that keeps nothing. */
    MASKED_GUARDED("guarded", Optional.of(Reader.HELP_DESK), Kind.GUARDED),
    /** Through the gate, with a durable log. */
    MASKED_AUDITED("guarded, durable audit", Optional.of(Reader.HELP_DESK), Kind.AUDITED),
    /** The condition on approval by hand, as EXISTS. */
    AGREED_BY_EXISTS("EXISTS by hand", Optional.of(Reader.MARKETING), Kind.EXISTS),
    /** The condition on approval by hand, as joins, which is possible since one interval at most is in force. */
    AGREED_BY_JOIN("joins by hand", Optional.of(Reader.MARKETING), Kind.JOINS),
    /** As EXISTS, and the customer's id in each row. */
    AGREED_BY_EXISTS_WITH_KEY("EXISTS by hand, with the key", Optional.of(Reader.MARKETING), Kind.EXISTS_WITH_KEY),
    /** As joins, and the customer's id in each row. */
    AGREED_BY_JOIN_WITH_KEY("joins by hand, with the key", Optional.of(Reader.MARKETING), Kind.JOINS_WITH_KEY),
    /** Through the gate, with a log that keeps nothing. */
    AGREED_GUARDED("guarded", Optional.of(Reader.MARKETING), Kind.GUARDED),
    /** Through the gate, with a durable log. */
    AGREED_AUDITED("guarded, durable audit", Optional.of(Reader.MARKETING), Kind.AUDITED);

    private enum Kind {
        RAW,
        EXISTS,
        EXISTS_WITH_KEY,
        JOINS,
        JOINS_WITH_KEY,
        GUARDED,
        AUDITED
    }

    private static final String MARK = "xxxxxxx";
    private static final String JOINS_OF_CALL = " join account k on k.id = c.account_id"
            + " join cpni_approval_interval i on i.customer_id = k.customer_id";

    private final String title;
    private final Optional<Reader> reader;
    private final Kind kind;

    Way(String title, Optional<Reader> reader, Kind kind) {
        this.title = title;
        this.reader = reader;
        this.kind = kind;
    }

    /**
     * Returns the ways in which a form is timed in a database. A sum has no place for a customer's id. The newest hundred of
     * all by joins are left out on H2: it joins a million calls before it takes a hundred of them, which takes it
     * twenty seconds a time; {@code EXISTS} is the better form by hand there by far.
     */
    static List<Way> timed(Database database, Form form) {
        return Stream.of(values())
                .filter(way -> form.namesCustomers() || !way.selectsKey())
                .filter(way -> !way.isJoined() || database != Database.H2 || form != Form.TOP_N)
                .toList();
    }

    String title() {
        return title;
    }

    Optional<Reader> reader() {
        return reader;
    }

    /** Tells whether the gate's work is done by the statement itself. */
    boolean isByHand() {
        return switch (kind) {
            case EXISTS, EXISTS_WITH_KEY, JOINS, JOINS_WITH_KEY -> true;
            case RAW, GUARDED, AUDITED -> false;
        };
    }

    /** Tells whether the statement says itself whose rows they are, in a last column. */
    boolean selectsKey() {
        return kind == Kind.EXISTS_WITH_KEY || kind == Kind.JOINS_WITH_KEY;
    }

    /** Tells whether the condition is written as joins. */
    boolean isJoined() {
        return kind == Kind.JOINS || kind == Kind.JOINS_WITH_KEY;
    }

    boolean isGuarded() {
        return kind == Kind.GUARDED || kind == Kind.AUDITED;
    }

    boolean isAudited() {
        return kind == Kind.AUDITED;
    }

    /** Returns the context to bind, for the ways through the gate. */
    Optional<AccessContext> context() {
        return isGuarded() ? reader.map(Reader::context) : Optional.empty();
    }

    DataSource source(Carrier carrier) {
        return switch (kind) {
            case RAW, EXISTS, EXISTS_WITH_KEY, JOINS, JOINS_WITH_KEY -> carrier.raw();
            case GUARDED -> carrier.guarded();
            case AUDITED -> carrier.audited();
        };
    }

    /** Tells whether the statement has a condition with two more arguments, each the instant. */
    boolean bindsInstant() {
        return isByHand() && reader.equals(Optional.of(Reader.MARKETING));
    }

    /** Returns the statement as the application writes it for this way. */
    String sql(Database database, Form form, List<Integer> scopes) {
        return sql(database, form.template(), scopes);
    }

    /** Returns a statement on calls, with the places for masks, joins and conditions of {@link Form}, for this way. */
    String sql(Database database, String template, List<Integer> scopes) {
        boolean masks = isByHand() && reader.equals(Optional.of(Reader.HELP_DESK));
        String condition = condition(
                "exists (select 1 from account k join cpni_approval_interval i on i.customer_id = k.customer_id where"
                        + " k.id = c.account_id and ",
                scopes);
        String ofAccount = condition(
                "exists (select 1 from cpni_approval_interval i where i.customer_id = a.customer_id and ", scopes);
        boolean joins = bindsInstant() && isJoined();
        return template.replace("{callee}", masks ? masked(database, "callee") : "c.callee")
                .replace("{caller}", masks ? masked(database, "caller") : "c.caller")
                .replace("{key}", !selectsKey() ? "" : joins ? ", k.customer_id" : ", h.customer_id")
                .replace("{accountKey}", selectsKey() ? ", a.customer_id" : "")
                .replace(
                        "{join}",
                        joins ? JOINS_OF_CALL : selectsKey() ? " left join account h on h.id = c.account_id" : "")
                .replace(
                        "{accountJoin}", joins ? " join cpni_approval_interval i on i.customer_id = a.customer_id" : "")
                .replace("{andAccount}", ofAccount.isEmpty() ? "" : " and " + ofAccount)
                .replace("{and}", condition.isEmpty() ? "" : " and " + condition)
                .replace("{where}", condition.isEmpty() ? "" : " where " + condition);
    }

    private static String masked(Database database, String column) {
        return database.appended("substring(c." + column + ", 1, 5)", MARK) + " as " + column;
    }

    /** Returns what is to be met by a row: nothing, what the joined interval has to be, or that there is such a one. */
    private String condition(String exists, List<Integer> scopes) {
        if (!bindsInstant()) {
            return "";
        }
        return isJoined() ? inForce(scopes) : exists + inForce(scopes) + ")";
    }

    private static String inForce(List<Integer> scopes) {
        return "i.scope_id in (" + scopes.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ") and i.state in ('DEEMED', 'OPT_IN') and i.valid_from <= ? and i.valid_to > ?";
    }
}
