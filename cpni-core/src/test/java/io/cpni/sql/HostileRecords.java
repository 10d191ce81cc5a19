package io.cpni.sql;

import io.cpni.accessor.Assignment;
import io.cpni.accessor.ContactChannel;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records made to break a gate: absent and empty values, blanks, letters that collations confuse, letters beyond the
 * basic plane, the edges of numbers and of time zones, records of nobody and of customers who are not there.
 *
 * <p>Only Eve's and nobody's records hold values on which a conversion or a division of {@link GeneratedQueries} fails,
 * so that a failure tells who has not been told about them that they were looked at.
 */
final class HostileRecords {

    static final long GUS = 7;
    static final long HAL = 8;
    static final long IDA = 9;
    static final long JOE = 10;
    static final long KAY = 11;
    static final long LEA = 12;

    private static final List<@Nullable String> TEXTS = Arrays.asList(
            null,
            "",
            " ",
            "Ada",
            "ada",
            "ADA",
            "Ada ",
            " Ada",
            "Äda",
            "A\u0308da",
            "O'Brien",
            "a\"b",
            "a\\b",
            "%",
            "_",
            "a%b_c",
            "\uD83D\uDE00 Zoë",
            "ß",
            "ss",
            "line\nbreak",
            "tab\tbed",
            "***",
            "null",
            "7",
            "zz--",
            "/*x*/");
    private static final List<@Nullable String> NUMBERS = Arrays.asList(
            null,
            "",
            "+",
            "911",
            "+12125550123",
            "+12125550123 ",
            " +12125550123",
            "+1212555012",
            "+12125550",
            "+121255501",
            "+12125xxxxxxx",
            "xxxxxxx",
            "+442079460958",
            "12125550123",
            "+1\uFF12125550123",
            "sip:ada@example.com",
            "+12125\uD83D\uDE0050123");
    private static final List<@Nullable String> NOTES = Arrays.asList(null, "7", " 7", "007", "-7", "12", "+7");
    private static final List<@Nullable BigDecimal> COSTS = Arrays.asList(
            null,
            new BigDecimal("0.00"),
            new BigDecimal("-0.01"),
            new BigDecimal("0.05"),
            new BigDecimal("12.30"),
            new BigDecimal("99999999.99"),
            new BigDecimal("-99999999.99"));
    private static final List<Integer> SECONDS = List.of(60, -60, 1, 7, -1, 86_400, 3_599);
    private static final List<@Nullable OffsetDateTime> TIMES = Arrays.asList(
            null,
            OffsetDateTime.parse("2026-03-08T01:59:59.999999-05:00"),
            OffsetDateTime.parse("2026-03-08T03:00:00-04:00"),
            OffsetDateTime.parse("2026-11-01T01:30:00-04:00"),
            OffsetDateTime.parse("2026-11-01T01:30:00-05:00"),
            OffsetDateTime.parse("1970-01-01T00:00:00Z"),
            OffsetDateTime.parse("1969-12-31T23:59:59.999999Z"),
            OffsetDateTime.parse("1900-01-01T00:00:00Z"),
            OffsetDateTime.parse("9999-12-30T23:59:59.999999Z"),
            OffsetDateTime.parse("2024-02-29T23:59:59+14:00"),
            OffsetDateTime.parse("2026-12-31T23:30:00-12:00"));

    private final Choices choices;

    private HostileRecords(Choices choices) {
        this.choices = choices;
    }

