package io.cpni.examples.benchmarks.gate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** Names a form of statement of the design's budget. */
public enum Form {
    /** The newest hundred calls of an account. */
    PAGE("page of 100 of an account", """
            select c.id, c.account_id, {callee}, {caller}, c.started_at, c.duration_s, c.cost{key} \
            from call_record c{join} \
            where c.account_id = ?{and} order by c.started_at desc, c.id desc fetch first 100 rows only"""),
    /** One call. */
    PRIMARY_KEY("primary key", """
            select c.id, c.account_id, {callee}, {caller}, c.started_at, c.duration_s, c.cost{key} \
            from call_record c{join} \
            where c.id = ?{and}"""),
    /** The newest hundred calls of all. */
    TOP_N("newest 100 of all", """
            select c.id, c.account_id, {callee}, {caller}, c.started_at, c.duration_s, c.cost{key} \
            from call_record c{join}\
            {where} order by c.started_at desc, c.id desc fetch first 100 rows only"""),
    /** Five accounts with all their calls, five hundred rows. */
    JOIN("left join, 5 accounts with 500 calls", """
            select a.id, a.nickname, c.id, {callee}, c.started_at, c.cost{accountKey} from account a{accountJoin} \
            left join call_record c on c.account_id = a.id where a.id between ? and ?{andAccount} order by a.id, c.id"""),
    /** How many calls there were in a month and what they cost. */
    MONTH_SUM("month sum", """
            select count(*), sum(c.cost) from call_record c{join} where c.started_at >= ? and c.started_at < ?{and}"""),
    /** A hundred single calls, one after another, in one transaction. */
    LOOP("100 primary keys in one transaction", PRIMARY_KEY.template);

    /** How many sets of arguments are asked for in turn. */
    static final int TURNS = 64;

    private static final int LOOPS = 100;

    private final String title;
    private final String template;

    Form(String title, String template) {
        this.title = title;
        this.template = template;
    }

    String title() {
        return title;
    }

    String template() {
        return template;
    }

    /** Tells whether its rows are of one customer each. */
    boolean namesCustomers() {
        return this != MONTH_SUM;
    }

    /** Returns how many statements are run in one transaction. */
    int statements() {
        return this == LOOP ? LOOPS : 1;
    }

    /** Binds the caller's arguments from the given place on. The records asked for are of customers who agreed, but for the
     * join, which meets others too. */
    int bind(PreparedStatement statement, int at, long turn, long calls) throws SQLException {
        switch (this) {
            case PAGE -> {
                statement.setLong(at, agreedAccount(turn, calls));
                return at + 1;
            }
            case PRIMARY_KEY, LOOP -> {
                statement.setLong(at, callOf(agreedAccount(turn, calls), turn, calls));
                return at + 1;
            }
            case TOP_N -> {
                return at;
            }
            case JOIN -> {
                long first = 1 + (turn * 37) % (DataSet.accounts(calls) - 5);
                statement.setLong(at, first);
                statement.setLong(at + 1, first + 4);
                return at + 2;
            }
            case MONTH_SUM -> {
                var from = DataSet.NOW.atOffset(ZoneOffset.UTC).minusDays(30 + 30 * (turn % 11));
                statement.setObject(at, from);
                statement.setObject(at + 1, from.plusDays(30));
                return at + 2;
            }
        }
        throw new IllegalStateException("no such form");
    }

    /** Returns an account of a customer who agreed to marketing. */
    static long agreedAccount(long turn, long calls) {
        long account = 1 + (turn * 37) % DataSet.accounts(calls);
        while (!DataSet.hasAgreed(DataSet.customerOf(account, calls))) {
            account = 1 + account % DataSet.accounts(calls);
        }
        return account;
    }

    /** Finds a call of an account: call x is of account 1 + (x * 7919) % accounts. */
    private static long callOf(long account, long turn, long calls) {
        long accounts = DataSet.accounts(calls);
        long start = 1 + (turn % DataSet.CALLS_PER_ACCOUNT) * accounts;
        for (long call = start; call < start + accounts; call++) {
            if (1 + (call * 7919) % accounts == account) {
                return call;
            }
        }
        throw new IllegalStateException("an account without a call in a round of " + accounts);
    }
}
