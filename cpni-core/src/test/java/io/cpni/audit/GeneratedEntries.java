package io.cpni.audit;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Entries of every kind with parts of every form, at random; the same for the same seed. */
final class GeneratedEntries {

    private static final List<String> TEXTS = List.of(
            "anna",
            "Zoë \"Z\" O'Neill",
            "\uD83D\uDCDE dispute\r\nsecond line; '; --",
            "\\n",
            "\u0001\u2028",
            "x".repeat(200));

    /** A customer's id is not cleaned as other texts are: half of a pair may be in it. */
    private static final List<String> CUSTOMERS = List.of("1001", "a b", "\uD83D", "\u0000", "é".repeat(128));

    private final Random chance;

    GeneratedEntries(long seed) {
        chance = new Random(seed);
    }

    AuditEntry next() {
        AuditKind kind = any(AuditKind.values());
        boolean whole = kind == AuditKind.ACCESS;
        Optional<String> accessor = whole ? Optional.of("anna") : maybe(this::text);
        return new AuditEntry(
                kind,
                instant(),
                kind == AuditKind.OUTCOME
                        ? Optional.of(new AuditEntry.Intent(
                                new AuditPosition("node-a.spool", chance.nextLong() >>> 1), instant()))
                        : Optional.empty(),
                accessor,
                accessor.flatMap(id -> maybe(this::customer)),
                maybe(this::text),
                whole ? Optional.of(any(Purpose.values())) : maybe(() -> any(Purpose.values())),
                whole ? Optional.of(recipient()) : maybe(this::recipient),
                maybe(() -> any(ContactChannel.values())),
                whole ? Optional.of(any(Operation.values())) : maybe(() -> any(Operation.values())),
                whole ? Optional.of("call_record") : maybe(this::text),
                categories(),
                list(this::text),
                list(this::text),
                list(() -> new AppliedRule("R-" + chance.nextInt(9), text())),
                list(this::text),
                list(() -> new RecordedObligation(text(), any(RecordedObligation.State.values()))),
                maybe(() -> chance.nextInt(5) == 0 ? "long ".repeat(1_000) : text()),
                maybe(this::customer),
                chance.nextBoolean(),
                maybe(() -> "sha256:" + Long.toHexString(chance.nextLong())),
                list(this::statement),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                customers(),
                kind == AuditKind.FAILURE
                        ? maybe(() -> new SealedText(
                                new FailureReference("0123456789abcdef"),
                                "k" + chance.nextInt(9),
                                "QUJD".repeat(1 + chance.nextInt(50_000))))
                        : Optional.empty(),
                kind == AuditKind.PURGE
                        ? Optional.of(new PurgedRecords(
                                "node-b", chance.nextInt(9), 9 + chance.nextInt(9), new AuditHash("0f".repeat(32))))
                        : Optional.empty());
    }

    private CustomersConcerned customers() {
        long rows = chance.nextInt(4) == 0 ? Long.MAX_VALUE : chance.nextInt(9);
        return switch (chance.nextInt(3)) {
            case 0 -> new CustomersConcerned.None(rows);
            case 1 -> new CustomersConcerned.Unnamed(rows);
            default -> {
                TreeMap<CustomerId, Long> named = new TreeMap<>();
                for (int i = chance.nextInt(60); i >= 0; i--) {
                    named.put(chance.nextBoolean() ? customer() : CustomerId.of(i), (long) chance.nextInt(99));
                }
                yield new CustomersConcerned.Known(named, rows);
            }
        };
    }

    private RecordedStatement statement() {
        List<String> parameters = new ArrayList<>();
        for (int i = chance.nextInt(10) == 0 ? 1_500 : chance.nextInt(4); i > 0; i--) {
            parameters.add(chance.nextInt(9) == 0 ? "'" + "y".repeat(2_000) + "'" : "'" + text() + "'");
        }
        return new RecordedStatement(
                "f" + chance.nextInt(), "select " + text() + " ".repeat(chance.nextInt(20_000)), parameters);
    }

    private Recipient recipient() {
        return new Recipient(any(RecipientKind.values()), maybe(this::text));
    }

    private Set<DataCategory> categories() {
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        for (DataCategory category : DataCategory.values()) {
            if (chance.nextInt(3) == 0) {
                categories.add(category);
            }
        }
        return categories;
    }

    private Instant instant() {
        return Instant.ofEpochSecond(chance.nextInt(), chance.nextInt(1_000_000) * 1_000L);
    }

    private CustomerId customer() {
        return new CustomerId(CUSTOMERS.get(chance.nextInt(CUSTOMERS.size())));
    }

    private String text() {
        return TEXTS.get(chance.nextInt(TEXTS.size()));
    }

    private <T> T any(T[] values) {
        return values[chance.nextInt(values.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return chance.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = chance.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
