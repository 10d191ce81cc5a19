package io.cpni.sql;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.JdbcAssignmentStore;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalEvent;
import io.cpni.approval.ContactId;
import io.cpni.approval.CustomerCall;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.approval.PreferenceChange;
import io.cpni.approval.PreferenceFlag;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.ObligationHandler;
import io.cpni.decision.ObligationHandlers;
import io.cpni.decision.StoredCustomerFacts;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.DataCategory;
import io.cpni.purpose.JdbcCustomerFlags;
import io.cpni.purpose.JdbcSubscriptionRegister;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A carrier among whose customers every fact is found that a rule asks for, behind a gate through which whoever has the
 * role {@value #ANYTHING} may do anything that the law permits.
 */
final class FactCarrier implements AutoCloseable {

    static final String ANYTHING = "anything";

    static final Instant NOW = Carrier.NOW;

    /** Takes VoIP and said nothing, like all of whom nothing else is told. */
    static final long PLAIN = 1;

    static final long TAKES_NOTHING = 2;
    static final long TAKES_TWO = 3;
    static final long TOOK_TWO = 4;

    static final long SERVED = 5;
    static final long SERVED_WITH_ONE = 6;
    static final long SERVED_BY_ANOTHER = 7;
    static final long SERVED_BY_ALL = 8;
    static final long SERVED_NO_MORE = 9;

    static final long NO_CALLS = 10;
    static final long NO_CALLS_TO_FIRST = 11;
    static final long CALLS_TO_FIRST_ONLY = 12;
    static final long CALLS_AGAIN = 13;
    static final long NO_CONTACT = 14;
    static final long CONTACT_AGAIN = 15;

    static final long AGREED = 16;
    static final long AGREED_BUT_NO_PARTNERS = 17;
    static final long OPTED_OUT = 18;
    static final long DEEMED = 19;

    static final long SAID_YES_IN_OWN_CALL = 20;
    static final long OWN_CALL_IS_OVER = 21;
    static final long SAID_YES_UNAUTHENTICATED = 22;
    static final long SAID_YES_AFTER_NOTICE = 23;
    static final long SAID_YES_WITHOUT_NOTICE = 24;

    static final long EXEMPT = 25;
    static final long EXEMPT_NO_MORE = 26;
    static final long UNLISTED = 27;
    static final long UNLISTED_SOON = 28;
    static final long LONG_AT_FIRST = 29;
    static final long SOON_AT_FIRST = 30;
    static final long OWNS_FIRST = 31;
    static final long LAST = 32;

    static final List<Long> CUSTOMERS =
            LongStream.rangeClosed(PLAIN, LAST).boxed().toList();

    static final String AFFILIATE = "Affil & Sons";
    static final String FIRST = "contact-1";
    static final String SECOND = "contact-2";

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant LONG_AGO = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant JUST_NOW = NOW.minus(Duration.ofMinutes(5));

    private final TestDatabase database;
    private final JdbcApprovalStore approvals;
    private final JdbcCustomerFlags flags;
    private final StoredCustomerFacts.Stores stores;
    private final DecisionEngine engine;
    private final Carrier.TurnableClock clock = new Carrier.TurnableClock();
    private InMemoryAuditLog audit = new InMemoryAuditLog();
    private List<ObligationHandler> handlers = List.of();

    private FactCarrier(TestDatabase database) {
        this.database = database;
        this.approvals = new JdbcApprovalStore(database.dataSource(), CustomerKeyType.BIGINT);
        this.flags = new JdbcCustomerFlags(database.dataSource(), CustomerKeyType.BIGINT);
        this.stores = new StoredCustomerFacts.Stores(
                approvals,
                new JdbcAssignmentStore(database.dataSource(), CustomerKeyType.BIGINT),
                new JdbcSubscriptionRegister(database.dataSource(), CustomerKeyType.BIGINT, "cpni_subscription"),
                flags);
        Grant all = new Grant(
                ANYTHING,
                EnumSet.allOf(Purpose.class),
                EnumSet.allOf(DataCategory.class),
                EnumSet.allOf(Operation.class),
                GrantScope.ALL,
                Set.of());
        this.engine = new DecisionEngine(
                FccRules.current(),
                Grants.of(List.of(all)),
                new CarrierSettings(
                        EnumSet.allOf(ServiceCategory.class),
                        true,
                        CarrierSettings.DEFAULT_MINIMUM_AGGREGATE_GROUP,
                        true));
    }

    static FactCarrier open(TestDatabase database) {
        FactCarrier carrier = new FactCarrier(database);
        FactRecords.TABLES.forEach(database::execute);
        FactRecords.insertAll(database.dataSource());
        carrier.subscribe();
        carrier.putUpFlags();
        carrier.tellHistories();
        return carrier;
    }

    private void subscribe() {
        for (long customer : CUSTOMERS) {
            if (customer != TAKES_NOTHING) {
                subscribe(customer, ServiceCategory.VOIP, "null");
            }
        }
        for (long customer : List.of(TAKES_TWO, SERVED, SERVED_BY_ANOTHER, SERVED_BY_ALL, SERVED_NO_MORE)) {
            subscribe(customer, ServiceCategory.CMRS, "null");
        }
        subscribe(TOOK_TWO, ServiceCategory.CMRS, "timestamp with time zone '2026-11-02 15:00:00+00'");
        flags.putUp(id(TOOK_TWO), CustomerFlag.SERVED_BY_AFFILIATE, Optional.of(AFFILIATE), LONG_AGO);
    }

    private void subscribe(long customer, ServiceCategory category, String until) {
        database.execute(
                "insert into cpni_subscription (customer_id, service_category, valid_from, valid_until) values ("
                        + customer + ", '" + category + "', timestamp with time zone '2026-01-01 00:00:00+00', " + until
                        + ")");
    }

    private void putUpFlags() {
        for (long customer : List.of(SERVED, SERVED_WITH_ONE, SERVED_NO_MORE)) {
            flags.putUp(id(customer), CustomerFlag.SERVED_BY_AFFILIATE, Optional.of(AFFILIATE), LONG_AGO);
        }
        flags.takeDown(id(SERVED_NO_MORE), CustomerFlag.SERVED_BY_AFFILIATE, Optional.of(AFFILIATE), NOW);
        flags.putUp(id(SERVED_BY_ANOTHER), CustomerFlag.SERVED_BY_AFFILIATE, Optional.of("another"), LONG_AGO);
        flags.putUp(id(SERVED_BY_ALL), CustomerFlag.SERVED_BY_AFFILIATE, Optional.empty(), LONG_AGO);
        flags.putUp(id(EXEMPT), CustomerFlag.BUSINESS_EXEMPT, Optional.empty(), LONG_AGO);
        flags.putUp(id(EXEMPT_NO_MORE), CustomerFlag.BUSINESS_EXEMPT, Optional.empty(), LONG_AGO);
        flags.takeDown(id(EXEMPT_NO_MORE), CustomerFlag.BUSINESS_EXEMPT, Optional.empty(), JUST_NOW);
        flags.putUp(id(UNLISTED), CustomerFlag.UNLISTED, Optional.empty(), NOW);
        flags.putUp(id(UNLISTED_SOON), CustomerFlag.UNLISTED, Optional.empty(), NOW.plusMillis(1));
        flags.putUp(id(LONG_AT_FIRST), CustomerFlag.ADDRESS_OF_RECORD, Optional.of(FIRST), LONG_AGO);
        flags.putUp(id(SOON_AT_FIRST), CustomerFlag.ADDRESS_OF_RECORD, Optional.of(FIRST), NOW.plusSeconds(60));
        flags.putUp(id(SOON_AT_FIRST), CustomerFlag.ADDRESS_OF_RECORD, Optional.of(SECOND), LONG_AGO);
        flags.putUp(id(OWNS_FIRST), CustomerFlag.NUMBER_OF_RECORD, Optional.of(FIRST), LONG_AGO);
    }

    private void tellHistories() {
        tell(NO_CALLS, PreferenceChange.refusal(LONG_AGO, PreferenceFlag.DO_NOT_CALL));
        tell(NO_CALLS_TO_FIRST, PreferenceChange.doNotCall(LONG_AGO, new ContactId(FIRST)));
        tell(CALLS_TO_FIRST_ONLY, PreferenceChange.refusal(LONG_AGO, PreferenceFlag.DO_NOT_CALL));
        tell(
                CALLS_TO_FIRST_ONLY,
                new PreferenceChange(
                        JUST_NOW, JUST_NOW, PreferenceFlag.DO_NOT_CALL, false, Optional.of(new ContactId(FIRST))));
        tell(CALLS_AGAIN, PreferenceChange.refusal(LONG_AGO, PreferenceFlag.DO_NOT_CALL));
        tell(CALLS_AGAIN, PreferenceChange.withdrawal(JUST_NOW, PreferenceFlag.DO_NOT_CALL));
        tell(NO_CONTACT, PreferenceChange.refusal(LONG_AGO, PreferenceFlag.MARKETING_CONTACT));
        tell(CONTACT_AGAIN, PreferenceChange.refusal(LONG_AGO, PreferenceFlag.MARKETING_CONTACT));
        tell(CONTACT_AGAIN, PreferenceChange.withdrawal(JUST_NOW, PreferenceFlag.MARKETING_CONTACT));
        for (long customer : List.of(AGREED, AGREED_BUT_NO_PARTNERS)) {
            tell(customer, notice("in", true));
            tell(customer, OptIn.inWriting(LONG_AGO.plusSeconds(60), ContactChannel.ONLINE, new NoticeId("in")));
        }
        tell(AGREED_BUT_NO_PARTNERS, PreferenceChange.refusal(LONG_AGO, PreferenceFlag.PARTNER_SHARING));
        tell(OPTED_OUT, notice("out", false));
        tell(OPTED_OUT, OptOut.ofEverything(JUST_NOW, ContactChannel.PHONE));
        tell(DEEMED, notice("out", false));
        tell(
                SAID_YES_IN_OWN_CALL,
                call(Contact.Party.CUSTOMER).approvedAt(JUST_NOW).build());
        tell(
                OWN_CALL_IS_OVER,
                call(Contact.Party.CUSTOMER)
                        .approvedAt(JUST_NOW)
                        .noticeAt(JUST_NOW)
                        .until(NOW)
                        .build());
        tell(
                SAID_YES_UNAUTHENTICATED,
                call(Contact.Party.CUSTOMER)
                        .approvedAt(JUST_NOW)
                        .noticeAt(JUST_NOW)
                        .unauthenticated()
                        .build());
        tell(
                SAID_YES_AFTER_NOTICE,
                call(Contact.Party.US).noticeAt(JUST_NOW).approvedAt(JUST_NOW).build());
        tell(
                SAID_YES_WITHOUT_NOTICE,
                call(Contact.Party.US).approvedAt(JUST_NOW).build());
    }

    private static CustomerCall.Builder call(Contact.Party begunBy) {
        return CustomerCall.begun(JUST_NOW.minusSeconds(60), begunBy);
    }

    private static Notice notice(String id, boolean optIn) {
        NoticeId notice = new NoticeId(id);
        return (optIn
                        ? Notice.askingToOptIn(notice, LONG_AGO, ContactChannel.ONLINE, NEW_YORK)
                        : Notice.askingToOptOut(notice, LONG_AGO, ContactChannel.EMAIL, NEW_YORK))
                .build();
    }

    private void tell(long customer, ApprovalEvent event) {
        approvals.append(id(customer), event);
    }

    static CustomerId id(long customer) {
        return CustomerId.of(customer);
    }

    /** Has the obligations of the next statements fulfilled by these. */
    void handle(ObligationHandler... by) {
        handlers = List.of(by);
    }

    /** Forgets what is on record. */
    void newLog() {
        audit = new InMemoryAuditLog();
    }

    GuardedDataSource guarded() {
        return guarded(FactRecords.catalog());
    }

    /** Returns the gate's data source where the tables are labelled otherwise. */
    GuardedDataSource guarded(RelationCatalog catalog) {
        return new GuardedDataSource(
                database.dataSource(),
                SqlGate.builder()
                        .engine(engine)
                        .catalog(() -> Optional.of(catalog))
                        .scopes(approvals::scopes)
                        .auditLog(entry -> audit.append(entry))
                        .obligations(() -> ObligationHandlers.of(handlers))
                        .clock(clock)
                        .build());
    }

    DecisionEngine engine() {
        return engine;
    }

    StoredCustomerFacts.Stores stores() {
        return stores;
    }

    TestDatabase database() {
        return database;
    }

    InMemoryAuditLog audit() {
        return audit;
    }

    @Override
    public void close() {
        database.close();
    }
}
