package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Way.BY_CALLEE;
import static io.cpni.autoconfigure.Way.count;
import static io.cpni.autoconfigure.Way.lines;
import static io.cpni.autoconfigure.Way.of;
import static io.cpni.autoconfigure.Way.records;
import static io.cpni.autoconfigure.Way.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import com.querydsl.core.types.OrderSpecifier;
import io.cpni.autoconfigure.Onlooker.SeenCall;
import io.cpni.autoconfigure.ways.CallBean;
import io.cpni.autoconfigure.ways.CallLine;
import io.cpni.autoconfigure.ways.CallRow;
import io.cpni.autoconfigure.ways.CallView;
import io.cpni.autoconfigure.ways.QVoiceCall;
import io.cpni.autoconfigure.ways.VoiceCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.ExampleMatcher.GenericPropertyMatchers;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;

/** The ways of Spring Data repositories. */
final class RepositoryWays {

    private static final Sort BY_ID = Sort.by("id");
    private static final Sort BY_CALLEE_AND_ID = Sort.by("callee", "id");
    private static final String PART_OF_A_NUMBER = "+1212555";
    private static final String WHAT_MASKS_SHOW = "+1212";

    private RepositoryWays() {}

    static Stream<Way> all() {
        return Stream.of(entities(), projections(), associations(), filters(), orders(), counts(), pages())
                .flatMap(ways -> ways);
    }

    private static Stream<Way> entities() {
        return Stream.of(
                records(
                        "findAll by ids",
                        c -> CallLines.of(byId(c.calls().findAllById(List.of(1L, 2L, 3L, 4L, 5L, 6L))))),
                records("findAll sorted", c -> CallLines.of(c.calls().findAll(BY_ID))),
                records(
                        "findById",
                        c -> CallLines.of(
                                Stream.of(1L, 2L, 3L, 4L, 5L, 6L).flatMap(id -> c.calls().findById(id).stream()))),
                records("derived query", c -> CallLines.of(c.calls().findByIdLessThanOrderById(9))),
                records("derived stream", c -> {
                    try (Stream<VoiceCall> calls = c.calls().streamByOrderById()) {
                        return CallLines.of(calls);
                    }
                }),
                records("JPQL @Query", c -> CallLines.of(c.calls().jpql())),
                records("@NativeQuery of entities", c -> CallLines.of(c.calls().nativeEntities())),
                records(
                        "@NamedQuery of a repository",
                        c -> CallLines.of(c.calls().named())),
                records(
                        "@NamedNativeQuery of a repository",
                        c -> CallLines.of(c.calls().namedNative())),
                records("Specification", c -> CallLines.of(c.calls().findAll(any(), BY_ID))),
                records(
                        "Specification, fluently, as a stream",
                        c -> c.calls().findBy(any(), query -> CallLines.of(query.sortBy(BY_ID).stream()))),
                records(
                        "Query by Example",
                        c -> CallLines.of(c.calls().findAll(Example.of(VoiceCall.like("")), BY_ID))),
                records(
                        "Querydsl predicate",
                        c -> CallLines.of(stream(c.calls().findAll(QVoiceCall.voiceCall.id.lt(9), byIdOfQuerydsl())))));
    }

