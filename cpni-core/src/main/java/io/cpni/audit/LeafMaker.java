package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a group of entries, once their places are known. For one thread at a time. */
final class LeafMaker {

    private static final String BOUND_TO = "cpni audit sealed 1";

    /**
     * The rows of a group.
     *
     * @param hashes the hashes of the leaves, as the tree takes them
     */
    record Made(List<RecordTable.Row> rows, List<NodeHash> hashes, List<RecordTable.Secret> secrets) {}

    private final String stream;
    private final Aead aead;
    private final Persons persons;

    LeafMaker(String stream, Aead aead) {
        this.stream = stream;
        this.aead = aead;
        this.persons = new Persons(aead);
    }

    /**
     * Makes the rows.
     *
     * @param nextSeq the place of the first
     * @param loggedMicros when they are written
     * @throws SQLException if the store fails while persons are looked up
     */
    Made make(Connection connection, DataKeys keys, List<Prepared> group, long nextSeq, long loggedMicros)
            throws SQLException {
        Set<CustomerId> mentioned = new HashSet<>();
        for (Prepared each : group) {
            mention(each.entry(), mentioned);
            if (each.entry().kind() == AuditKind.ERASURE) {
                // It must name the person who is in the table now, or it would say that somebody else was erased.
                named(each.entry()).forEach(persons::forget);
            }
        }
        Map<CustomerId, Persons.Known> found =
                mentioned.isEmpty() ? Map.of() : persons.find(connection, keys, mentioned);
        boolean isAnyErased = found.values().stream().anyMatch(each -> each.erased() != null);
        Map<CustomerId, Person> current = current(found);
        current.putAll(persons.introduce(
                connection, keys, isAnyErased ? unknown(group, found) : without(mentioned, current.keySet())));
        List<RecordTable.Row> rows = new ArrayList<>(group.size());
        List<NodeHash> hashes = new ArrayList<>(group.size());
        List<RecordTable.Secret> secrets = new ArrayList<>();
        for (Prepared each : group) {
            long seq = nextSeq + rows.size();
            Map<CustomerId, Person> known = isAnyErased ? meant(each.entry(), found, current) : current;
            byte @Nullable [] set = set(each.entry().customers(), known);
            boolean isLost = isAnyErased && losesItsSecret(each.entry(), found);
            Leaf.Tail tail = tail(each, known, keys, set, seq, isLost ? new ArrayList<>() : secrets);
            byte[] content = Leaf.encode(new AuditPosition(stream, seq), loggedMicros, each.body(), tail);
            byte[] leaf = Leaf.sealed(content, keys.seal(content));
            NodeHash hash = Rfc6962.leaf(leaf);
            hashes.add(hash);
            rows.add(new RecordTable.Row(
                    seq,
                    leaf,
                    hash.bytes(),
                    set,
                    each.entry().intent().map(intent -> intent.position().seq()).orElse(null),
                    loggedMicros,
                    each.entry().kind().name(),
                    tail.accessor().orElse(null),
                    each.entry().purpose().map(Enum::name).orElse(null),
                    each.entry().relation().orElse(null)));
        }
        return new Made(rows, hashes, secrets);
    }

    /**
     * Gives customers their numbers before they are needed; commits. Whoever was erased once waits until it is known of which
     * time the record tells.
     */
    void introduce(Connection connection, DataKeys keys, Set<CustomerId> customers) throws SQLException {
        Map<CustomerId, Persons.Known> found = persons.find(connection, keys, customers);
        Set<CustomerId> unknown = new HashSet<>(customers);
        unknown.removeIf(customer -> {
            Persons.Known known = Objects.requireNonNull(found.get(customer));
            return known.person() != null || known.erased() != null;
        });
        persons.introduce(connection, keys, unknown);
    }

    /** Forgets what may have changed while the store was away. */
    void forget() {
        persons.forget();
    }

    /** Forgets a customer; may be called by any thread. */
    void forget(CustomerId customer) {
        persons.forget(customer);
    }

