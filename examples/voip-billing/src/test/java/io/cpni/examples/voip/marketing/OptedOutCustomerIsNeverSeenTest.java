package io.cpni.examples.voip.marketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.customer.CustomerId;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.calls.CallRecord;
import io.cpni.examples.voip.carrier.Subscription;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes every way that leads to a customer's records, for an offer of what the customers take already and for one of
 * something else. Olaf opted out long ago. Vera did not object, and is seen on the same way, so that nothing passes
 * here merely because the way is blocked. Wanda changes her mind under our eyes.
 */
@CarrierTest
class OptedOutCustomerIsNeverSeenTest {

    private static final Offer MORE_OF_WHAT_THEY_TAKE = Offer.of(OfferPart.VOIP);
    private static final Offer SOMETHING_ELSE = Offer.of(OfferPart.VOICE_MAIL);

    private final RawDatabase raw;
    private final ApprovalStore approvals;
    private final SubscriptionRoutes subscriptions;
    private final CallRoutes calls;
    private final EntityManager entityManager;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbcTemplate;
    private final JdbcClient jdbcClient;

    private long olaf;
    private long vera;
    private long wanda;

    @Autowired
    OptedOutCustomerIsNeverSeenTest(
            RawDatabase raw,
            ApprovalStore approvals,
            SubscriptionRoutes subscriptions,
            CallRoutes calls,
            EntityManager entityManager,
            TransactionTemplate transaction,
            JdbcTemplate jdbcTemplate,
            JdbcClient jdbcClient) {
        this.raw = raw;
        this.approvals = approvals;
        this.subscriptions = subscriptions;
        this.calls = calls;
        this.entityManager = entityManager;
        this.transaction = transaction;
        this.jdbcTemplate = jdbcTemplate;
        this.jdbcClient = jdbcClient;
    }

    /** What is looked for, and what for. */
    record Search(Class<?> type, String table, Offer offer) {

        @Override
        public String toString() {
            return table + " to offer " + offer.parts();
        }
    }

    static Stream<Search> searches() {
        return Stream.of(MORE_OF_WHAT_THEY_TAKE, SOMETHING_ELSE)
                .flatMap(offer -> Stream.of(
                        new Search(Subscription.class, "subscription", offer),
                        new Search(CallRecord.class, "call_record", offer)));
    }

