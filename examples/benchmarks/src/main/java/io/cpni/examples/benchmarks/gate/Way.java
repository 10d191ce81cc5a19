package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Names a way to get the rows: without the gate, with its work done by hand, and through it. */
public enum Way {
    /** No condition, no masks, no record: what the application has without any protection. */
    UNGUARDED("unguarded", Optional.empty(), Kind.RAW),
    /** Telephone numbers masked in the statement. */
    MASKED_BY_HAND("masks by hand", Optional.of(Reader.HELP_DESK), Kind.EXISTS),
    /** Through the gate, with a log that keeps nothing. */
    MASKED_GUARDED("guarded", Optional.of(Reader.HELP_DESK), Kind.GUARDED),
    /** Through the gate, with a durable log. */
    MASKED_AUDITED("guarded, durable audit", Optional.of(Reader.HELP_DESK), Kind.AUDITED),
    /** The condition on approval by hand, as EXISTS. */
    AGREED_BY_EXISTS("EXISTS by hand", Optional.of(Reader.MARKETING), Kind.EXISTS),
    /** The condition on approval by hand, as joins, which is possible since one interval at most is in force. */
    AGREED_BY_JOIN("joins by hand", Optional.of(Reader.MARKETING), Kind.JOINS),
    /** Through the gate, with a log that keeps nothing. */
    AGREED_GUARDED("guarded", Optional.of(Reader.MARKETING), Kind.GUARDED),
    /** Through the gate, with a durable log. */
    AGREED_AUDITED("guarded, durable audit", Optional.of(Reader.MARKETING), Kind.AUDITED);

    private enum Kind {
        RAW,
        EXISTS,
        JOINS,
        GUARDED,
        AUDITED
    }

    private static final String MARK = " || 'xxxxxxx'";

    private final String title;
    private final Optional<Reader> reader;
    private final Kind kind;

    Way(String title, Optional<Reader> reader, Kind kind) {
        this.title = title;
        this.reader = reader;
        this.kind = kind;
    }

    String title() {
        return title;
    }

    Optional<Reader> reader() {
        return reader;
    }

    /** Tells whether the gate's work is done by the statement itself. */
    boolean isByHand() {
        return kind == Kind.EXISTS || kind == Kind.JOINS;
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
            case RAW, EXISTS, JOINS -> carrier.raw();
            case GUARDED -> carrier.guarded();
            case AUDITED -> carrier.audited();
        };
    }

    /** Tells whether the statement has a condition with two more arguments, each the instant. */
    boolean bindsInstant() {
        return isByHand() && reader.equals(Optional.of(Reader.MARKETING));
    }

    /** Returns the statement as the application writes it for this way. */
    String sql(Form form, List<Integer> scopes) {
        boolean masks = isByHand() && reader.equals(Optional.of(Reader.HELP_DESK));
        String inForce = inForce(scopes);
        String condition = !bindsInstant()
                ? ""
                : kind == Kind.JOINS
                        ? inForce
                        : "exists (select 1 from account k join cpni_approval_interval i on i.customer_id ="
                                + " k.customer_id where k.id = c.account_id and " + inForce + ")";
        String ofAccount = !bindsInstant()
                ? ""
                : kind == Kind.JOINS
                        ? inForce
                        : "exists (select 1 from cpni_approval_interval i where i.customer_id = a.customer_id and "
                                + inForce + ")";
        boolean joins = bindsInstant() && kind == Kind.JOINS;
        return form.template()
                .replace("{callee}", masks ? "substring(c.callee, 1, 5)" + MARK + " as callee" : "c.callee")
                .replace("{caller}", masks ? "substring(c.caller, 1, 5)" + MARK + " as caller" : "c.caller")
                .replace(
                        "{join}",
                        joins
                                ? " join account k on k.id = c.account_id join cpni_approval_interval i on"
                                        + " i.customer_id = k.customer_id"
                                : "")
                .replace(
                        "{accountJoin}", joins ? " join cpni_approval_interval i on i.customer_id = a.customer_id" : "")
                .replace("{andAccount}", ofAccount.isEmpty() ? "" : " and " + ofAccount)
                .replace("{and}", condition.isEmpty() ? "" : " and " + condition)
                .replace("{where}", condition.isEmpty() ? "" : " where " + condition);
    }

    private static String inForce(List<Integer> scopes) {
        return "i.scope_id in (" + scopes.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ") and i.state in ('DEEMED', 'OPT_IN') and i.valid_from <= ? and i.valid_to > ?";
    }
}