    private static Map<CustomerId, Person> current(Map<CustomerId, Persons.Known> found) {
        Map<CustomerId, Person> current = new HashMap<>();
        found.forEach((customer, known) -> {
            if (known.person() != null) {
                current.put(customer, known.person());
            }
        });
        return current;
    }

    private static Set<CustomerId> without(Set<CustomerId> all, Set<CustomerId> some) {
        Set<CustomerId> left = new HashSet<>(all);
        left.removeAll(some);
        return left;
    }

    /** Returns who is to be introduced: those whom an entry means who tells of now, not of before an erasure. */
    private static Set<CustomerId> unknown(List<Prepared> group, Map<CustomerId, Persons.Known> found) {
        Set<CustomerId> unknown = new HashSet<>();
        for (Prepared each : group) {
            Set<CustomerId> mentioned = new HashSet<>();
            mention(each.entry(), mentioned);
            long happened = happened(each.entry());
            mentioned.stream()
                    .filter(customer ->
                            Objects.requireNonNull(found.get(customer)).at(happened) == null)
                    .forEach(unknown::add);
        }
        return unknown;
    }

    /** Returns whom an entry means. */
    private static Map<CustomerId, Person> meant(
            AuditEntry entry, Map<CustomerId, Persons.Known> found, Map<CustomerId, Person> current) {
        Set<CustomerId> mentioned = new HashSet<>();
        mention(entry, mentioned);
        Map<CustomerId, Person> meant = new HashMap<>();
        long happened = happened(entry);
        for (CustomerId customer : mentioned) {
            Person person = Objects.requireNonNull(found.get(customer)).at(happened);
            meant.put(customer, person == null ? Objects.requireNonNull(current.get(customer)) : person);
        }
        return meant;
    }

    /** Returns when happened what an entry is about: of an outcome, when its access did. */
    private static long happened(AuditEntry entry) {
        return Micros.of(entry.intent().map(AuditEntry.Intent::at).orElse(entry.at()));
    }

    /** Tells whether an entry that comes late is about somebody erased, so that nobody may keep the key of what it encrypts. */
    private static boolean losesItsSecret(AuditEntry entry, Map<CustomerId, Persons.Known> found) {
        Set<CustomerId> mentioned = new HashSet<>();
        mention(entry, mentioned);
        long happened = happened(entry);
        int named = named(entry).size();
        for (CustomerId customer : mentioned) {
            ErasedTable.Erased erased =
                    Objects.requireNonNull(found.get(customer)).erased();
            boolean isTheirs = entry.accessorCustomer().filter(customer::equals).isPresent()
                    || entry.subject().filter(customer::equals).isPresent();
            if (erased != null && erased.isMeant(happened) && (isTheirs || named <= erased.sharedLimit())) {
                return true;
            }
        }
        return false;
    }

    private static void mention(AuditEntry entry, Set<CustomerId> mentioned) {
        entry.accessorCustomer().ifPresent(mentioned::add);
        entry.subject().ifPresent(mentioned::add);
        mentioned.addAll(named(entry));
    }

    private static Set<CustomerId> named(AuditEntry entry) {
        return entry.customers() instanceof CustomersConcerned.Known named
                ? named.rowsByCustomer().keySet()
                : Set.of();
    }

    private static byte @Nullable [] set(CustomersConcerned customers, Map<CustomerId, Person> known) {
        if (!(customers instanceof CustomersConcerned.Known named)) {
            return null;
        }
        TreeMap<Integer, Long> rows = new TreeMap<>();
        named.rowsByCustomer()
                .forEach((customer, count) ->
                        rows.put(Objects.requireNonNull(known.get(customer)).number(), count));
        return CustomerSet.encode(
                rows.keySet().stream().mapToInt(Integer::intValue).toArray(),
                rows.values().stream().mapToLong(Long::longValue).toArray());
    }

