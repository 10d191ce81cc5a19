package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Way.BY_CALLEE;
import static io.cpni.autoconfigure.Way.count;
import static io.cpni.autoconfigure.Way.lines;
import static io.cpni.autoconfigure.Way.of;
import static io.cpni.autoconfigure.Way.records;
import static io.cpni.autoconfigure.Way.sorted;

import com.querydsl.core.types.dsl.PathBuilder;
import com.querydsl.jpa.impl.JPAQuery;
import io.cpni.autoconfigure.Onlooker.SeenCall;
import io.cpni.autoconfigure.ways.CallNote;
import io.cpni.autoconfigure.ways.CallRow;
import io.cpni.autoconfigure.ways.VoiceCall;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.graph.GraphSemantic;

/** The ways of entity managers and Hibernate sessions. */
final class SessionWays {

    private static final List<Long> IDS = List.of(1L, 2L, 3L, 4L, 5L, 6L);

    private SessionWays() {}

    static Stream<Way> all() {
        return Stream.of(byId(), queries(), criteria(), natively(), stateless(), querydsl())
                .flatMap(ways -> ways);
    }

    private static Stream<Way> byId() {
        return Stream.of(
                records("find", c -> CallLines.of(found(id -> c.em().find(VoiceCall.class, id)))),
                records("find with entity graph", c -> {
                    EntityGraph<VoiceCall> graph = c.em().createEntityGraph(VoiceCall.class);
                    graph.addAttributeNodes("callee", "subscriber");
                    return CallLines.of(found(id ->
                            c.em().find(VoiceCall.class, id, Map.of(GraphSemantic.FETCH.getJakartaHintName(), graph))));
                }),
                records(
                        "find with lock",
                        c -> CallLines.of(
                                found(id -> c.em().find(VoiceCall.class, id, LockModeType.PESSIMISTIC_WRITE)))),
                records(
                        "getReference",
                        c -> IDS.stream()
                                .flatMap(id -> CallLines.ifThere(() -> CallLines.line(
                                        id,
                                        c.em().getReference(VoiceCall.class, id).getCallee())))
                                .toList()),
                records("refresh", c -> {
                    List<VoiceCall> calls =
                            found(id -> c.em().find(VoiceCall.class, id)).toList();
                    calls.forEach(call -> call.setCallee("overwritten"));
                    calls.forEach(c.em()::refresh);
                    return CallLines.of(calls);
                }),
                records(
                        "several at once",
                        c -> CallLines.of(
                                c
                                        .em()
                                        .unwrap(Session.class)
                                        .findMultiple(VoiceCall.class, new ArrayList<>(IDS))
                                        .stream()
                                        .filter(Objects::nonNull))));
    }

    private static Stream<VoiceCall> found(Function<Long, VoiceCall> find) {
        return IDS.stream().map(find).filter(Objects::nonNull);
    }

