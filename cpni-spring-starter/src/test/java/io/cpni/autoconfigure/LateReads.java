package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Onlooker.BILLING;

import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.ways.CallNote;
import io.cpni.autoconfigure.ways.Subscriber;
import io.cpni.autoconfigure.ways.VoiceCall;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

/** What was asked for in time and is read when its access, or its transaction, is over. */
final class LateReads {

    private static final String ALL = "select id, callee from voice_call order by id";

    private LateReads() {}

    /**
     * Something that is read later.
     *
     * @param ask asks for it, as somebody
     * @param read reads it and returns what was read
     */
    record LateRead<T>(String name, Function<WaysCarrier, T> ask, Function<T, List<String>> read) {

        @Override
        public String toString() {
            return name;
        }

        /** Asks within a scope and reads outside of it, within one transaction. */
        List<String> afterItsScope(
                WaysCarrier carrier, Onlooker asker, Function<Supplier<List<String>>, List<String>> reader) {
            return carrier.inTransaction(() -> {
                T asked = AccessScope.<T, RuntimeException>within(asker.context(), () -> ask.apply(carrier));
                return reader.apply(() -> read.apply(asked));
            });
        }

        /** Asks within a transaction and reads outside of it, within one scope. */
        List<String> afterItsTransaction(WaysCarrier carrier) {
            return AccessScope.<List<String>, RuntimeException>within(
                    BILLING.context(), () -> read.apply(carrier.inTransaction(() -> ask.apply(carrier))));
        }
    }

    /** What nothing was read of before. */
    static Stream<LateRead<?>> references() {
        return Stream.of(
                new LateRead<>(
                        "lazy association",
                        c -> c.em().find(CallNote.class, 1L).getCall(),
                        call -> CallLines.of(List.of(call))),
                new LateRead<>(
                        "reference",
                        c -> c.em().getReference(VoiceCall.class, 1L),
                        call -> CallLines.of(List.of(call))));
    }

    /** What takes another statement to read, of a session that has read labelled records before. */
    static Stream<LateRead<?>> byAnotherStatement() {
        return Stream.of(
                new LateRead<>(
                        "lazy collection",
                        c -> c.em().find(Subscriber.class, 1L).getCalls(),
                        CallLines::of),
                new LateRead<>(
                        "refresh",
                        c -> (Supplier<VoiceCall>) refreshed(c, c.em().find(VoiceCall.class, 1L)),
                        call -> CallLines.of(List.of(call.get()))),
                new LateRead<>(
                        "next slice",
                        c -> nextSlice(c, c.calls().findSliceBy(PageRequest.of(0, 2, Sort.by("id")))),
                        next -> CallLines.of(next.get().getContent())),
                new LateRead<>(
                        "next window",
                        c -> nextWindow(c, c.calls().findFirst2ByOrderById(ScrollPosition.keyset())),
                        next -> CallLines.of(next.get().getContent())));
    }

    private static Supplier<VoiceCall> refreshed(WaysCarrier carrier, VoiceCall call) {
        return () -> {
            carrier.em().refresh(call);
            return call;
        };
    }

    private static Supplier<Slice<VoiceCall>> nextSlice(WaysCarrier carrier, Slice<VoiceCall> slice) {
        return () -> carrier.calls().findSliceBy(slice.nextPageable());
    }

    private static Supplier<Window<VoiceCall>> nextWindow(WaysCarrier carrier, Window<VoiceCall> window) {
        return () -> carrier.calls().findFirst2ByOrderById(window.positionAt(window.size() - 1));
    }

    /** Results that are open. */
    static Stream<LateRead<?>> ofOpenResults() {
        return Stream.of(
                new LateRead<>("stream of a repository", c -> c.calls().streamByOrderById(), CallLines::of),
                new LateRead<>(
                        "stream of a query",
                        c -> c.em().createQuery("select c.id, c.callee from VoiceCall c order by c.id", Object[].class)
                                .getResultStream(),
                        CallLines::of),
                new LateRead<>(
                        "stream of JdbcTemplate",
                        c -> c.jdbc().queryForStream(ALL, (row, number) -> List.of(row.getLong(1), row.getString(2))),
                        CallLines::of));
    }
}