    private Leaf.Tail tail(
            Prepared each,
            Map<CustomerId, Person> known,
            DataKeys keys,
            byte @Nullable [] set,
            long seq,
            List<RecordTable.Secret> secrets) {
        AuditEntry entry = each.entry();
        Optional<Person> accessor = entry.accessorCustomer().map(known::get);
        Optional<Person> subject = entry.subject().map(known::get);
        CustomersConcerned customers = entry.customers();
        Optional<Person> only = customers instanceof CustomersConcerned.Known named && named.size() == 1
                ? Optional.of(named.rowsByCustomer().firstKey()).map(known::get)
                : Optional.empty();
        Optional<Leaf.Sealed> sealed = Optional.empty();
        if (each.secret() != null) {
            // Why somebody was erased, or held, must be readable when that somebody's key is gone.
            Optional<Person> owner = entry.kind() == AuditKind.ERASURE || entry.kind() == AuditKind.HOLD
                    ? Optional.empty()
                    : accessor.or(() -> subject).or(() -> only);
            sealed = Optional.of(seal(each.id(), each.secret(), owner, keys, seq, secrets));
        }
        Map<Integer, Person> mentioned = new TreeMap<>();
        accessor.ifPresent(person -> mentioned.put(person.number(), person));
        subject.ifPresent(person -> mentioned.put(person.number(), person));
        if (customers instanceof CustomersConcerned.Known named) {
            named.rowsByCustomer().keySet().stream()
                    .map(known::get)
                    .forEach(person -> mentioned.put(person.number(), person));
        }
        return new Leaf.Tail(
                accessor.isPresent() ? Optional.empty() : entry.accessor(),
                number(accessor),
                number(subject),
                sealed,
                customers.<Leaf.Concern>fold(
                        () -> Leaf.Concern.NONE, named -> Leaf.Concern.NAMED, unnamed -> Leaf.Concern.SCOPE),
                customers.rows(),
                customers instanceof CustomersConcerned.Known named ? named.rowsOfNobody() : 0,
                customers instanceof CustomersConcerned.Known named ? named.size() : 0,
                mentioned.isEmpty()
                        ? null
                        : concerned(
                                set,
                                mentioned.values().stream()
                                        .sorted(Comparator.comparingInt(Person::number))
                                        .map(Person::commitment)
                                        .toList()));
    }

    private static OptionalInt number(Optional<Person> person) {
        return person.isPresent() ? OptionalInt.of(person.get().number()) : OptionalInt.empty();
    }

    /** Encrypts under the owner's key, so that it is erased with the owner, or under a key of its own. */
    private Leaf.Sealed seal(
            UUID id, byte[] secret, Optional<Person> owner, DataKeys keys, long seq, List<RecordTable.Secret> secrets) {
        Optional<byte[]> ownersKey = owner.flatMap(person -> person.key(keys, aead));
        if (ownersKey.isPresent()) {
            return new Leaf.Sealed(number(owner), aead.seal(ownersKey.get(), secret, boundTo(id)));
        }
        byte[] key = aead.newKey();
        int version = keys.current(DataKeys.Kind.WRAPPING);
        secrets.add(new RecordTable.Secret(seq, version, aead.seal(keys.wrapping(version), key, boundTo(id))));
        return new Leaf.Sealed(OptionalInt.empty(), aead.seal(key, secret, boundTo(id)));
    }

    /** Returns what an encrypted part, and the key of one, are bound to: it opens in no other record. */
    static byte[] boundTo(UUID id) {
        return (BOUND_TO + '\n' + id).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Returns the hash by which a record binds whom it names: the set, and of each person mentioned, in the order of their
     * numbers, what their row is committed to.
     */
    static byte[] concerned(byte @Nullable [] set, List<byte[]> commitments) {
        byte[] bytes = set == null ? new byte[0] : set;
        Sha256 hash = Sha256.of(Sha256.CONCERN)
                .add(new ByteWriter(Integer.BYTES).u32(bytes.length).toBytes())
                .add(bytes);
        commitments.forEach(hash::add);
        return hash.end();
    }
}
