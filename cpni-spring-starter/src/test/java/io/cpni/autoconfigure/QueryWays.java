package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Way.count;
import static io.cpni.autoconfigure.Way.of;
import static io.cpni.autoconfigure.Way.records;

import io.cpni.autoconfigure.Onlooker.SeenCall;
import io.cpni.autoconfigure.ways.CallNote;
import io.cpni.autoconfigure.ways.CallRow;
import io.cpni.autoconfigure.ways.Subscriber;
import io.cpni.autoconfigure.ways.VoiceCall;
import jakarta.persistence.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What is asked of an entity manager in JPQL and in Hibernate's HQL: parts of records, joins, counts and groups. */
final class QueryWays {

    private QueryWays() {}

    static Stream<Way> all() {
        return Stream.of(projections(), joins(), counts()).flatMap(ways -> ways);
    }

    private static Stream<Way> projections() {
        return Stream.of(
                projection("two attributes", "select c.id, c.callee from VoiceCall c order by c.id", Object[].class),
                projection(
                        "Tuple", "select c.id as id, c.callee as callee from VoiceCall c order by c.id", Tuple.class),
                projection(
                        "constructor",
                        "select new io.cpni.autoconfigure.ways.CallRow(c.id, c.callee) from VoiceCall c order by c.id",
                        CallRow.class),
                projection("result class", "select c.id, c.callee from VoiceCall c order by c.id", CallRow.class),
                projection(
                        "HQL map",
                        "select new map(c.id as id, c.callee as callee) from VoiceCall c order by c.id",
                        Map.class),
                projection("HQL list", "select new list(c.id, c.callee) from VoiceCall c order by c.id", List.class),
                projection(
                        "HQL coalesce",
                        "select c.id, coalesce(c.callee, '') from VoiceCall c order by c.id",
                        Object[].class),
                projection(
                        "HQL case",
                        "select c.id, case when c.id > 0 then c.callee end from VoiceCall c order by c.id",
                        Object[].class),
                records(
                        "HQL with a transformer",
                        c -> c.em().unwrap(Session.class)
                                .createQuery("select c.id, c.callee from VoiceCall c order by c.id", Object[].class)
                                .setTupleTransformer((row, names) -> CallLines.line(row[0], row[1]))
                                .getResultList()));
    }

    private static <T> Way projection(String name, String query, Class<T> type) {
        return records(
                "JPQL: " + name,
                c -> CallLines.of(c.em().createQuery(query, type).getResultList()));
    }

    private static Stream<Way> joins() {
        return Stream.of(
                records(
                        "lazy association",
                        c -> c.em().createQuery("select n from CallNote n order by n.id", CallNote.class)
                                .getResultStream()
                                .map(CallNote::getCall)
                                .flatMap(
                                        call -> CallLines.ifThere(() -> CallLines.line(call.getId(), call.getCallee())))
                                .toList()),
                records(
                        "lazy association, initialized",
                        c -> c.em().createQuery("select n from CallNote n order by n.id", CallNote.class)
                                .getResultStream()
                                .map(CallNote::getCall)
                                .flatMap(call -> CallLines.ifThere(() -> {
                                    Hibernate.initialize(call);
                                    return CallLines.line(call.getId(), call.getCallee());
                                }))
                                .toList()),
                records(
                        "join fetch",
                        c -> CallLines.of(c.em().createQuery(
                                        "select n from CallNote n join fetch n.call order by n.id", CallNote.class)
                                .getResultStream()
                                .map(CallNote::getCall))),
                records(
                        "join fetch of a collection",
                        c -> CallLines.of(c.em().createQuery(
                                        "select s from Subscriber s left join fetch s.calls order by s.id",
                                        Subscriber.class)
                                .getResultStream()
                                .flatMap(subscriber -> subscriber.getCalls().stream())
                                .sorted(Comparator.comparing(VoiceCall::getId)))),
                projection("join", "select c.id, c.callee from CallNote n join n.call c order by c.id", Object[].class),
                projection(
                        "implicit join",
                        "select n.call.id, n.call.callee from CallNote n order by n.call.id",
                        Object[].class),
                projection(
                        "entity join",
                        "select c.id, c.callee from CallNote n join VoiceCall c on c.id = n.id order by c.id",
                        Object[].class),
                projection(
                        "cross join",
                        "select c.id, c.callee from CallNote n, VoiceCall c where c.id = n.id order by c.id",
                        Object[].class),
                projection(
                        "from the customer",
                        "select c.id, c.callee from Subscriber s join s.calls c order by c.id",
                        Object[].class),
                projection(
                        "subquery in select",
                        "select c.id, (select o.callee from VoiceCall o where o.id = c.id) from VoiceCall c order by c.id",
                        Object[].class),
                projection(
                        "common table",
                        "with seen as (select c.id as id, c.callee as callee from VoiceCall c)"
                                + " select s.id, s.callee from seen s order by s.id",
                        Object[].class),
                projection(
                        "query in from",
                        "select s.id, s.callee from (select c.id as id, c.callee as callee from VoiceCall c) s order by s.id",
                        Object[].class),
                projection(
                        "union",
                        "select c.id as id, c.callee from VoiceCall c where c.id < 3"
                                + " union all select c.id, c.callee from VoiceCall c where c.id >= 3 order by 1",
                        Object[].class),
                of(
                        "left join shows no number of a hidden call",
                        c -> c.em().createQuery(
                                        "select count(n), count(c.callee) from CallNote n left join n.call c",
                                        Object[].class)
                                .getResultStream()
                                .map(List::of)
                                .toList(),
                        calls -> List.of(List.of(7, calls.size()))),
                of(
                        "notes of calls that exist",
                        c -> c.em().createQuery(
                                        "select n.id from CallNote n where exists"
                                                + " (select 1 from VoiceCall c where c = n.call) order by n.id",
                                        Long.class)
                                .getResultList(),
                        calls -> calls.stream().map(SeenCall::id).toList()),
                of(
                        "notes of calls to a number",
                        c -> c.em().createQuery(
                                        "select n.id from CallNote n where n.call.id in"
                                                + " (select c.id from VoiceCall c where c.callee = '+13125550102')",
                                        Long.class)
                                .getResultList(),
                        calls -> calls.stream()
                                .filter(call -> call.callee().equals("+13125550102"))
                                .map(SeenCall::id)
                                .toList()));
    }

