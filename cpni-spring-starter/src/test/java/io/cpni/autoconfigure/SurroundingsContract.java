package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.AGENT;
import static io.cpni.autoconfigure.Ledger.BILLING;
import static io.cpni.autoconfigure.Ledger.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditSchema;
import io.cpni.autoconfigure.around.CalleePages;
import io.cpni.autoconfigure.around.Callees;
import io.cpni.autoconfigure.around.ChargeCache;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.cache.LabelledCacheException;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.FactSchema;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.JpaPagingItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JpaPagingItemReaderBuilder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What frameworks around the data do with it: on other threads, over HTTP, in caches, in batches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SurroundingsContract {

    private static final List<String> IN_FULL = List.of("+12125550101", "+14155550102");
    private static final List<String> MASKED = List.of("+1212xxxxxxx", "+1415xxxxxxx");

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;

    /** Returns the URL of a database that is there and empty. */
    abstract String url();

    abstract String user();

    @BeforeAll
    void start() {
        DriverManagerDataSource database = new DriverManagerDataSource(url(), user(), "");
        FactSchema.create(database, CustomerKeyType.BIGINT);
        AuditSchema.create(database);
        application = new SpringApplicationBuilder(Surroundings.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.ofEntries(
                        Map.entry("cpni.audit.keys.test", CarrierContext.AUDIT_KEY),
                        Map.entry("cpni.audit.checkpoints.required", "false"),
                        Map.entry("spring.datasource.url", url()),
                        Map.entry("spring.datasource.username", user()),
                        Map.entry("spring.jpa.hibernate.ddl-auto", "create"),
                        Map.entry("spring.jpa.open-in-view", "false"),
                        Map.entry("spring.main.banner-mode", "off"),
                        Map.entry("server.port", "0"),
                        Map.entry("spring.task.execution.mode", "force"),
                        Map.entry("spring.task.execution.propagate-context", "true"),
                        Map.entry("spring.task.execution.pool.core-size", "1"),
                        Map.entry("cpni.node", "test"),
                        Map.entry("cpni.schema.initialize", "never"),
                        Map.entry("cpni.cache.declared.declared", "the page of charges is asked for often"),
                        Map.entry("cpni.grants[0].role", "billing"),
                        Map.entry("cpni.grants[0].purposes", "BILL_COLLECT"),
                        Map.entry("cpni.grants[0].categories", "CALL_DETAIL,IDENTITY"),
                        Map.entry("cpni.grants[0].operations", "READ,INSERT,UPDATE,DELETE"),
                        Map.entry("cpni.grants[0].scope", "ALL"),
                        Map.entry("cpni.grants[1].role", "csr"),
                        Map.entry("cpni.grants[1].purposes", "PROVIDE_SERVICE"),
                        Map.entry("cpni.grants[1].categories", "CALL_DETAIL,IDENTITY"),
                        Map.entry("cpni.grants[1].operations", "READ,UPDATE"),
                        Map.entry("cpni.grants[1].scope", "ALL"),
                        Map.entry("cpni.grants[1].masks", "TELEPHONE_NUMBER"),
                        Map.entry("cpni.grants[2].role", "agent"),
                        Map.entry("cpni.grants[2].purposes", "PROVIDE_SERVICE"),
                        Map.entry("cpni.grants[2].categories", "CALL_DETAIL,IDENTITY"),
                        Map.entry("cpni.grants[2].scope", "ASSIGNED")))
                .run();
        Ledger.store(application);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    // Threads

    @Test
    void anAsynchronousTaskIsDoneForWhoeverAskedAndLeavesNothingBehind() throws Exception {
        assertThat(within(SUPPORT, () -> callees().later().get())).isEqualTo(MASKED);
        assertThat(within(BILLING, () -> callees().later().get())).isEqualTo(IN_FULL);
        denied(() -> callees().later().get());
        denied(() -> propagating().submit(() -> callees().read()).get());
    }

    @Test
    void aTaskOnAnExecutorThatPropagatesNothingIsDeniedAndTheDenialSaysWhatToDo() {
        denied(() -> within(SUPPORT, () -> callees().elsewhere().get()));
    }

    /** Who is signed in is propagated by Spring Security in the same way. */
    @Test
    void anAnnotatedAsynchronousMethodNeedsTheAccessorOnItsThread() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "brenda", "n/a", AuthorityUtils.createAuthorityList("ROLE_billing")));
        try {
            assertThat(callees().billedLater().get()).isEqualTo(IN_FULL);
            assertThat(denial(() -> callees().billedElsewhere().get())
                            .decision()
                            .reason()
                            .remedy())
                    .contains("sign in");
        } finally {
            SecurityContextHolder.clearContext();
        }
        assertThat(denial(() -> callees().billedLater().get())
                        .decision()
                        .reason()
                        .remedy())
                .contains("sign in");
    }

    @Test
    void aTaskThatLeavesAScopeOpenDoesNotLendItToTheNext() throws Exception {
        within(
                SUPPORT,
                () -> propagating()
                        .submit(() -> {
                            AccessScope.open(BILLING);
                            return callees().read();
                        })
                        .get());
        denied(() -> propagating().submit(() -> callees().read()).get());
    }

    @Test
    void futuresHaveNoContextUnlessTheirExecutorPropagatesIt() throws Exception {
        denied(() -> within(
                SUPPORT, () -> CompletableFuture.supplyAsync(callees()::read).get()));
        assertThat(within(
                        SUPPORT,
                        () -> CompletableFuture.supplyAsync(callees()::read, propagating())
                                .get()))
                .isEqualTo(MASKED);
        // What was captured without a context binds none, whatever the thread has that does the work.
        ContextSnapshot nobody =
                ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();
        denied(() -> within(SUPPORT, () -> nobody.wrap(callees()::read).call()));
    }

    @Test
    void aJobHasNoAccessorUnlessItSaysWhoItIs() throws Exception {
        TaskScheduler scheduler = application.getBean(TaskScheduler.class);
        CompletableFuture<List<String>> nobody = new CompletableFuture<>();
        CompletableFuture<List<String>> billing = new CompletableFuture<>();

        scheduler.schedule(() -> complete(nobody, callees()::read), Instant.now());
        denied(nobody::get);
        scheduler.schedule(() -> complete(billing, () -> AccessScope.within(BILLING, callees()::read)), Instant.now());
        assertThat(billing.get()).isEqualTo(IN_FULL);
    }

    private static void complete(CompletableFuture<List<String>> future, Callable<List<String>> work) {
        try {
            future.complete(work.call());
        } catch (Exception e) {
            future.completeExceptionally(e);
        }
    }

    @Test
    void virtualThreadsHaveNoContextUnlessItIsPropagated() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads are Java 21's");
        Method factory = java.util.concurrent.Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        ExecutorService virtual = (ExecutorService) factory.invoke(null);
        try {
            denied(() -> within(SUPPORT, () -> virtual.submit(callees()::read).get()));
            assertThat(within(
                            SUPPORT,
                            () -> virtual.submit(ContextSnapshotFactory.builder()
                                            .build()
                                            .captureAll()
                                            .wrap(callees()::read))
                                    .get()))
                    .isEqualTo(MASKED);
        } finally {
            virtual.shutdown();
        }
    }

    @Test
    void reactorTakesTheContextAlongWhereItPropagatesContexts() {
        Scheduler one = Schedulers.newSingle("reading");
        Mono<List<String>> read = Mono.fromCallable(callees()::read).subscribeOn(one);
        try {
            denied(() -> within(SUPPORT, read::block));
            Hooks.enableAutomaticContextPropagation();
            assertThat(within(SUPPORT, () -> read.block())).isEqualTo(MASKED);
            assertThat(read.contextWrite(context -> context.put("io.cpni.access-context", BILLING))
                            .block())
                    .isEqualTo(IN_FULL);
            denied(read::block);
            Hooks.disableAutomaticContextPropagation();
            denied(() -> within(SUPPORT, read::block));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            Hooks.disableAutomaticContextPropagation();
            one.dispose();
        }
    }

    // Answers that are written later

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/callable", "/task", "/objects"})
    void whatIsWrittenLaterIsWrittenUnderThePurposeOfTheMethod(String path) throws Exception {
        assertThat(get("carl", path).body())
                .contains("+1212xxxxxxx", "+1415xxxxxxx")
                .doesNotContain("5550101", "5550102");
        denied(() -> plain().submit(() -> callees().read()).get());
    }

    /** Billing may not provide service: the same paths, another accessor. */
    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/callable", "/task", "/objects"})
    void whoMayNotReadForThatPurposeGetsNothing(String path) throws Exception {
        HttpResponse<String> answer = get("brenda", path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("1212", "1415");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream-unsaid", "/callable-unsaid"})
    void whatSaysNoPurposeIsDeniedOnTheOtherThreadToo(String path) throws Exception {
        HttpResponse<String> answer = get("carl", path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("1212", "1415");
    }

    @Test
    void objectsThatAreStreamedWithoutPurposeComeOutEmpty() throws Exception {
        assertThat(get("carl", "/objects-unsaid").body()).isEqualTo("{}");
    }

    @Test
    void theStreamIsWrittenByAnotherThread() throws Exception {
        get("carl", "/stream");

        assertThat(application.getBean(CalleePages.class).writer()).startsWith("plain-");
    }

    // Caches

    @Test
    void aDeclaredCacheGivesToNobodyWhatAnotherWasShown() {
        ChargeCache cache = application.getBean(ChargeCache.class);
        for (int look = 0; look < 2; look++) {
            assertThat(AccessScope.within(BILLING, cache::all))
                    .extracting(Charge::getCallee)
                    .isEqualTo(IN_FULL);
            assertThat(AccessScope.within(SUPPORT, cache::all))
                    .extracting(Charge::getCallee)
                    .isEqualTo(MASKED);
            assertThat(AccessScope.within(AGENT, cache::all))
                    .extracting(Charge::getCallee)
                    .containsExactly("+12125550101");
            assertThat(AccessScope.within(BILLING, cache::allSync))
                    .extracting(Charge::getCallee)
                    .isEqualTo(IN_FULL);
            assertThat(AccessScope.within(SUPPORT, cache::allSync))
                    .extracting(Charge::getCallee)
                    .isEqualTo(MASKED);
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(cache::all);
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(cache::allSync);
        }
    }

    @Test
    void aLookIntoADeclaredCacheIsOnRecordAndEvictionIsForAll() {
        ChargeCache cache = application.getBean(ChargeCache.class);
        cache.forget();
        long before = looks();

        List<Charge> first = AccessScope.within(SUPPORT, cache::all);
        assertThat(looks()).isEqualTo(before);
        assertThat(AccessScope.within(SUPPORT, cache::all)).isSameAs(first);
        assertThat(looks()).isEqualTo(before + 1);

        // Forgotten by somebody who has no context: updates are made by others than looks.
        cache.forget();
        assertThat(AccessScope.within(SUPPORT, cache::all)).isNotSameAs(first);
    }

    private long looks() {
        Long count = behindTheGate()
                .queryForObject(
                        "select count(*) from cpni_audit_record where relation = 'cache:declared' and kind = 'ACCESS'"
                                + " and accessor = 'carl'",
                        Long.class);
        return count == null ? 0 : count;
    }

    @Test
    void aCacheThatIsNotDeclaredTakesNoLabelledRecordWhateverItsMethodsTypeSays() {
        ChargeCache cache = application.getBean(ChargeCache.class);

        assertThat(cache.tariffs()).isSameAs(cache.tariffs());
        assertThatExceptionOfType(LabelledCacheException.class)
                .isThrownBy(() -> AccessScope.within(BILLING, cache::anything))
                .withMessageContaining("cache plain")
                .withMessageContaining("cpni.cache.declared");
    }

    // A second data source

    @Test
    void aSecondDataSourceIsGuardedToo() {
        JdbcTemplate reporting = new JdbcTemplate(application.getBean("reporting", DataSource.class));
        String callees = "select callee from charge order by id";

        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> reporting.queryForList(callees, String.class));
        assertThat(AccessScope.within(SUPPORT, () -> reporting.queryForList(callees, String.class)))
                .isEqualTo(MASKED);
    }

    // Batches

    @Test
    void aPagingReaderGivesTheRowsOfTheContext() throws Exception {
        JpaPagingItemReader<Charge> nobody = paging();
        denied(() -> readAll(nobody, Charge::getCallee));
        JpaPagingItemReader<Charge> support = paging();
        assertThat(within(SUPPORT, () -> readAll(support, Charge::getCallee))).isEqualTo(MASKED);
        JpaPagingItemReader<Charge> agent = paging();
        assertThat(within(AGENT, () -> readAll(agent, Charge::getCallee))).containsExactly("+12125550101");
    }

    private JpaPagingItemReader<Charge> paging() throws Exception {
        JpaPagingItemReader<Charge> reader = new JpaPagingItemReaderBuilder<Charge>()
                .name("charges")
                .entityManagerFactory(application.getBean(EntityManagerFactory.class))
                .queryString("select c from Charge c order by c.id")
                .pageSize(1)
                .build();
        reader.afterPropertiesSet();
        return reader;
    }

    @Test
    void aCursorGivesTheRowsOfTheContextThatOpenedItAndToNoOther() throws Exception {
        JdbcCursorItemReader<String> nobody = cursor();
        denied(() -> readAll(nobody, callee -> callee));
        JdbcCursorItemReader<String> support = cursor();
        assertThat(within(SUPPORT, () -> readAll(support, callee -> callee))).isEqualTo(MASKED);

        JdbcCursorItemReader<String> kept = cursor();
        assertThat(within(SUPPORT, () -> {
                    kept.open(new ExecutionContext());
                    return kept.read();
                }))
                .isEqualTo("+1212xxxxxxx");
        // The next chunk is another transaction, perhaps under another purpose.
        assertThat(denial(() -> within(BILLING, kept::read))).isNotNull();
        assertThat(denial(kept::read)).isNotNull();
        kept.close();
    }

    private JdbcCursorItemReader<String> cursor() throws Exception {
        return new JdbcCursorItemReaderBuilder<String>()
                .name("callees")
                .dataSource(application.getBean("main", DataSource.class))
                .sql("select callee from charge order by id")
                .rowMapper((row, number) -> row.getString(1))
                .build();
    }

    private static <T> List<@Nullable String> readAll(
            org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader<T> reader,
            java.util.function.Function<T, @Nullable String> callee)
            throws Exception {
        try {
            reader.open(new ExecutionContext());
            List<@Nullable String> all = new ArrayList<>();
            for (T item = reader.read(); item != null; item = reader.read()) {
                all.add(callee.apply(item));
            }
            return all;
        } finally {
            reader.close();
        }
    }

    // Repositories over HTTP

    private static final String[] EXPORTED = {
        "/data/charges",
        "/data/charges/1",
        "/data/charges?projection=line",
        "/data/charges/1?projection=line",
        "/data/charges?size=1&sort=id",
        "/data/charges/search/remarked?remark=paid"
    };

    static Stream<String> exported() {
        return Stream.of(EXPORTED);
    }

    /** The repository says what it reads for; what is written of it afterwards is written for no purpose. */
    @ParameterizedTest
    @MethodSource("exported")
    void anExportedRepositoryWritesNoRecordWithoutAPurposeOfTheRequest(String path) throws Exception {
        behindTheGate().update("update charge set remark = 'paid'");
        HttpResponse<String> answer = get("carl", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/data/charges/1").doesNotContain("callee", "1212", "1415");
        assertThat(get("brenda", path).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("exported")
    void withAPurposeOfTheRequestItShowsNoMoreThanThePurposeShows(String path) throws Exception {
        behindTheGate().update("update charge set remark = 'paid'");
        HttpResponse<String> answer = send("carl", serving(path).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/data/charges/1").doesNotContain("5550101", "5550102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/payers", "/data/payers/1"})
    void whatHasNoPurposeIsDenied(String path) throws Exception {
        HttpResponse<String> answer = get("carl", path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("Ann");
    }

    /** Nothing is read after the repository's method, whatever purpose the request has. */
    @Test
    void anAssociationThatWasNotReadIsNotReadWhileItIsWritten() throws Exception {
        for (HttpRequest.Builder request :
                List.of(request("/data/charges/1/payer"), serving("/data/charges/1/payer"))) {
            HttpResponse<String> answer = send("carl", request.GET());

            assertThat(answer.body()).doesNotContain("Ann");
        }
    }

    @Test
    void aSearchForAMaskedNumberFindsWhatASearchForAnyOtherFinds() throws Exception {
        String search = "/data/charges/search/called?callee=";
        HttpResponse<String> called =
                send("carl", serving(search + "%2B12125550101").GET());
        HttpResponse<String> never =
                send("carl", serving(search + "%2B12125550109").GET());

        assertThat(called.body()).doesNotContain("/data/charges/1");
        assertThat(called.body().replace("50101", "50109")).isEqualTo(never.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/profile", "/data/profile/charges", "/data"})
    void theProfileTellsOfTypesAndOfNobody(String path) throws Exception {
        assertThat(get("carl", path).body()).doesNotContain("1212", "Ann");
    }

    /** Spring Data REST fills the record that it read, masked, with what was sent, and saves it. */
    @ParameterizedTest
    @CsvSource({
        "PATCH, '{\"remark\":\"merged\"}', 200",
        "PUT, '{\"version\":0,\"callee\":\"+1212xxxxxxx\",\"remark\":\"merged\"}', 200",
        "PATCH, '{\"callee\":\"+13125550109\"}', 400",
        "PATCH, '{\"callee\":null}', 400",
        "PUT, '{\"version\":0,\"remark\":\"merged\"}', 400"
    })
    void whatIsMergedChangesNothingThatIsMasked(String method, String sent, int status) throws Exception {
        behindTheGate().update("update charge set remark = 'paid', version = 0 where id = 1");
        HttpResponse<String> answer = send(
                "carl",
                serving("/data/charges/1")
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(sent)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("5550101");
        assertThat(behindTheGate().queryForMap("select callee, remark from charge where id = 1"))
                .containsEntry("callee", "+12125550101")
                .containsEntry("remark", status == 200 ? "merged" : "paid");
    }

    @Test
    void nothingIsInsertedOrDeletedWithoutAGrant() throws Exception {
        assertThat(send("carl", serving("/data/charges/1").DELETE()).statusCode())
                .isEqualTo(403);
        assertThat(send(
                                "carl",
                                serving("/data/charges")
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\":7}")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(behindTheGate().queryForObject("select count(*) from charge", Long.class))
                .isEqualTo(2);
    }

    private HttpRequest.Builder serving(String path) {
        return request(path).header(Surroundings.SERVING, "true");
    }

    // Helpers

    private Callees callees() {
        return application.getBean(Callees.class);
    }

    private AsyncTaskExecutor propagating() {
        return application.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
    }

    private AsyncTaskExecutor plain() {
        return application.getBean("plain", AsyncTaskExecutor.class);
    }

    private JdbcTemplate behindTheGate() {
        return Ledger.behindTheGate(url(), user());
    }

    private HttpResponse<String> get(String user, String path) throws IOException, InterruptedException {
        return send(user, request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port") + path));
    }

    private HttpResponse<String> send(String user, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + user.charAt(0)).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request.header("Authorization", "Basic " + credentials).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static <T extends @Nullable Object> T within(AccessContext context, Callable<T> work) throws Exception {
        return AccessScope.<T, Exception>within(context, work::call);
    }

    private static void denied(Callable<?> work) {
        assertThat(denial(work).decision().reason().remedy()).contains("spring.task.execution.propagate-context");
    }

    private static CpniAccessDeniedException denial(Callable<?> work) {
        try {
            Object leaked = work.call();
            throw new AssertionError("not denied; it returned " + leaked);
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CpniAccessDeniedException denied) {
                    return denied;
                }
            }
            throw new AssertionError("not denied, but failed", e);
        }
    }
}
