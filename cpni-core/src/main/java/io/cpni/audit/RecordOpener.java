package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.purpose.Recipient;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Turns rows of a stream back into entries: finds their shapes, whose numbers stand in them, and opens what is encrypted.
 * What belonged to an erased customer cannot be opened, and is left out. For one connection and one thread.
 */
final class RecordOpener {

    private static final Shape NOTHING =
            Shape.of(AuditEntry.denial(java.time.Instant.EPOCH).build());

    private final Connection connection;
    private final DataKeys keys;
    private final int streamNo;
    private final Aead aead = new Aead(new SecureRandom());
    private final Map<ByteBuffer, Shape> shapes = new HashMap<>();
    private final Map<Integer, Person> persons = new HashMap<>();
    private final Map<Integer, Optional<CustomerId>> names = new HashMap<>();

    RecordOpener(Connection connection, DataKeys keys, int streamNo) {
        this.connection = connection;
        this.keys = keys;
        this.streamNo = streamNo;
    }

    /**
     * Returns the records of rows.
     *
     * @throws StoreUnavailableException if a row holds what no record can
     */
    List<AuditRecord> open(List<RecordTable.Row> rows) throws SQLException {
        return open(rows, person -> true);
    }

    /**
     * Returns the records of rows, in which no other customers are named than some: the ids of fifty thousand need not be
     * opened to tell of one. A record that names others only says that customers are not named.
     *
     * @param named of whom to say that they are concerned
     * @throws StoreUnavailableException if a row holds what no record can
     */
    List<AuditRecord> open(List<RecordTable.Row> rows, IntPredicate named) throws SQLException {
        List<Leaf> leaves = new ArrayList<>(rows.size());
        Set<Integer> mentioned = new HashSet<>();
        try {
            for (RecordTable.Row row : rows) {
                Leaf leaf = Leaf.decode(row.leaf());
                leaves.add(leaf);
                mention(leaf, row, named, mentioned);
            }
            readPersons(mentioned);
            List<AuditRecord> records = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                records.add(record(rows.get(i), leaves.get(i), named));
            }
            return List.copyOf(records);
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    "an audit record holds what no record can: it was changed, or a later version of this library wrote it; "
                            + "let an AuditVerifier look at the stream",
                    e);
        }
    }

    private static void mention(Leaf leaf, RecordTable.Row row, IntPredicate named, Set<Integer> mentioned) {
        leaf.tail().accessorPerson().ifPresent(mentioned::add);
        leaf.tail().subject().ifPresent(mentioned::add);
        leaf.tail().sealed().ifPresent(part -> part.owner().ifPresent(mentioned::add));
        if (row.customers() != null) {
            CustomerSet.read(row.customers(), (number, count) -> {
                if (named.test(number)) {
                    mentioned.add(number);
                }
            });
        }
    }

    private void readPersons(Set<Integer> mentioned) throws SQLException {
        Set<Integer> unknown = new HashSet<>(mentioned);
        unknown.removeAll(persons.keySet());
        if (!unknown.isEmpty()) {
            persons.putAll(PersonTable.byNumber(connection, unknown));
        }
    }

    /** Returns whose number it is; empty if that person is erased. */
    private Optional<CustomerId> name(int number) {
        return names.computeIfAbsent(
                number, each -> Optional.ofNullable(persons.get(each)).flatMap(person -> person.customer(keys, aead)));
    }

    private Optional<CustomerId> name(OptionalInt number) {
        return number.isPresent() ? name(number.getAsInt()) : Optional.empty();
    }

    private AuditRecord record(RecordTable.Row row, Leaf leaf, IntPredicate only) throws SQLException {
        Leaf.Body body = leaf.body();
        Leaf.Tail tail = leaf.tail();
        Shape shape = shape(body);
        SealedPart secret = secret(leaf).orElse(SealedPart.NOTHING);
        Map<CustomerId, Long> named = new TreeMap<>();
        int[] erased = new int[1];
        boolean[] leavesOut = new boolean[1];
        if (row.customers() != null) {
            CustomerSet.read(row.customers(), (number, rows) -> {
                if (!only.test(number)) {
                    leavesOut[0] = true;
                    return;
                }
                Optional<CustomerId> customer = name(number);
                customer.ifPresent(id -> named.merge(id, rows, Long::sum));
                erased[0] += customer.isPresent() ? 0 : 1;
            });
        }
        Optional<CustomerId> accessorCustomer = name(tail.accessorPerson());
        AuditEntry entry = new AuditEntry(
                body.kind(),
                Micros.instant(body.atMicros()),
                body.intent(),
                tail.accessorPerson().isEmpty()
                        ? tail.accessor()
                        : secret.accessor().or(() -> Optional.of("erased customer")),
                accessorCustomer,
                secret.onBehalfOf(),
                shape.purpose(),
                shape.recipient()
                        .map(recipient ->
                                new Recipient(recipient.kind(), recipient.name().or(secret::recipient))),
                shape.channel(),
                shape.operation(),
                shape.relation(),
                shape.categories(),
                shape.shownColumns(),
                shape.maskedColumns(),
                shape.rules(),
                body.evidence(),
                body.obligations(),
                secret.justification(),
                name(tail.subject()),
                body.breakGlass(),
                shape.statementFingerprint(),
                secret.statements(),
                body.correlation(),
                body.traceId(),
                body.spanId(),
                body.node(),
                leavesOut[0] && named.isEmpty() ? CustomersConcerned.unnamed(tail.rows()) : customers(tail, named),
                body.serverText(),
                body.purged());
        return new AuditRecord(leaf.position(), Micros.instant(leaf.loggedMicros()), entry, erased[0]);
    }

    private static CustomersConcerned customers(Leaf.Tail tail, Map<CustomerId, Long> named) {
        return switch (tail.concern()) {
            case NONE -> CustomersConcerned.none().andOfNobody(tail.rows());
            case SCOPE -> CustomersConcerned.unnamed(tail.rows());
            case NAMED -> CustomersConcerned.of(named).andOfNobody(tail.rowsOfNobody());
        };
    }

    private Shape shape(Leaf.Body body) throws SQLException {
        byte[] hash = body.shapeHash();
        if (hash == null) {
            return NOTHING;
        }
        Shape known = shapes.get(ByteBuffer.wrap(hash));
        if (known == null) {
            known = Shape.decode(RecordTable.shape(connection, streamNo, hash)
                    .orElseThrow(() -> new MalformedRecordException("the shape of a record is missing")));
            shapes.put(ByteBuffer.wrap(hash), known);
        }
        return known;
    }

    /** Opens what is encrypted; empty if nothing is, or if its key was destroyed. */
    private Optional<SealedPart> secret(Leaf leaf) throws SQLException {
        if (leaf.tail().sealed().isEmpty()) {
            return Optional.empty();
        }
        Leaf.Sealed sealed = leaf.tail().sealed().get();
        byte[] bound = LeafMaker.boundTo(leaf.body().id());
        Optional<byte[]> key;
        if (sealed.owner().isPresent()) {
            key = Optional.ofNullable(persons.get(sealed.owner().getAsInt())).flatMap(owner -> owner.key(keys, aead));
        } else {
            key = RecordTable.secret(connection, streamNo, leaf.position().seq())
                    .flatMap(secret -> aead.open(keys.wrapping(secret.keyVersion()), secret.wrappedKey(), bound));
        }
        return key.flatMap(opened -> aead.open(opened, sealed.bytes(), bound)).map(SealedPart::decode);
    }
}