    private static Stream<Way> counts() {
        return Stream.of(
                one("count", "select count(c) from VoiceCall c", List::size),
                one(
                        "count of numbers",
                        "select count(distinct c.callee) from VoiceCall c",
                        calls -> calls.stream().map(SeenCall::callee).distinct().count()),
                one("sum", "select sum(c.seconds) from VoiceCall c", SeenCall::sum),
                one("average", "select cast(avg(c.seconds) as integer) from VoiceCall c", QueryWays::average),
                one(
                        "sum of ids",
                        "select sum(c.id) from VoiceCall c",
                        calls -> calls.stream().mapToLong(SeenCall::id).sum()),
                one(
                        "greatest id",
                        "select max(c.id) from VoiceCall c",
                        calls -> calls.get(calls.size() - 1).id()),
                one(
                        "first number",
                        "select min(c.callee) from VoiceCall c",
                        calls -> calls.stream()
                                .map(SeenCall::callee)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()),
                one(
                        "count of one customer",
                        "select count(c) from VoiceCall c where c.subscriber.id = 2",
                        calls -> count(calls, call -> call.customer() == 2)),
                one("size of a customer's collection", "select sum(size(s.calls)) from Subscriber s", List::size),
                of(
                                "groups by number",
                                c -> c.em().createQuery(
                                                "select c.callee, sum(c.id) from VoiceCall c group by c.callee",
                                                Object[].class)
                                        .getResultStream()
                                        .collect(Collectors.toMap(
                                                row -> row[0],
                                                row -> row[1],
                                                (one, other) -> one + "," + other,
                                                TreeMap::new)),
                                calls -> new TreeMap<>(calls.stream()
                                        .collect(Collectors.groupingBy(
                                                SeenCall::callee, Collectors.summingLong(SeenCall::id)))))
                        .refusedFor(Onlooker.LEAD),
                of(
                        "groups by customer",
                        c -> c.em().createQuery(
                                        "select c.subscriber.id, count(c) from VoiceCall c group by c.subscriber.id"
                                                + " having count(c) > 1 order by c.subscriber.id",
                                        Object[].class)
                                .getResultStream()
                                .map(List::of)
                                .toList(),
                        calls -> calls.stream()
                                .collect(Collectors.groupingBy(SeenCall::customer, TreeMap::new, Collectors.counting()))
                                .entrySet()
                                .stream()
                                .map(group -> List.of(group.getKey(), group.getValue()))
                                .toList()),
                of(
                        "rank by id",
                        c -> c.em().createQuery(
                                        "select c.id, row_number() over (order by c.id desc) from VoiceCall c"
                                                + " order by c.id desc",
                                        Object[].class)
                                .getResultStream()
                                .map(List::of)
                                .toList(),
                        calls -> {
                            List<SeenCall> last = calls.stream()
                                    .sorted(Comparator.comparing(SeenCall::id).reversed())
                                    .toList();
                            return last.stream()
                                    .map(call -> List.of(call.id(), last.indexOf(call) + 1))
                                    .toList();
                        }));
    }

    private static @Nullable Long average(List<SeenCall> calls) {
        Long sum = SeenCall.sum(calls);
        return sum == null ? null : sum / count(calls, call -> call.seconds() != null);
    }

    private static Way one(String name, String query, Function<List<SeenCall>, Object> expected) {
        return of(
                "JPQL: " + name,
                c -> String.valueOf(c.em().createQuery(query, Object.class).getSingleResult()),
                expected);
    }
}