    private static Stream<Way> projections() {
        return Stream.of(
                records("interface projection", c -> CallLines.of(c.calls().findViewsByOrderById())),
                records(
                        "open interface projection",
                        c -> c.calls().findLinesByOrderById().stream()
                                .map(CallLine::getLine)
                                .toList()),
                records("record projection", c -> CallLines.of(c.calls().findRowsByOrderById())),
                records("class projection", c -> CallLines.of(c.calls().findBeansByOrderById())),
                records(
                        "dynamic projection: interface",
                        c -> CallLines.of(c.calls().findByOrderById(CallView.class))),
                records(
                        "dynamic projection: record",
                        c -> CallLines.of(c.calls().findByOrderById(CallRow.class))),
                records("dynamic projection: class", c -> CallLines.of(c.calls().findByOrderById(CallBean.class))),
                records(
                        "dynamic projection: entity",
                        c -> CallLines.of(c.calls().findByOrderById(VoiceCall.class))),
                records(
                        "JPQL @Query to interface projection",
                        c -> CallLines.of(c.calls().jpqlView())),
                records(
                        "native @Query to interface projection",
                        c -> CallLines.of(c.calls().nativeView())),
                records(
                        "JPQL @Query with constructor",
                        c -> CallLines.of(c.calls().jpqlConstructor())),
                records(
                        "Specification as projection",
                        c -> c.calls()
                                .findBy(
                                        any(),
                                        query -> CallLines.of(query.as(CallView.class)
                                                .sortBy(BY_ID)
                                                .all()))),
                records(
                        "Example as projection",
                        c -> c.calls()
                                .findBy(
                                        Example.of(VoiceCall.like("")),
                                        query -> CallLines.of(query.as(CallRow.class)
                                                .sortBy(BY_ID)
                                                .all()))),
                records(
                        "nested projection",
                        c -> c.subscribers().findViewsByOrderById().stream()
                                .flatMap(subscriber -> CallLines.of(subscriber.getCalls()).stream())
                                .sorted()
                                .toList()));
    }

    private static Stream<Way> associations() {
        return Stream.of(
                records("named @EntityGraph", c -> CallLines.of(c.calls().findWithSubscriberByOrderById())),
                records(
                        "@EntityGraph of a collection",
                        c -> CallLines.of(c.subscribers().findWithCallsByOrderById().stream()
                                .flatMap(subscriber -> subscriber.getCalls().stream())
                                .sorted(Comparator.comparing(VoiceCall::getId)))),
                records(
                        "lazy collection",
                        c -> CallLines.of(c.subscribers().findAll().stream()
                                .flatMap(subscriber -> subscriber.getCalls().stream())
                                .sorted(Comparator.comparing(VoiceCall::getId)))),
                of(
                        "derived query over a collection",
                        c -> c.subscribers()
                                .findDistinctByCallsCalleeOrderById("+13125550102")
                                .size(),
                        calls -> count(calls, call -> call.callee().equals("+13125550102"))));
    }