    /** Tells the histories of those whom {@link Carrier} does not know: states of approval and tickets, at their edges. */
    static void tellHistories(Carrier carrier) {
        ZoneId zone = ZoneId.of("America/New_York");
        Instant before = Instant.parse("2026-08-01T10:00:00Z");
        for (long customer : List.of(GUS, IDA)) {
            carrier.approvals()
                    .append(
                            Carrier.id(customer),
                            Notice.askingToOptIn(new NoticeId("in" + customer), before, ContactChannel.ONLINE, zone)
                                    .build());
        }
        carrier.approvals()
                .append(
                        Carrier.id(GUS),
                        OptOut.ofEverything(Instant.parse("2026-08-05T10:00:00Z"), ContactChannel.PHONE));
        for (long customer : List.of(GUS, IDA)) {
            carrier.approvals()
                    .append(
                            Carrier.id(customer),
                            OptIn.inWriting(
                                    Instant.parse("2026-09-05T10:00:00Z"),
                                    ContactChannel.ONLINE,
                                    new NoticeId("in" + customer)));
        }
        carrier.approvals().append(Carrier.id(IDA), OptOut.ofEverything(Carrier.NOW, ContactChannel.PHONE));
        carrier.approvals()
                .append(
                        Carrier.id(HAL),
                        Notice.askingToOptOut(
                                        new NoticeId("edge"),
                                        Carrier.NOW.minusSeconds(30L * 24 * 3600),
                                        ContactChannel.EMAIL,
                                        zone)
                                .build());
        ticket(carrier, JOE, Carrier.NOW.minusSeconds(3600), Carrier.NOW);
        ticket(carrier, KAY, Carrier.NOW, Carrier.NOW.plusSeconds(3600));
    }

    private static void ticket(Carrier carrier, long customer, Instant from, Instant until) {
        carrier.assignments().assign(new Assignment(Staff.KIM, Carrier.id(customer), "T-" + customer, from, until));
    }

    static Map<String, List<List<Object>>> of(long seed) {
        return new HostileRecords(Choices.of(seed)).build();
    }

    /** Tells whether some call makes an expression of {@link GeneratedQueries} fail. */
    static boolean canFail(Map<String, List<List<Object>>> records) {
        return records.get("call_record").stream()
                .anyMatch(call -> Integer.valueOf(0).equals(call.get(5))
                        || (call.get(7) instanceof String note && !note.matches(" ?[+-]?[0-9]+")));
    }

    private Map<String, List<List<Object>>> build() {
        List<List<Object>> customers = new ArrayList<>();
        List<List<Object>> accounts = new ArrayList<>();
        List<List<Object>> calls = new ArrayList<>();
        List<List<Object>> subscriptions = new ArrayList<>();
        for (long customer = 1; customer <= LEA; customer++) {
            customers.add(Records.row(customer, customer == Carrier.EVE ? "secret" : choices.oneOf(TEXTS)));
            long first = customer * 10;
            for (long account = first; account <= first + customer % 2; account++) {
                accounts.add(Records.row(account, customer, customer == Carrier.EVE ? "secret" : choices.oneOf(TEXTS)));
                for (long call = 0; call <= account % 3; call++) {
                    calls.add(call(account * 10 + call, account, customer == Carrier.EVE));
                }
            }
            subscriptions.add(Records.row(
                    customer,
                    customer == LEA ? null : customer,
                    customer == Carrier.EVE ? "secret" : choices.oneOf("unlimited", "metered", "", "Unlimited ")));
        }
        accounts.add(Records.row(990L, null, "secret"));
        accounts.add(Records.row(991L, 9999L, "secret"));
        calls.add(call(9000, null, true));
        calls.add(call(9001, 990L, true));
        calls.add(call(9002, 991L, true));
        calls.add(call(9003, 77L, true));
        Map<String, List<List<Object>>> all = new LinkedHashMap<>();
        all.put("customer", customers);
        all.put("account", accounts);
        all.put("call_record", calls);
        all.put("subscription", subscriptions);
        all.put(
                "tariff",
                List.of(
                        Records.row("+1212", "city", new BigDecimal("0.05")),
                        Records.row("", null, new BigDecimal("-0.50")),
                        Records.row("+44", "abroad", null)));
        return all;
    }

    private List<Object> call(long id, @Nullable Long account, boolean secret) {
        return Records.row(
                id,
                account,
                choices.oneOf(NUMBERS),
                choices.oneOf(NUMBERS),
                choices.oneOf(TIMES),
                secret ? Integer.valueOf(0) : choices.oneOf(SECONDS),
                choices.oneOf(COSTS),
                secret ? "secret" : choices.oneOf(NOTES),
                choices.oneOf(TEXTS),
                choices.oneOf(Arrays.asList(true, false, null)),
                choices.onceIn(5) ? null : new UUID(7, id),
                "imsi" + id);
    }
}
