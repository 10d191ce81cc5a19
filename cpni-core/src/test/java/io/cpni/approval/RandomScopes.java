package io.cpni.approval;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Scopes, uses and histories by chance, the same for the same seed. */
final class RandomScopes {

    static final List<String> NAMES = List.of("Acme Offers", "Bolt Offers", "Delta Net");

    private static final List<RecipientKind> KINDS =
            List.of(RecipientKind.STAFF, RecipientKind.AGENT, RecipientKind.AFF_COMM, RecipientKind.THIRD);
    private static final List<Purpose> PURPOSES = List.of(Purpose.MARKET, Purpose.ANALYTICS, Purpose.MARKET_NONCOMM);
    private static final List<DataCategory> CATEGORIES =
            List.of(DataCategory.USAGE, DataCategory.CALL_DETAIL, DataCategory.LOCATION);
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final int DAYS = 2000;

    private RandomScopes() {}

    static ApprovalScope scope(Random random, List<String> names) {
        return new ApprovalScope(
                some(random, KINDS), some(random, names), some(random, PURPOSES), some(random, CATEGORIES));
    }

    static ApprovalAsk ask(Random random) {
        RecipientKind kind = pick(random, List.of(RecipientKind.values()));
        Optional<String> name = switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("Someone Else");
            default -> Optional.of(pick(random, NAMES));
        };
        return new ApprovalAsk(
                new Recipient(random.nextBoolean() ? pick(random, KINDS) : kind, name),
                random.nextBoolean() ? pick(random, PURPOSES) : pick(random, List.of(Purpose.values())),
                random.nextBoolean() ? pick(random, CATEGORIES) : pick(random, List.of(DataCategory.values())));
    }

    static Instant instant(Random random) {
        return FIRST.plus(Duration.ofHours(random.nextInt(24 * DAYS * 2)));
    }

    /** Returns a bounce of a notice given so far, an outage, an end or a new beginning of service. */
    private static ApprovalEvent rarity(Random random, List<Notice> given, Instant at, Instant recorded) {
        return switch (random.nextInt(6)) {
            case 0 -> new Outage(at, recorded, Optional.of(at.plus(Duration.ofHours(random.nextInt(200)))));
            case 1 -> new Outage(at, recorded, Optional.empty());
            case 2 -> new ServiceEnded(at, recorded);
            case 3 -> new ServiceBegan(at, recorded);
            default -> {
                if (given.isEmpty()) {
                    yield new ServiceEnded(at, recorded);
                }
                Notice notice = pick(random, given);
                Instant back = notice.at().plus(Duration.ofDays(random.nextInt(90)));
                yield new Bounce(back, back.plus(Duration.ofDays(random.nextInt(20))), notice.id());
            }
        };
    }

    private static CustomerCall call(Random random, Instant at, Instant recorded) {
        CustomerCall.Builder call = CustomerCall.begun(at, pick(random, List.of(Contact.Party.values())))
                .recordedAt(recorded)
                .noticeAt(at.plus(Duration.ofDays(random.nextInt(3))))
                .approvedAt(at.plus(Duration.ofDays(random.nextInt(5))));
        if (random.nextBoolean()) {
            call.until(at.plus(Duration.ofDays(random.nextInt(30))));
        }
        return call.build();
    }

    private static PreferenceChange preference(Random random, Instant at, Instant recorded) {
        PreferenceFlag flag = pick(random, List.of(PreferenceFlag.values()));
        boolean single = flag == PreferenceFlag.DO_NOT_CALL && random.nextBoolean();
        return new PreferenceChange(
                at,
                recorded,
                flag,
                random.nextBoolean(),
                single ? Optional.of(new ContactId(pick(random, List.of("line1", "line2")))) : Optional.empty());
    }

    /** Returns a history of up to eight events that share a few scopes. */
    static List<ApprovalEvent> history(Random random) {
        List<ApprovalScope> scopes = new ArrayList<>(List.of(ApprovalScope.everything()));
        for (int i = random.nextInt(4); i > 0; i--) {
            ApprovalScope scope = scope(random, NAMES);
            if (!scope.coversNothing()) {
                scopes.add(scope);
            }
        }
        List<ApprovalEvent> events = new ArrayList<>();
        List<Notice> given = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            Instant at = FIRST.plus(Duration.ofHours(random.nextInt(24 * DAYS)));
            Instant recorded = random.nextInt(4) == 0 ? at.plus(Duration.ofDays(random.nextInt(40))) : at;
            ApprovalScope scope = pick(random, scopes);
            ContactChannel channel = pick(random, List.of(ContactChannel.values()));
            switch (random.nextInt(9)) {
                case 4 -> events.add(rarity(random, given, at, recorded));
                case 5 -> events.add(call(random, at, recorded));
                case 6 -> events.add(preference(random, at, recorded));
                case 0 -> events.add(new OptOut(at, recorded, channel, scope));
                case 1 ->
                    events.add(new OptIn(
                            at,
                            recorded,
                            channel,
                            given.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(pick(random, given).id()),
                            random.nextInt(6) > 0,
                            random.nextBoolean() ? Optional.of("REC-" + i) : Optional.empty()));
                default -> {
                    NoticeId id = new NoticeId("n" + i);
                    Notice.Builder notice = random.nextBoolean()
                            ? Notice.askingToOptOut(id, at, channel, Histories.NEW_YORK)
                            : Notice.askingToOptIn(id, at, channel, Histories.LOS_ANGELES);
                    notice.recordedAt(recorded).scope(scope).waitDays(28 + random.nextInt(20));
                    if (random.nextInt(6) == 0) {
                        notice.unmet(Set.of(pick(random, List.of(NoticeRequirement.values()))));
                    }
                    if (!given.isEmpty() && random.nextInt(5) == 0) {
                        notice.resendOf(pick(random, given).id());
                    }
                    events.add(notice.build());
                    given.add(notice.build());
                }
            }
        }
        return events;
    }

    static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static <T> Optional<Set<T>> some(Random random, List<T> values) {
        if (random.nextBoolean()) {
            return Optional.empty();
        }
        Set<T> set = new HashSet<>();
        for (T value : values) {
            if (random.nextInt(3) == 0) {
                set.add(value);
            }
        }
        return Optional.of(set);
    }
}