    /** A masked number is found by its mask, and never by itself. */
    private static Stream<Way> filters() {
        return Stream.of("+12125550150", "+1212xxxxxxx")
                .flatMap(number -> Stream.of(
                        of(
                                "derived query for " + number,
                                c -> CallLines.of(c.calls().findByCalleeOrderById(number)),
                                calls -> lines(calls, call -> call.callee().equals(number))),
                        of(
                                "derived exists of " + number,
                                c -> c.calls().existsByCallee(number),
                                calls -> calls.stream()
                                        .anyMatch(call -> call.callee().equals(number))),
                        of(
                                "Example of " + number,
                                c -> CallLines.of(c.calls().findAll(Example.of(VoiceCall.like(number)), BY_ID)),
                                calls -> lines(calls, call -> call.callee().equals(number))),
                        of(
                                "Specification of " + number,
                                c -> CallLines.of(c.calls().findAll(callee(number), BY_ID)),
                                calls -> lines(calls, call -> call.callee().equals(number))),
                        of(
                                "Querydsl predicate of " + number,
                                c -> CallLines.of(stream(
                                        c.calls().findAll(QVoiceCall.voiceCall.callee.eq(number), byIdOfQuerydsl()))),
                                calls -> lines(calls, call -> call.callee().equals(number)))))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        exact -> Stream.concat(
                                exact.stream(),
                                Stream.of(PART_OF_A_NUMBER, WHAT_MASKS_SHOW).flatMap(RepositoryWays::beginnings))));
    }

    private static Stream<Way> beginnings(String beginning) {
        Function<List<SeenCall>, Object> expected =
                calls -> lines(calls, call -> call.callee().startsWith(beginning));
        return Stream.of(
                of(
                        "derived query beginning with " + beginning,
                        c -> CallLines.of(c.calls().findByCalleeStartingWithOrderById(beginning)),
                        expected),
                of("JPQL like " + beginning, c -> CallLines.of(c.calls().jpqlLike(beginning)), expected),
                of(
                        "Example beginning with " + beginning,
                        c -> CallLines.of(c.calls()
                                .findAll(
                                        Example.of(
                                                VoiceCall.like(beginning),
                                                ExampleMatcher.matching()
                                                        .withMatcher("callee", GenericPropertyMatchers.startsWith())),
                                        BY_ID)),
                        expected),
                of(
                        "derived count beginning with " + beginning,
                        c -> c.calls().countByCalleeStartingWith(beginning),
                        calls -> count(calls, call -> call.callee().startsWith(beginning))));
    }

    /** Masked numbers stand in the order of their masks. */
    private static Stream<Way> orders() {
        return Stream.of(
                of(
                        "derived order by number",
                        c -> CallLines.of(c.calls().findByOrderByCalleeAscIdAsc()),
                        calls -> sorted(calls, BY_CALLEE)),
                of(
                        "Sort by number",
                        c -> CallLines.of(c.calls().findAll(BY_CALLEE_AND_ID)),
                        calls -> sorted(calls, BY_CALLEE)),
                of(
                        "page sorted by number",
                        c -> CallLines.of(c.calls()
                                .findAll(PageRequest.of(0, 2, BY_CALLEE_AND_ID))
                                .getContent()),
                        calls -> sorted(calls, BY_CALLEE).stream().limit(2).toList()),
                of(
                        "the last",
                        c -> CallLines.of(c.calls().findFirstByOrderByIdDesc().stream()),
                        calls -> sorted(
                                        calls,
                                        Comparator.comparing(SeenCall::id).reversed())
                                .stream()
                                .limit(1)
                                .toList()));
    }

    private static Stream<Way> counts() {
        return Stream.of(
                of("count", c -> c.calls().count(), List::size),
                of(
                        "existsById",
                        c -> Stream.of(1L, 2L, 9L)
                                .map(id -> c.calls().existsById(id))
                                .toList(),
                        calls -> Stream.of(1L, 2L, 9L)
                                .map(id -> calls.stream().anyMatch(call -> call.id() == id))
                                .toList()),
                of(
                        "exists with more seconds",
                        c -> c.calls().existsBySecondsGreaterThan(40),
                        calls -> calls.stream().anyMatch(call -> call.shownSeconds() > 40)),
                of("sum by JPQL @Query", c -> c.calls().jpqlSum(), SeenCall::sum),
                of(
                                "groups by number by JPQL @Query",
                                c -> c.calls().jpqlGroups().stream()
                                        .collect(Collectors.toMap(
                                                row -> row[0],
                                                row -> row[1],
                                                (one, other) -> one + "," + other,
                                                TreeMap::new)),
                                calls -> new TreeMap<>(calls.stream()
                                        .collect(Collectors.groupingBy(SeenCall::callee, Collectors.counting()))))
                        .refusedFor(Onlooker.LEAD),
                of("count of a Specification", c -> c.calls().count(any()), List::size),
                of(
                        "exists of a Specification",
                        c -> c.calls().exists(callee("+13125550102")),
                        calls -> calls.stream().anyMatch(call -> call.callee().equals("+13125550102"))),
                of("count of an Example", c -> c.calls().count(Example.of(VoiceCall.like(""))), List::size),
                of(
                        "exists of an Example",
                        c -> c.calls().exists(Example.of(VoiceCall.like("+13125550102"))),
                        calls -> calls.stream().anyMatch(call -> call.callee().equals("+13125550102"))),
                of(
                        "count of a Querydsl predicate",
                        c -> c.calls().count(QVoiceCall.voiceCall.seconds.gt(0)),
                        calls -> count(calls, call -> call.shownSeconds() > 0)),
                of(
                        "exists of a Querydsl predicate",
                        c -> c.calls().exists(QVoiceCall.voiceCall.seconds.gt(40)),
                        calls -> calls.stream().anyMatch(call -> call.shownSeconds() > 40)));
    }

    private static Stream<Way> pages() {
        return Stream.of(
                of(
                        "page and its total",
                        c -> page(c.calls().findAll(PageRequest.of(0, 2, BY_ID))),
                        RepositoryWays::page),
                of(
                        "page of a Specification and its total",
                        c -> page(c.calls().findAll(any(), PageRequest.of(0, 2, BY_ID))),
                        RepositoryWays::page),
                of(
                        "native page and its total",
                        c -> page(c.calls().nativePage(PageRequest.of(0, 2))),
                        RepositoryWays::page),
                of(
                        "slice and whether there is a next",
                        c -> {
                            Slice<VoiceCall> slice = c.calls().findSliceBy(PageRequest.of(0, 3, BY_ID));
                            return CallLines.of(slice.getContent()) + " " + slice.hasNext();
                        },
                        calls -> lines(calls, call -> true).stream().limit(3).toList() + " " + (calls.size() > 3)),
                of(
                        "keyset scroll",
                        c -> scrolled(ScrollPosition.keyset(), c.calls()::findFirst2ByOrderById),
                        calls -> scrolled(lines(calls, call -> true))),
                of(
                        "keyset scroll by number",
                        c -> scrolled(ScrollPosition.keyset(), c.calls()::findFirst2ByOrderByCalleeAscIdAsc),
                        calls -> scrolled(sorted(calls, BY_CALLEE))),
                of(
                        "offset scroll",
                        c -> scrolled(ScrollPosition.offset(), c.calls()::findTop2ByOrderById),
                        calls -> scrolled(lines(calls, call -> true))),
                of(
                        "keyset scroll of a Specification",
                        c -> scrolled(
                                ScrollPosition.keyset(),
                                position -> c.calls()
                                        .findBy(
                                                any(),
                                                query -> query.sortBy(BY_ID)
                                                        .limit(2)
                                                        .scroll(position))),
                        calls -> scrolled(lines(calls, call -> true))));
    }

    private static String page(Page<VoiceCall> page) {
        return CallLines.of(page.getContent()) + " of " + page.getTotalElements() + " in " + page.getTotalPages();
    }

    private static String page(List<SeenCall> calls) {
        return lines(calls, call -> true).stream().limit(2).toList() + " of " + calls.size() + " in "
                + (calls.size() + 1) / 2;
    }

    /** Scrolls to the end, by two. */
    private static List<List<String>> scrolled(ScrollPosition start, Function<ScrollPosition, Window<VoiceCall>> next) {
        List<List<String>> windows = new ArrayList<>();
        Window<VoiceCall> window = next.apply(start);
        windows.add(CallLines.of(window.getContent()));
        while (window.hasNext()) {
            assertThat(windows).as("windows so far").hasSizeLessThan(9);
            window = next.apply(window.positionAt(window.size() - 1));
            windows.add(CallLines.of(window.getContent()));
        }
        return windows;
    }

    private static List<List<String>> scrolled(List<String> lines) {
        List<List<String>> windows = new ArrayList<>();
        for (int at = 0; at < lines.size(); at += 2) {
            windows.add(lines.subList(at, Math.min(at + 2, lines.size())));
        }
        return windows;
    }

    private static List<VoiceCall> byId(List<VoiceCall> calls) {
        return calls.stream().sorted(Comparator.comparing(VoiceCall::getId)).toList();
    }

    private static Specification<VoiceCall> any() {
        return (root, query, criteria) -> criteria.lessThan(root.get("id"), 9L);
    }

    private static Specification<VoiceCall> callee(String number) {
        return (root, query, criteria) -> criteria.equal(root.get("callee"), number);
    }

    private static OrderSpecifier<Long> byIdOfQuerydsl() {
        return QVoiceCall.voiceCall.id.asc();
    }

    private static Stream<VoiceCall> stream(Iterable<VoiceCall> calls) {
        return StreamSupport.stream(Objects.requireNonNull(calls).spliterator(), false);
    }
}