    private static Stream<Way> queries() {
        return Stream.of(
                records(
                        "JPQL",
                        c -> CallLines.of(c.em().createQuery("select c from VoiceCall c order by c.id", VoiceCall.class)
                                .getResultList())),
                records("JPQL as stream", c -> {
                    try (Stream<VoiceCall> calls = c.em().createQuery(
                                    "select c from VoiceCall c order by c.id", VoiceCall.class)
                            .getResultStream()) {
                        return CallLines.of(calls);
                    }
                }),
                records(
                        "named query",
                        c -> CallLines.of(c.em().createNamedQuery("VoiceCall.named", VoiceCall.class)
                                .getResultList())),
                records(
                        "query with entity graph",
                        c -> CallLines.of(c.em().createQuery("select c from VoiceCall c order by c.id", VoiceCall.class)
                                .setHint(
                                        "jakarta.persistence.loadgraph",
                                        c.em().getEntityGraph("VoiceCall.withSubscriber"))
                                .getResultList())),
                records("scroll", c -> {
                    try (ScrollableResults<VoiceCall> calls = c.em().unwrap(Session.class)
                            .createSelectionQuery("from VoiceCall order by id", VoiceCall.class)
                            .scroll(ScrollMode.FORWARD_ONLY)) {
                        List<String> lines = new ArrayList<>();
                        while (calls.next()) {
                            lines.addAll(CallLines.of(List.of(calls.get())));
                        }
                        return lines;
                    }
                }),
                records(
                        "one by one",
                        c -> IDS.stream()
                                .flatMap(id -> c.em().createQuery(
                                                "select c.callee from VoiceCall c where c.id = :id", String.class)
                                        .setParameter("id", id)
                                        .getResultStream()
                                        .map(callee -> CallLines.line(id, callee)))
                                .toList()),
                of(
                        "JPQL by number",
                        c -> c.em().createQuery("select c.id from VoiceCall c where c.callee = :callee", Long.class)
                                .setParameter("callee", "+12125550150")
                                .getResultList(),
                        calls -> calls.stream()
                                .filter(call -> call.callee().equals("+12125550150"))
                                .map(SeenCall::id)
                                .toList()),
                of(
                        "JPQL in order of numbers",
                        c -> CallLines.of(
                                c.em().createQuery("select c from VoiceCall c order by c.callee, c.id", VoiceCall.class)
                                        .getResultList()),
                        calls -> sorted(calls, BY_CALLEE)));
    }

