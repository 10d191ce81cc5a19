package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who looks at the calls of {@link WaysCarrier}, and all that there is for them. */
enum Onlooker {
    /** Sees all as it is stored. */
    BILLING("billing", Purpose.BILL_COLLECT, SeenCall.ALL),
    /** Sees what is of the customers assigned: Ann's calls, and those of nobody else. */
    AGENT("agent", Purpose.PROVIDE_SERVICE, SeenCall.ofAnn().toList()),
    /** Sees the same, masked. */
    SUPPORT(
            "support",
            Purpose.PROVIDE_SERVICE,
            SeenCall.ofAnn().map(SeenCall::masked).toList()),
    /** Sees Ann's calls as they are stored and all others masked. */
    LEAD(
            "agent,desk",
            Purpose.PROVIDE_SERVICE,
            SeenCall.ALL.stream()
                    .map(call -> call.customer() == 1 ? call : call.masked())
                    .toList()),
    /** Sees all, devices as tokens. */
    ANALYST("analyst", Purpose.PROVIDE_SERVICE, SeenCall.ALL);

    private final AccessContext context;
    private final List<SeenCall> calls;

    Onlooker(String roles, Purpose purpose, List<SeenCall> calls) {
        this.context = AccessContext.of(
                        Accessor.staff(name().toLowerCase(java.util.Locale.ROOT), Set.of(roles.split(",")), far()),
                        purpose)
                .build();
        this.calls = calls;
    }

    private static Instant far() {
        return Instant.parse("2199-01-01T00:00:00Z");
    }

    AccessContext context() {
        return context;
    }

    /** Returns the calls, by id, as this onlooker is shown them. */
    List<SeenCall> calls() {
        return calls;
    }

    /**
     * A call as somebody is shown it.
     *
     * @param seconds null where they are masked
     */
    record SeenCall(
            long id, long customer, String callee, @Nullable Integer seconds) {

        /** By number the calls come in another order than by the masks of their numbers. */
        static final List<SeenCall> ALL = List.of(
                new SeenCall(1, 1, "+14155550101", 10),
                new SeenCall(2, 2, "+13125550102", 1000),
                new SeenCall(3, 1, "+12125550150", 20),
                new SeenCall(4, 2, "+16175550104", 2000),
                new SeenCall(5, 1, "+12125550120", 40),
                new SeenCall(6, 2, "+12125550160", 2930));

        static Stream<SeenCall> ofAnn() {
            return ALL.stream().filter(call -> call.customer == 1);
        }

        SeenCall masked() {
            return new SeenCall(id, customer, callee.substring(0, 5) + "xxxxxxx", null);
        }

        /** Returns the seconds, 0 where they are masked; to a sum both are the same, as long as one is shown. */
        int shownSeconds() {
            return seconds == null ? 0 : seconds;
        }

        /** Returns what SQL says is the sum of the seconds of calls. */
        static @Nullable Long sum(List<SeenCall> calls) {
            return calls.stream().allMatch(call -> call.seconds == null)
                    ? null
                    : calls.stream().mapToLong(SeenCall::shownSeconds).sum();
        }

        String line() {
            return id + " " + callee;
        }
    }
}
