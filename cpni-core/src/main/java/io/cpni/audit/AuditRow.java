package io.cpni.audit;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record as the columns of its table, before anything is made of them: what is hashed, and what a verifier reads. A
 * column that was tampered with is still read here.
 *
 * @param stream the stream
 * @param seq the place in it
 * @param format the version of the canonical encoding
 * @param at when it happened
 * @param texts the text columns that have a value
 * @param intentSeq the place of the record that this one amends
 * @param intentAt when that happened
 * @param rowCount rows over all customers and of nobody
 * @param customerCount how many customers are named
 * @param customersDigest the digest of the named customers
 */
record AuditRow(
        String stream,
        long seq,
        int format,
        Instant at,
        Map<Text, String> texts,
        @Nullable Long intentSeq,
        @Nullable Instant intentAt,
        long rowCount,
        long customerCount,
        @Nullable AuditHash customersDigest) {

    /** The text columns, in the order of the canonical encoding. */
    enum Text {
        KIND,
        ACCESSOR,
        ON_BEHALF_OF,
        PURPOSE,
        RECIPIENT_KIND,
        RECIPIENT_NAME,
        CHANNEL,
        OPERATION,
        RELATION,
        CATEGORIES,
        SHOWN_COLUMNS,
        MASKED_COLUMNS,
        RULES,
        EVIDENCE,
        OBLIGATIONS,
        JUSTIFICATION,
        STATEMENT_FINGERPRINT,
        CORRELATION,
        TRACE_ID,
        NODE,
        CONCERN,
        SERVER_TEXT;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the customers of an entry are named in its row. */
    enum Concern {
        NONE,
        KNOWN,
        UNNAMED
    }

    AuditRow {
        texts = Collections.unmodifiableMap(texts);
    }

    static AuditRow of(AuditPosition position, AuditEntry entry) {
        Map<Text, String> texts = new EnumMap<>(Text.class);
        texts.put(Text.KIND, entry.kind().name());
        put(texts, Text.ACCESSOR, entry.accessor());
        put(texts, Text.ON_BEHALF_OF, entry.onBehalfOf());
        put(texts, Text.PURPOSE, entry.purpose().map(Enum::name));
        put(texts, Text.RECIPIENT_KIND, entry.recipient().map(Recipient::kind).map(Enum::name));
        put(texts, Text.RECIPIENT_NAME, entry.recipient().flatMap(Recipient::name));
        put(texts, Text.CHANNEL, entry.channel().map(Enum::name));
        put(texts, Text.OPERATION, entry.operation().map(Enum::name));
        put(texts, Text.RELATION, entry.relation());
        put(texts, Text.CATEGORIES, entry.categories().stream().map(Enum::name).toList());
        put(texts, Text.SHOWN_COLUMNS, entry.shownColumns());
        put(texts, Text.MASKED_COLUMNS, entry.maskedColumns());
        put(texts, Text.RULES, entry.rules().stream().map(AppliedRule::toString).toList());
        put(texts, Text.EVIDENCE, entry.evidence());
        put(
                texts,
                Text.OBLIGATIONS,
                entry.obligations().stream().map(RecordedObligation::name).toList());
        put(texts, Text.JUSTIFICATION, entry.justification());
        put(texts, Text.STATEMENT_FINGERPRINT, entry.statementFingerprint());
        put(texts, Text.CORRELATION, entry.correlation());
        put(texts, Text.TRACE_ID, entry.traceId());
        put(texts, Text.NODE, entry.node());
        CustomersConcerned customers = entry.customers();
        texts.put(
                Text.CONCERN,
                customers
                        .<Concern>fold(() -> Concern.NONE, known -> Concern.KNOWN, unnamed -> Concern.UNNAMED)
                        .name());
        put(texts, Text.SERVER_TEXT, entry.serverText().map(SealedText::toColumn));
        boolean named = customers instanceof CustomersConcerned.Known;
        return new AuditRow(
                position.stream(),
                position.seq(),
                AuditCodec.FORMAT,
                entry.at(),
                texts,
                entry.intent().map(intent -> intent.position().seq()).orElse(null),
                entry.intent().map(AuditEntry.Intent::at).orElse(null),
                customers.rows(),
                customers.<Integer>fold(() -> 0, CustomersConcerned.Known::size, unnamed -> 0),
                named ? AuditCodec.customersDigest(CustomerRow.of(entry)) : null);
    }

    private static void put(Map<Text, String> texts, Text column, Optional<String> value) {
        value.ifPresent(text -> texts.put(column, text));
    }

    private static void put(Map<Text, String> texts, Text column, List<String> values) {
        String text = AuditLists.join(values);
        if (text != null) {
            texts.put(column, text);
        }
    }

    /** Returns the row at another place, as it would have been written there. */
    AuditRow at(long otherSeq) {
        return new AuditRow(
                stream, otherSeq, format, at, texts, intentSeq, intentAt, rowCount, customerCount, customersDigest);
    }

    AuditPosition position() {
        return new AuditPosition(stream, seq);
    }

    boolean namesCustomers() {
        return Concern.KNOWN.name().equals(texts.get(Text.CONCERN));
    }

    /**
     * Returns what the row tells.
     *
     * @param customers the customers it names
     * @throws IllegalArgumentException if a column holds what no entry can have
     */
    AuditEntry toEntry(SortedMap<CustomerId, Long> customers) {
        Optional<AuditEntry.Intent> intent = intentSeq == null || intentAt == null
                ? Optional.empty()
                : Optional.of(new AuditEntry.Intent(new AuditPosition(stream, intentSeq), intentAt));
        return new AuditEntry(
                AuditKind.valueOf(text(Text.KIND).orElse("")),
                at,
                intent,
                text(Text.ACCESSOR),
                Optional.empty(),
                text(Text.ON_BEHALF_OF),
                text(Text.PURPOSE).map(Purpose::valueOf),
                text(Text.RECIPIENT_KIND)
                        .map(RecipientKind::valueOf)
                        .map(kind -> new Recipient(kind, text(Text.RECIPIENT_NAME))),
                text(Text.CHANNEL).map(ContactChannel::valueOf),
                text(Text.OPERATION).map(Operation::valueOf),
                text(Text.RELATION),
                Set.copyOf(list(Text.CATEGORIES, DataCategory::valueOf)),
                list(Text.SHOWN_COLUMNS, Function.identity()),
                list(Text.MASKED_COLUMNS, Function.identity()),
                list(Text.RULES, AppliedRule::parse),
                list(Text.EVIDENCE, Function.identity()),
                list(Text.OBLIGATIONS, RecordedObligation::done),
                text(Text.JUSTIFICATION),
                Optional.empty(),
                false,
                text(Text.STATEMENT_FINGERPRINT),
                List.of(),
                text(Text.CORRELATION),
                text(Text.TRACE_ID),
                Optional.empty(),
                text(Text.NODE),
                switch (Concern.valueOf(text(Text.CONCERN).orElse(""))) {
                    case NONE -> CustomersConcerned.none().andOfNobody(rowCount);
                    case KNOWN -> {
                        CustomersConcerned.Known known = new CustomersConcerned.Known(customers);
                        yield known.andOfNobody(Math.max(0, rowCount - known.rows()));
                    }
                    case UNNAMED -> CustomersConcerned.unnamed(rowCount);
                },
                text(Text.SERVER_TEXT).map(SealedText::ofColumn));
    }

    private Optional<String> text(Text column) {
        return Optional.ofNullable(texts.get(column));
    }

    private <T> List<T> list(Text column, Function<String, T> reader) {
        return AuditLists.split(texts.get(column)).stream().map(reader).collect(Collectors.toUnmodifiableList());
    }
}