    private static Stream<Way> criteria() {
        return Stream.of(
                records("Criteria", c -> {
                    CriteriaBuilder build = c.em().getCriteriaBuilder();
                    CriteriaQuery<VoiceCall> query = build.createQuery(VoiceCall.class);
                    Root<VoiceCall> call = query.from(VoiceCall.class);
                    return CallLines.of(c.em().createQuery(query.orderBy(build.asc(call.get("id"))))
                            .getResultList());
                }),
                records("Criteria with Tuple", c -> {
                    CriteriaBuilder build = c.em().getCriteriaBuilder();
                    CriteriaQuery<Tuple> query = build.createTupleQuery();
                    Root<VoiceCall> call = query.from(VoiceCall.class);
                    return CallLines.of(c.em().createQuery(query.multiselect(call.get("id"), call.get("callee"))
                                    .orderBy(build.asc(call.get("id"))))
                            .getResultList());
                }),
                records("Criteria with constructor", c -> {
                    CriteriaBuilder build = c.em().getCriteriaBuilder();
                    CriteriaQuery<CallRow> query = build.createQuery(CallRow.class);
                    Root<VoiceCall> call = query.from(VoiceCall.class);
                    return CallLines.of(c.em().createQuery(
                                    query.select(build.construct(CallRow.class, call.get("id"), call.get("callee")))
                                            .orderBy(build.asc(call.get("id"))))
                            .getResultList());
                }),
                of(
                        "Criteria: longest of somebody's calls",
                        c -> {
                            CriteriaBuilder build = c.em().getCriteriaBuilder();
                            CriteriaQuery<Integer> query = build.createQuery(Integer.class);
                            Root<VoiceCall> call = query.from(VoiceCall.class);
                            return c.em().createQuery(query.select(build.max(call.get("seconds"))))
                                    .getSingleResult();
                        },
                        calls -> calls.stream()
                                .map(SeenCall::seconds)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null)));
    }

    private static Stream<Way> natively() {
        return Stream.of(
                records(
                        "native query",
                        c -> CallLines.of(
                                (List<?>) c.em().createNativeQuery("select id, callee from voice_call order by id")
                                        .getResultList())),
                records(
                        "native query of entities",
                        c -> CallLines.of((List<?>)
                                c.em().createNativeQuery("select * from voice_call order by id", VoiceCall.class)
                                        .getResultList())),
                records(
                        "native query with Tuple",
                        c -> CallLines.of((List<?>)
                                c.em().createNativeQuery("select id, callee from voice_call order by id", Tuple.class)
                                        .getResultList())),
                records(
                        "native query with typed columns",
                        c -> CallLines.of((List<?>) c.em().unwrap(Session.class)
                                .createNativeQuery("select id, callee from voice_call order by id", Object[].class)
                                .addScalar("id", Long.class)
                                .addScalar("callee", String.class)
                                .getResultList())),
                records(
                        "native query of entities with alias",
                        c -> CallLines.of((List<?>) c.em().unwrap(Session.class)
                                .createNativeQuery("select {c.*} from voice_call c order by c.id", Object.class)
                                .addEntity("c", VoiceCall.class)
                                .getResultList())),
                records(
                        "named native query",
                        c -> CallLines.of(c.em().createNamedQuery("VoiceCall.namedNative", VoiceCall.class)
                                .getResultList())),
                records(
                        "named native query with result mapping",
                        c -> CallLines.of(c.em().createNamedQuery("VoiceCall.namedNativeRows", CallRow.class)
                                .getResultList())),
                records(
                                "connection of the session",
                                c -> c.em().unwrap(Session.class).doReturningWork(connection -> {
                                    try (var statement = connection.createStatement();
                                            var rows = statement.executeQuery(
                                                    "select id, callee from voice_call order by id")) {
                                        return CallLines.of(rows);
                                    }
                                }))
                        .byJdbc());
    }

    private static Stream<Way> stateless() {
        return Stream.of(
                records(
                                "stateless session: get",
                                c -> stateless(
                                        c, session -> CallLines.of(found(id -> session.get(VoiceCall.class, id)))))
                        .byJdbc(),
                records(
                                "stateless session: query",
                                c -> stateless(
                                        c,
                                        session -> CallLines.of(session.createSelectionQuery(
                                                        "from VoiceCall order by id", VoiceCall.class)
                                                .getResultList())))
                        .byJdbc(),
                records(
                                "stateless session: fetch",
                                c -> stateless(
                                        c,
                                        session -> session
                                                .createSelectionQuery("from CallNote order by id", CallNote.class)
                                                .getResultList()
                                                .stream()
                                                .map(CallNote::getCall)
                                                .flatMap(call -> CallLines.ifThere(() -> {
                                                    session.fetch(call);
                                                    return CallLines.line(call.getId(), call.getCallee());
                                                }))
                                                .toList()))
                        .byJdbc());
    }

    private static List<String> stateless(WaysCarrier carrier, Function<StatelessSession, List<String>> read) {
        try (StatelessSession session =
                carrier.factory().unwrap(SessionFactory.class).openStatelessSession()) {
            return read.apply(session);
        }
    }

    private static Stream<Way> querydsl() {
        PathBuilder<VoiceCall> call = new PathBuilder<>(VoiceCall.class, "c");
        return Stream.of(
                records(
                        "Querydsl",
                        c -> CallLines.of(new JPAQuery<VoiceCall>(c.em())
                                .select(call)
                                .from(call)
                                .orderBy(call.getNumber("id", Long.class).asc())
                                .fetch())),
                records(
                        "Querydsl with Tuple",
                        c -> new JPAQuery<VoiceCall>(c.em())
                                        .select(call.getNumber("id", Long.class), call.getString("callee"))
                                        .from(call)
                                        .orderBy(
                                                call.getNumber("id", Long.class).asc())
                                        .fetch()
                                        .stream()
                                        .map(row -> CallLines.line(row.get(0, Long.class), row.get(1, String.class)))
                                        .toList()),
                of(
                        "Querydsl by number",
                        c -> new JPAQuery<VoiceCall>(c.em())
                                .from(call)
                                .where(call.getString("callee").startsWith("+1212555"))
                                .select(call.count())
                                .fetchOne(),
                        calls -> count(calls, seen -> seen.callee().startsWith("+1212555"))));
    }
}