    @BeforeEach
    void findThem() {
        // The first customers belong to the tour.
        List<Long> withCalls = raw.sql()
                .queryForList(
                        "select distinct s.customer_id from carrier_subscription s join account a"
                                + " on a.customer_id = s.customer_id join call_record c on c.account_id = a.id"
                                + " where s.customer_id > 10 and s.service_category = 'VOIP' and s.valid_from <= ?"
                                + " and (s.valid_until is null or s.valid_until > ?) order by s.customer_id",
                        Long.class,
                        OffsetDateTime.now(ZoneOffset.UTC),
                        OffsetDateTime.now(ZoneOffset.UTC));
        olaf = first(withCalls, ApprovalState.OPTED_OUT);
        vera = first(withCalls, ApprovalState.DEEMED);
        wanda = first(withCalls, ApprovalState.OPT_IN);
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byDerivedQueries(Search search) {
        neverSeen(
                search,
                customer -> routes(search).findByAccountCustomerId(customer).size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byJpql(Search search) {
        neverSeen(search, customer -> routes(search).byJpql(customer).size());
        neverSeen(search, customer -> routes(search).byJpqlWithJoins(customer).size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byNativeQueriesForEntities(Search search) {
        neverSeen(search, customer -> routes(search).byNativeQuery(customer).size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byNativeQueriesForProjections(Search search) {
        neverSeen(
                search, customer -> routes(search).byNativeProjection(customer).size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byProjectionsToInterfaces(Search search) {
        neverSeen(
                search,
                customer -> routes(search).readByAccountCustomerId(customer).size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byProjectionsToRecords(Search search) {
        neverSeen(
                search,
                customer -> routes(search).queryByAccountCustomerId(customer).size());
        neverSeen(search, customer -> routes(search).byConstructor(customer).size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byCounts(Search search) {
        neverSeen(search, customer -> routes(search).countByAccountCustomerId(customer));
        neverSeen(search, customer -> routes(search).countByJpql(customer));
        neverSeen(search, customer -> routes(search).countByNativeQuery(customer));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byTotalsOfPages(Search search) {
        neverSeen(
                search,
                customer -> routes(search)
                        .findByAccountCustomerIdOrderById(customer, PageRequest.of(0, 1))
                        .getTotalElements());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byExistence(Search search) {
        neverSeen(search, customer -> ifSo(routes(search).existsByAccountCustomerId(customer), search, customer));
        neverSeen(search, customer -> ifSo(routes(search).existsBesideTheCustomer(customer), search, customer));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byFindOfTheEntityManager(Search search) {
        neverSeen(
                search,
                customer -> idsOf(search, customer).stream()
                        .filter(id -> entityManager.find(search.type(), id) != null)
                        .count());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byReferencesOfTheEntityManager(Search search) {
        neverSeen(
                search,
                customer -> idsOf(search, customer).stream()
                        .filter(id -> leadsSomewhere(entityManager.getReference(search.type(), id)))
                        .count());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byLazyAssociations(Search search) {
        neverSeen(
                search,
                customer -> entityManager
                        .createQuery("select h from Household h where h.customer.id = :customer", Household.class)
                        .setParameter("customer", customer)
                        .getResultStream()
                        .mapToLong(household -> search.type() == CallRecord.class
                                ? household.getCalls().size()
                                : household.getSubscriptions().size())
                        .sum());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byJdbcTemplate(Search search) {
        neverSeen(
                search,
                customer -> jdbcTemplate
                        .queryForList(rowsOf("r.id", search), customer)
                        .size());
        neverSeen(search, customer -> jdbcTemplate.queryForObject(rowsOf("count(*)", search), Long.class, customer));
        neverSeen(
                search,
                customer -> jdbcTemplate
                        .queryForList(rowsOf("*", search).replace("?", Long.toString(customer)))
                        .size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byJdbcClient(Search search) {
        neverSeen(
                search,
                customer -> jdbcClient
                        .sql(rowsOf("r.id", search).replace("?", ":customer"))
                        .param("customer", customer)
                        .query(Long.class)
                        .list()
                        .size());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void byQueriesForEverybody(Search search) {
        Set<Long> opted = customers(ApprovalState.OPTED_OUT);
        Set<Long> seen = marketing(search.offer(), () -> {
            Set<Long> customers = new TreeSet<>();
            routes(search).findAll().forEach(record -> customers.add(customerOf(record)));
            return customers;
        });
        Set<Long> seenBySql = new TreeSet<>(marketing(
                search.offer(),
                () -> jdbcTemplate.queryForList(
                        "select a.customer_id from " + search.table() + " r join account a on a.id = r.account_id",
                        Long.class)));

        assertThat(opted).contains(olaf);
        assertThat(seen).contains(vera).doesNotContainAnyElementsOf(opted);
        assertThat(seenBySql).isEqualTo(seen);
    }

    /** Has the way return how many of a customer's records it shows. */
    private void neverSeen(Search search, ToLongFunction<Long> way) {
        assertThat(show(search, way, vera))
                .as("Vera")
                .isEqualTo(recordsOf(search, vera))
                .isPositive();
        assertThat(show(search, way, olaf)).as("Olaf").isZero();
        assertThat(recordsOf(search, olaf)).isPositive();

        assertThat(show(search, way, wanda))
                .as("Wanda")
                .isEqualTo(recordsOf(search, wanda))
                .isPositive();
        approvals.append(CustomerId.of(wanda), OptOut.ofEverything(Instant.now(), ContactChannel.PHONE));
        try {
            assertThat(show(search, way, wanda)).as("Wanda, opted out").isZero();
        } finally {
            agree(wanda);
        }
        assertThat(show(search, way, wanda)).as("Wanda, back").isEqualTo(recordsOf(search, wanda));
    }

    private long show(Search search, ToLongFunction<Long> way, long customer) {
        return marketing(search.offer(), () -> way.applyAsLong(customer));
    }

    /** Works for the marketing desk, in a transaction and with nothing loaded before. */
    private <T> T marketing(Offer offer, Supplier<T> work) {
        Accessor mara =
                Accessor.staff("mara", Set.of("marketing"), Instant.now().plus(Duration.ofDays(1)));
        AccessContext context =
                AccessContext.of(mara, Purpose.MARKET).offer(offer).build();
        return AccessScope.within(context, () -> transaction.execute(status -> work.get()));
    }

    private NativeRoutes<?> routes(Search search) {
        return search.type() == CallRecord.class ? calls : subscriptions;
    }

    private static long customerOf(Object record) {
        return record instanceof CallRecord call
                ? call.getAccount().getCustomer().getId()
                : ((Subscription) record).getAccount().getCustomer().getId();
    }

    private static boolean leadsSomewhere(Object reference) {
        try {
            Hibernate.initialize(reference);
            return true;
        } catch (EntityNotFoundException e) {
            return false;
        }
    }

    private long ifSo(boolean exists, Search search, long customer) {
        return exists ? recordsOf(search, customer) : 0;
    }

    private static String rowsOf(String what, Search search) {
        return "select " + what + " from " + search.table()
                + " r join account a on a.id = r.account_id where a.customer_id = ?";
    }

    private long recordsOf(Search search, long customer) {
        return raw.count(rowsOf("count(*)", search), customer);
    }

    private List<Long> idsOf(Search search, long customer) {
        return raw.sql().queryForList(rowsOf("r.id", search), Long.class, customer);
    }

    private void agree(long customer) {
        Instant now = Instant.now();
        NoticeId notice = new NoticeId("test-" + UUID.randomUUID());
        approvals.appendAll(
                CustomerId.of(customer),
                List.of(
                        Notice.askingToOptIn(notice, now, ContactChannel.ONLINE, ZoneOffset.UTC)
                                .build(),
                        OptIn.inWriting(now, ContactChannel.ONLINE, notice)));
    }

    private ApprovalState stateOf(long customer) {
        return approvals.stateAt(
                CustomerId.of(customer),
                new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.SUBSCRIPTION),
                Instant.now());
    }

    private long first(List<Long> customers, ApprovalState state) {
        return customers.stream()
                .filter(customer -> stateOf(customer) == state)
                .findFirst()
                .orElseThrow();
    }

    private Set<Long> customers(ApprovalState state) {
        Set<Long> found = new TreeSet<>();
        raw.sql().queryForList("select id from customer", Long.class).stream()
                .filter(customer -> stateOf(customer) == state)
                .forEach(found::add);
        return found;
    }
}
