package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.audit.AuditSchema;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.FactSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/**
 * A carrier's year: customers, their accounts, a hundred calls each, and what customers said about marketing. The same
 * whenever it is made; the rows are made by the server, which is quick.
 */
final class DataSet {

    /** Every account has this many calls. */
    static final int CALLS_PER_ACCOUNT = 100;

    /** When all statements are run: a year after the first call. */
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** So many kinds of customers there are; customer n is like customer 1 + (n - 1) % KINDS. */
    static final int KINDS = 8;

    private static final long SECONDS = 365L * 24 * 3600;
    private static final String FIRST_CALL = "2025-11-22 12:00:00";
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Agreed by silence or by word; the others did not, or no longer do. */
    private static final List<Integer> AGREED = List.of(2, 3, 4, 5);

    private final Database database;
    private final DataSource raw;
    private final long calls;

    DataSet(Database database, DataSource raw, long calls) {
        if (calls < CALLS_PER_ACCOUNT * 20L) {
            throw new IllegalArgumentException("a carrier has 2,000 calls or more");
        }
        this.database = database;
        this.raw = raw;
        this.calls = calls;
    }

    static long accounts(long calls) {
        return calls / CALLS_PER_ACCOUNT;
    }

    static long customers(long calls) {
        return accounts(calls) * 4 / 5;
    }

    static long customerOf(long account, long calls) {
        return 1 + (account - 1) % customers(calls);
    }

    /** Tells whether the customer agreed to marketing. */
    static boolean hasAgreed(long customer) {
        return AGREED.contains((int) (1 + (customer - 1) % KINDS));
    }

    void make() {
        FactSchema.create(raw, CustomerKeyType.BIGINT);
        AuditSchema.create(raw);
        run(List.of(
                "create table customer (id bigint not null, name varchar(40) not null,"
                        + " constraint customer_pk primary key (id))",
                "create table account (id bigint not null, customer_id bigint not null, nickname varchar(40),"
                        + " constraint account_pk primary key (id))",
                callTable("call_record"),
                callTable("import_record"),
                indexes("import_record", "account_id, started_at, id", "account"),
                indexes("import_record", "started_at, id", "started")));
        run(List.of(
                "insert into customer select x, concat('Customer ', x) from " + database.series(customers(calls)),
                "insert into account select x, 1 + mod(x - 1, " + customers(calls) + "), concat('line ', x) from "
                        + database.series(accounts(calls)),
                "insert into call_record select x, 1 + mod(x * 7919, " + accounts(calls) + "), "
                        + number(31, 6999999) + ", " + number(17, 8999999) + ", "
                        + database.later("x * " + SECONDS, calls, database.instant(FIRST_CALL))
                        + ", mod(x * 31, 1800), mod(x * 13, 500) * 0.01 from " + database.series(calls)));
        run(List.of(
                "create index account_customer_ix on account (customer_id)",
                indexes("call_record", "account_id, started_at, id", "account"),
                indexes("call_record", "started_at, id", "started"),
                indexes("call_record", "callee", "callee")));
        tellHistories(new JdbcApprovalStore(raw, CustomerKeyType.BIGINT));
        run(List.of(
                "insert into cpni_approval_interval (customer_id, scope_id, valid_from, valid_to, state)"
                        + " select k.id, i.scope_id, i.valid_from, i.valid_to, i.state from customer k"
                        + " join cpni_approval_interval i on i.customer_id = 1 + mod(k.id - 1, " + KINDS + ")"
                        + " where k.id > " + KINDS,
                "insert into cpni_subscription (customer_id, service_category, valid_from)" + " select k.id, 'VOIP', "
                        + database.instant(FIRST_CALL) + " from customer k",
                database.analyze()));
    }

    private String callTable(String name) {
        return "create table " + name + " (id bigint not null, account_id bigint not null, callee varchar(20),"
                + " caller varchar(20), started_at " + database.instantType()
                + " not null, duration_s integer not null, cost numeric(10, 2) not null, constraint " + name
                + "_pk primary key (id))";
    }

    private static String indexes(String table, String columns, String name) {
        return "create index " + table + "_" + name + "_ix on " + table + " (" + columns + ")";
    }

    /** Numbers in E.164 form, in areas that are not real. */
    private static String number(int step, int span) {
        return "concat('+1', 201 + mod(x * " + step + ", 90), 1000000 + mod(x * 7919, " + span + "))";
    }

    /** The first customers tell the store, so that it derives what follows; the others are then like them. */
    static void tellHistories(ApprovalStore approvals) {
        // 1 was never asked.
        for (int customer : List.of(2, 3, 4)) {
            approvals.append(CustomerId.of(customer), notice("2026-08-01T10:00:00Z"));
        }
        CustomerId optedIn = CustomerId.of(5);
        approvals.append(
                optedIn,
                Notice.askingToOptIn(
                                new NoticeId("in"),
                                Instant.parse("2026-09-01T10:00:00Z"),
                                ContactChannel.ONLINE,
                                NEW_YORK)
                        .build());
        approvals.append(
                optedIn,
                OptIn.inWriting(Instant.parse("2026-09-02T10:00:00Z"), ContactChannel.ONLINE, new NoticeId("in")));
        CustomerId stillWaiting = CustomerId.of(6);
        approvals.append(stillWaiting, notice("2026-11-10T10:00:00Z"));
        CustomerId optedOut = CustomerId.of(7);
        approvals.append(optedOut, notice("2026-08-01T10:00:00Z"));
        approvals.append(optedOut, OptOut.ofEverything(Instant.parse("2026-09-05T10:00:00Z"), ContactChannel.PHONE));
        approvals.append(CustomerId.of(8), notice("2024-02-01T10:00:00Z"));
    }

    private static Notice notice(String at) {
        return Notice.askingToOptOut(new NoticeId("n" + at), Instant.parse(at), ContactChannel.EMAIL, NEW_YORK)
                .build();
    }

    private void run(List<String> statements) {
        try (Connection connection = raw.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the data set was not made", e);
        }
    }
}
