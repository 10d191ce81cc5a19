package io.cpni.examples.voip.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a carrier's accounts in the days before its {@code now}. */
final class CallGenerator {

    private static final Duration LONGEST_TALK = Duration.ofHours(3);

    private final DemoCarrier carrier;
    private final DemoRandom random;
    private final List<DemoAccount> callers = new ArrayList<>();
    private final Map<Long, List<DemoSubscription>> subscriptions = new HashMap<>();
    private final Map<Long, Contacts> contacts = new HashMap<>();

    CallGenerator(DemoCarrier carrier) {
        this.carrier = carrier;
        // The carrier drew from the bare seed; calls must not repeat its numbers.
        this.random = new DemoRandom(carrier.seed() ^ 0x63616C6C73L);
        carrier.subscriptions()
                .forEach(s -> subscriptions
                        .computeIfAbsent(s.accountId(), id -> new ArrayList<>())
                        .add(s));
        for (DemoAccount account : carrier.accounts()) {
            // A firm telephones more: it takes part in the draw several times.
            for (int i = 0; i < (kind(account) == CustomerKind.BUSINESS ? 3 : 1); i++) {
                callers.add(account);
            }
        }
    }

    /** Makes so many calls within so many days, in order of start. */
    List<DemoCall> generate(int count, int days) {
        List<DemoCall> calls = new ArrayList<>();
        while (calls.size() < count) {
            DemoCall call = attempt(days);
            if (call != null) {
                calls.add(call);
            }
        }
        calls.sort(Comparator.comparing(DemoCall::start).thenComparing(DemoCall::id));
        List<DemoCall> numbered = new ArrayList<>();
        for (DemoCall call : calls) {
            numbered.add(withId(call, numbered.size() + 1L));
        }
        return numbered;
    }

    /** Places one call at random; null where at that hour nobody telephones, or the account has no plan. */
    private @Nullable DemoCall attempt(int days) {
        DemoAccount account = random.pick(callers);
        Instant start = Instant.ofEpochMilli(carrier.now().toEpochMilli()
                - random.between(0L, Duration.ofDays(days).toMillis()));
        if (!random.percent(DayCurve.percent(kind(account), start.atZone(account.zone())))
                || !isServed(account, start)) {
            return null;
        }
        CallOutcome outcome = outcome();
        Instant answeredAt = outcome == CallOutcome.ANSWERED ? start.plusMillis(millis(1.5, 6)) : null;
        Instant end = answeredAt == null ? start.plus(ringing(outcome)) : answeredAt.plus(talk(kind(account)));
        if (end.isAfter(carrier.now())) {
            return null;
        }
        CallDirection direction = random.percent(60) ? CallDirection.OUTBOUND : CallDirection.INBOUND;
        Contacts known = contacts.computeIfAbsent(account.id(), id -> new Contacts(random));
        String far = direction == CallDirection.OUTBOUND ? known.called(random) : known.calling(random);
        String own = random.pick(account.numbers());
        return new DemoCall(0, account.id(), direction, own, far, start, answeredAt, end, outcome);
    }

    private boolean isServed(DemoAccount account, Instant start) {
        LocalDate day = LocalDate.ofInstant(start, account.zone());
        return subscriptions.getOrDefault(account.id(), List.of()).stream().anyMatch(s -> s.activeOn(day));
    }

    private CallOutcome outcome() {
        int draw = random.between(1, 100);
        if (draw <= 73) {
            return CallOutcome.ANSWERED;
        }
        if (draw <= 91) {
            return CallOutcome.NO_ANSWER;
        }
        return draw <= 98 ? CallOutcome.BUSY : CallOutcome.FAILED;
    }

    private Duration ringing(CallOutcome outcome) {
        return switch (outcome) {
            case NO_ANSWER -> Duration.ofMillis(millis(15, 15));
            case BUSY -> Duration.ofMillis(millis(0.8, 1));
            case FAILED, ANSWERED -> Duration.ofMillis(millis(0.2, 0.8));
        };
    }

    /** Draws how long two people talk: one call in six is a word to a mailbox, the others follow their mean. */
    private Duration talk(CustomerKind kind) {
        Duration talk = random.percent(16)
                ? Duration.ofMillis(millis(4, 14))
                : Duration.ofMillis(millis(2, kind == CustomerKind.BUSINESS ? 165 : 260));
        return talk.compareTo(LONGEST_TALK) < 0 ? talk : LONGEST_TALK;
    }

    /** Draws at least so many seconds and on average so many more, in milliseconds. */
    private long millis(double fewest, double mean) {
        return (long) (1_000 * (fewest + random.exponential(mean)));
    }

    private CustomerKind kind(DemoAccount account) {
        return carrier.customer(account.customerId()).kind();
    }

    private static DemoCall withId(DemoCall call, long id) {
        return new DemoCall(
                id,
                call.accountId(),
                call.direction(),
                call.ownNumber(),
                call.farNumber(),
                call.start(),
                call.answeredAt(),
                call.end(),
                call.outcome());
    }
}
