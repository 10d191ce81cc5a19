package io.cpni.audit;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happened: who asked for what, why, and what was decided.
 *
 * <p>Carries names, ids and counts. The fingerprint is therefore refused if it could be the statement itself. What cannot
 * be checked is the caller's duty: a relation or a column is a name from the schema, never text from a statement, and a
 * justification is a ticket or a reason, never data. Statements with their values are taken only to be encrypted: no log
 * may write them, the justification or a customer's id in clear.
 *
 * <p>Build one with {@link #access}, {@link #denial}, {@link #observedDenial}, {@link #outcomeOf} or {@link #failure}. The
 * text of a server, which may hold values, is there encrypted only ({@link ServerTextKeys#seal}). Instants are
 * truncated to microseconds, blank optional texts count as absent, and characters that databases refuse are replaced, so
 * that the record read back equals the entry appended.
 *
 * @param kind what the entry tells
 * @param at when it happened
 * @param intent the record that an outcome amends; present exactly for outcomes
 * @param accessor id of who asked; empty only where nobody was signed in, and for outcomes
 * @param accessorCustomer the customer who the accessor is, if it is one; the id is then that customer's to have erased
 * @param onBehalfOf the person for whom a system asked
 * @param purpose the declared use; empty where none was declared, and for outcomes
 * @param recipient who would hold the data
 * @param channel how the customer was contacted
 * @param operation what was to be done with the records
 * @param relation the table or service asked for
 * @param categories the kinds of data asked for
 * @param shownColumns names of the columns released as they are
 * @param maskedColumns names of the columns released masked
 * @param rules the rules that decided, the decisive one first
 * @param evidence ids of the notices and answers that the decision relied on
 * @param obligations the obligations of a permit, and what became of each
 * @param justification free text or ticket; longer than 2,000 characters is cut
 * @param subject the one customer whose matter it was, if the asker named one; the justification is then about that customer
 * @param breakGlass whether the access may rest on a broken glass
 * @param statementFingerprint hash of the statement without its literals: letters, digits and {@code . _ : + / = -}
 * @param statements statements with their values, where they cannot name their customers; kept encrypted only
 * @param correlation id of the transaction or call to which several records belong
 * @param traceId id under which tracing knows the call
 * @param spanId id under which tracing knows the part of the call
 * @param node name of the node on which it happened
 * @param customers whose records are concerned
 * @param serverText what the server said of a failure, encrypted; for nothing but failures
 * @param purged which records were removed; present exactly for purges
 */
public record AuditEntry(
        AuditKind kind,
        Instant at,
        Optional<Intent> intent,
        Optional<String> accessor,
        Optional<CustomerId> accessorCustomer,
        Optional<String> onBehalfOf,
        Optional<Purpose> purpose,
        Optional<Recipient> recipient,
        Optional<ContactChannel> channel,
        Optional<Operation> operation,
        Optional<String> relation,
        Set<DataCategory> categories,
        List<String> shownColumns,
        List<String> maskedColumns,
        List<AppliedRule> rules,
        List<String> evidence,
        List<RecordedObligation> obligations,
        Optional<String> justification,
        Optional<CustomerId> subject,
        boolean breakGlass,
        Optional<String> statementFingerprint,
        List<RecordedStatement> statements,
        Optional<String> correlation,
        Optional<String> traceId,
        Optional<String> spanId,
        Optional<String> node,
        CustomersConcerned customers,
        Optional<SealedText> serverText,
        Optional<PurgedRecords> purged) {

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_JUSTIFICATION = 2_000;
    private static final int LONGEST_FINGERPRINT = 128;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /**
     * Refers to the record that an outcome amends.
     *
     * @param position where it stands
     * @param at when the access happened; the time under which reports list it
     */
    public record Intent(AuditPosition position, Instant at) {

        /** Checks the parts and truncates the instant to microseconds. */
        public Intent {
            Objects.requireNonNull(position, "position");
            at = truncated(at);
        }
    }

    /** Checks, cleans and copies the parts. */
    public AuditEntry {
        Objects.requireNonNull(kind, "kind");
        at = truncated(at);
        accessor = AuditText.optional("accessor", accessor, LONGEST_ID);
        onBehalfOf = AuditText.optional("onBehalfOf", onBehalfOf, LONGEST_ID);
        recipient = recipient.map(value ->
                new Recipient(value.kind(), AuditText.optional("recipient's name", value.name(), LONGEST_NAME)));
        relation = AuditText.optional("relation", relation, LONGEST_NAME);
        categories = categories.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(categories));
        shownColumns = AuditText.list("shownColumns' name", shownColumns, LONGEST_NAME);
        maskedColumns = AuditText.list("maskedColumns' name", maskedColumns, LONGEST_NAME);
        rules = List.copyOf(rules);
        evidence = AuditText.list("evidence id", evidence, LONGEST_ID);
        obligations = List.copyOf(obligations);
        justification = AuditText.cut(justification, LONGEST_JUSTIFICATION);
        correlation = AuditText.optional("correlation", correlation, LONGEST_ID);
        traceId = AuditText.optional("traceId", traceId, LONGEST_ID);
        spanId = AuditText.optional("spanId", spanId, LONGEST_ID);
        statements = List.copyOf(statements);
        Objects.requireNonNull(subject, "subject");
        node = AuditText.optional("node", node, LONGEST_ID);
        Objects.requireNonNull(customers, "customers");
        if (statementFingerprint.isPresent() && !isHash(statementFingerprint.get())) {
            throw new IllegalArgumentException(
                    "statementFingerprint must be a hash of up to 128 letters and digits, not a statement");
        }
        if ((kind == AuditKind.OUTCOME) != intent.isPresent()) {
            throw new IllegalArgumentException("intent is given for an outcome, and for nothing else");
        }
        if ((kind == AuditKind.PURGE) != purged.isPresent()) {
            throw new IllegalArgumentException("purged is given for a purge, and for nothing else");
        }
        if (accessorCustomer.isPresent() && accessor.isEmpty()) {
            throw new IllegalArgumentException("accessorCustomer says who the accessor is, so name the accessor");
        }
        if (serverText.isPresent() && kind != AuditKind.FAILURE) {
            throw new IllegalArgumentException("serverText is given for a failure, and for nothing else");
        }
        if (kind == AuditKind.ACCESS) {
            requirePresent("accessor", accessor);
            requirePresent("purpose", purpose);
            requirePresent("recipient", recipient);
            requirePresent("operation", operation);
            requirePresent("relation", relation);
        }
    }

    private static boolean isHash(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_FINGERPRINT
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || "._:+/=-".indexOf(c) >= 0);
    }

    private static void requirePresent(String component, Optional<?> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an access has no " + component + ": nothing is released to nobody, "
                    + "or for no purpose; give it, or record a denial");
        }
    }

    private static Instant truncated(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("at must lie in the years 1 to 9999");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Starts an entry for an access that is permitted and about to be released. */
    public static Builder access(Instant at) {
        return new Builder(AuditKind.ACCESS, at, null);
    }

    /** Starts an entry for an access that is denied. */
    public static Builder denial(Instant at) {
        return new Builder(AuditKind.DENIAL, at, null);
    }

    /** Starts an entry for an access that would be denied if denials were enforced, and is about to be released. */
    public static Builder observedDenial(Instant at) {
        return new Builder(AuditKind.OBSERVED_DENIAL, at, null);
    }

    /**
     * Starts the entry that closes an access: only customers, statements, correlation, trace, span and node are its own.
     *
     * @param position where the record of the access stands
     * @param intent what was recorded there
     * @param closedAt when the access was closed
     * @throws IllegalArgumentException if nothing can have been released after the intent
     */
    public static Builder outcomeOf(AuditPosition position, AuditEntry intent, Instant closedAt) {
        if (!intent.kind().releases()) {
            throw new IllegalArgumentException("a record of kind " + intent.kind() + " has no outcome");
        }
        Builder builder = new Builder(AuditKind.OUTCOME, closedAt, new Intent(position, intent.at()));
        intent.correlation().ifPresent(builder::correlation);
        intent.traceId().ifPresent(builder::traceId);
        intent.spanId().ifPresent(builder::spanId);
        intent.node().ifPresent(builder::node);
        return builder;
    }

    /** Starts an entry for a failure of the database, whose text {@link ServerTextKeys#seal} then adds. */
    public static Builder failure(Instant at) {
        return new Builder(AuditKind.FAILURE, at, null);
    }

    /** Starts an entry for the erasure of what refers to the customers that it names. */
    public static Builder erasure(Instant at) {
        return new Builder(AuditKind.ERASURE, at, null);
    }

    /** Starts an entry for a purge. */
    public static Builder purge(Instant at, PurgedRecords purged) {
        Builder builder = new Builder(AuditKind.PURGE, at, null).customers(CustomersConcerned.none());
        builder.purged = purged;
        return builder;
    }

    /** Starts an entry for a legal hold that is placed or released. */
    public static Builder hold(Instant at) {
        return new Builder(AuditKind.HOLD, at, null);
    }

    AuditEntry withServerText(SealedText text) {
        return with(Optional.of(text));
    }

    AuditEntry withoutServerText() {
        return with(Optional.empty());
    }

    private AuditEntry with(Optional<SealedText> text) {
        return new AuditEntry(
                kind,
                at,
                intent,
                accessor,
                accessorCustomer,
                onBehalfOf,
                purpose,
                recipient,
                channel,
                operation,
                relation,
                categories,
                shownColumns,
                maskedColumns,
                rules,
                evidence,
                obligations,
                justification,
                subject,
                breakGlass,
                statementFingerprint,
                statements,
                correlation,
                traceId,
                spanId,
                node,
                customers,
                text,
                purged);
    }

    /** Returns when the access happened to which the entry belongs; for an outcome, that of its intent. */
    public Instant accessedAt() {
        return intent.map(Intent::at).orElse(at);
    }

    /** Returns kind, accessor, purpose and relation, without customers and free text. */
    @Override
    public String toString() {
        return "AuditEntry[" + kind + " at " + at + " by " + accessor.orElse("-") + " for "
                + purpose.map(Purpose::name).orElse("-") + " of " + relation.orElse("-") + ", " + customers + "]";
    }

    /** Builds an entry; not safe for use by several threads. */
    public static final class Builder {

        private static final Logger LOG = LoggerFactory.getLogger(AuditEntry.class);

        private final AuditKind kind;
        private final Instant at;
        private final @Nullable Intent intent;
        private @Nullable String accessor;
        private @Nullable CustomerId accessorCustomer;
        private @Nullable String onBehalfOf;
        private @Nullable Purpose purpose;
        private @Nullable Recipient recipient;
        private @Nullable ContactChannel channel;
        private @Nullable Operation operation;
        private @Nullable String relation;
        private Set<DataCategory> categories = Set.of();
        private List<String> shownColumns = List.of();
        private List<String> maskedColumns = List.of();
        private List<AppliedRule> rules = List.of();
        private List<String> evidence = List.of();
        private List<RecordedObligation> obligations = List.of();
        private @Nullable String justification;
        private @Nullable CustomerId subject;
        private boolean breakGlass;
        private @Nullable String statementFingerprint;
        private List<RecordedStatement> statements = List.of();
        private @Nullable String correlation;
        private @Nullable String traceId;
        private @Nullable String spanId;
        private @Nullable String node;
        private CustomersConcerned customers = CustomersConcerned.unnamed(0);
        private @Nullable PurgedRecords purged;

        private Builder(AuditKind kind, Instant at, @Nullable Intent intent) {
            this.kind = kind;
            this.at = at;
            this.intent = intent;
        }

        /** Takes accessor, purpose, recipient, channel, person acted for, subject and justification from a context. */
        public Builder context(AccessContext context) {
            accessor = context.accessor().id();
            accessorCustomer = context.accessor().customer().orElse(null);
            subject = context.subject().orElse(null);
            onBehalfOf = context.onBehalfOf().orElse(null);
            purpose = context.purpose();
            recipient = context.recipient();
            channel = context.circumstances().contact().map(Contact::channel).orElse(null);
            justification = context.justification().orElse(null);
            return this;
        }

        /** Names who asked. */
        public Builder accessor(String id) {
            accessor = id;
            return this;
        }

        /** Says which customer the accessor is. */
        public Builder accessorCustomer(CustomerId value) {
            accessorCustomer = value;
            return this;
        }

        /** Names the person for whom a system asked. */
        public Builder onBehalfOf(String id) {
            onBehalfOf = id;
            return this;
        }

        /** Gives the declared use. */
        public Builder purpose(Purpose value) {
            purpose = value;
            return this;
        }

        /** Names who would hold the data. */
        public Builder recipient(Recipient value) {
            recipient = value;
            return this;
        }

        /** Names how the customer was contacted. */
        public Builder channel(ContactChannel value) {
            channel = value;
            return this;
        }

        /** Names what was to be done with the records. */
        public Builder operation(Operation value) {
            operation = value;
            return this;
        }

        /** Names the table or service asked for. */
        public Builder relation(String name) {
            relation = name;
            return this;
        }

        /** Gives the kinds of data asked for. */
        public Builder categories(Set<DataCategory> values) {
            categories = values;
            return this;
        }

        /** Names the columns released as they are. */
        public Builder shownColumns(List<String> names) {
            shownColumns = names;
            return this;
        }

        /** Names the columns released masked. */
        public Builder maskedColumns(List<String> names) {
            maskedColumns = names;
            return this;
        }

        /** Gives the rules that decided, the decisive one first. */
        public Builder rules(List<AppliedRule> values) {
            rules = values;
            return this;
        }

        /** Gives the ids of the notices and answers that the decision relied on. */
        public Builder evidence(List<String> ids) {
            evidence = ids;
            return this;
        }

        /** Names the obligations of a permit, all of which were done before this entry is handed over. */
        public Builder obligations(List<String> names) {
            obligations = names.stream().map(RecordedObligation::done).toList();
            return this;
        }

        /** Gives the obligations of a permit with what became of each. */
        public Builder recordedObligations(List<RecordedObligation> values) {
            obligations = values;
            return this;
        }

        /** Names the one customer whose matter it was. */
        public Builder subject(CustomerId value) {
            subject = value;
            return this;
        }

        /** Says that the access may rest on a broken glass. */
        public Builder breakGlass(boolean value) {
            breakGlass = value;
            return this;
        }

        /** Gives statements with their values, to be kept encrypted; of very many, the first and how many there were. */
        public Builder statements(List<RecordedStatement> values) {
            statements = values;
            return this;
        }

        /** Gives a reason or ticket, never data. */
        public Builder justification(String text) {
            justification = text;
            return this;
        }

        /** Gives a hash of the statement without its literals. */
        public Builder statementFingerprint(String hash) {
            statementFingerprint = hash;
            return this;
        }

        /** Gives the id of the transaction or call to which several records belong. */
        public Builder correlation(String id) {
            correlation = id;
            return this;
        }

        /** Gives the id under which tracing knows the call. */
        public Builder traceId(String id) {
            traceId = id;
            return this;
        }

        /** Gives the id under which tracing knows the part of the call. */
        public Builder spanId(String id) {
            spanId = id;
            return this;
        }

        /**
         * Gives the ids under which tracing knows what the calling thread does. Where tracing fails there are none: a record
         * must not be lost for it.
         */
        public Builder trace(TraceSource source) {
            Optional<TraceIds> ids;
            try {
                ids = source.current();
            } catch (RuntimeException failed) {
                LOG.warn("A record is made without trace, because the source of trace ids failed", failed);
                return this;
            }
            ids.ifPresent(known -> {
                traceId = known.traceId();
                spanId = known.spanId().orElse(null);
            });
            return this;
        }

        /** Names the node on which it happened. */
        public Builder node(String name) {
            node = name;
            return this;
        }

        /**
         * Says whose records are concerned. If not called, they are unnamed: right for an access that its outcome will
         * amend, and for a denial of a whole table.
         */
        public Builder customers(CustomersConcerned value) {
            customers = value;
            return this;
        }

        /**
         * Returns the entry.
         *
         * @throws IllegalArgumentException if a part is missing, too long or does not belong; the message names it
         */
        public AuditEntry build() {
            return new AuditEntry(
                    kind,
                    at,
                    Optional.ofNullable(intent),
                    Optional.ofNullable(accessor),
                    Optional.ofNullable(accessorCustomer),
                    Optional.ofNullable(onBehalfOf),
                    Optional.ofNullable(purpose),
                    Optional.ofNullable(recipient),
                    Optional.ofNullable(channel),
                    Optional.ofNullable(operation),
                    Optional.ofNullable(relation),
                    categories,
                    shownColumns,
                    maskedColumns,
                    rules,
                    evidence,
                    obligations,
                    Optional.ofNullable(justification),
                    Optional.ofNullable(subject),
                    breakGlass,
                    Optional.ofNullable(statementFingerprint),
                    RecordedStatement.bounded(statements),
                    Optional.ofNullable(correlation),
                    Optional.ofNullable(traceId),
                    Optional.ofNullable(spanId),
                    Optional.ofNullable(node),
                    customers,
                    Optional.empty(),
                    Optional.ofNullable(purged));
        }
    }
}
