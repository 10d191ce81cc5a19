package io.cpni.audit;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes entries for a spool, every component in its order. A version of the encoding stands in front: what a later version
 * of this library wrote is refused, not guessed at.
 */
final class SpooledEntryCodec implements EntryCodec {

    private static final byte VERSION = 1;

    private static final byte NONE = 0;
    private static final byte KNOWN = 1;
    private static final byte UNNAMED = 2;

    /** Text that UTF-8 cannot hold exactly, as half of a surrogate pair in a customer's id, is written char by char. */
    private static final byte UTF_8 = 0;

    private static final byte CHARS = 1;

    /** Writes a value of a list or an option. */
    @FunctionalInterface
    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    /** Reads a value of a list or an option. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    @Override
    public byte[] encode(AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeEnum(out, entry.kind());
            writeInstant(out, entry.at());
            writeOptional(out, entry.intent(), SpooledEntryCodec::writeIntent);
            writeOptional(out, entry.accessor(), SpooledEntryCodec::writeText);
            writeOptional(out, entry.accessorCustomer(), SpooledEntryCodec::writeCustomer);
            writeOptional(out, entry.onBehalfOf(), SpooledEntryCodec::writeText);
            writeOptional(out, entry.purpose(), SpooledEntryCodec::writeEnum);
            writeOptional(out, entry.recipient(), SpooledEntryCodec::writeRecipient);
            writeOptional(out, entry.channel(), SpooledEntryCodec::writeEnum);
            writeOptional(out, entry.operation(), SpooledEntryCodec::writeEnum);
            writeOptional(out, entry.relation(), SpooledEntryCodec::writeText);
            writeAll(out, entry.categories(), SpooledEntryCodec::writeEnum);
            writeAll(out, entry.shownColumns(), SpooledEntryCodec::writeText);
            writeAll(out, entry.maskedColumns(), SpooledEntryCodec::writeText);
            writeAll(out, entry.rules(), SpooledEntryCodec::writeRule);
            writeAll(out, entry.evidence(), SpooledEntryCodec::writeText);
            writeAll(out, entry.obligations(), SpooledEntryCodec::writeObligation);
            writeOptional(out, entry.justification(), SpooledEntryCodec::writeText);
            writeOptional(out, entry.subject(), SpooledEntryCodec::writeCustomer);
            out.writeBoolean(entry.breakGlass());
            writeOptional(out, entry.statementFingerprint(), SpooledEntryCodec::writeText);
            writeAll(out, entry.statements(), SpooledEntryCodec::writeStatement);
            writeOptional(out, entry.correlation(), SpooledEntryCodec::writeText);
            writeOptional(out, entry.traceId(), SpooledEntryCodec::writeText);
            writeOptional(out, entry.spanId(), SpooledEntryCodec::writeText);
            writeOptional(out, entry.node(), SpooledEntryCodec::writeText);
            writeCustomers(out, entry.customers());
            writeOptional(out, entry.serverText(), SpooledEntryCodec::writeSealed);
            writeOptional(out, entry.purged(), SpooledEntryCodec::writePurged);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public AuditEntry decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a spooled entry of version " + version + ", which this version of the library does not know");
            }
            AuditEntry entry = read(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException("a spooled entry with something behind it");
            }
            return entry;
        } catch (IOException e) {
            throw new IllegalArgumentException("a spooled entry that ends too early", e);
        }
    }

    private static AuditEntry read(DataInputStream in) throws IOException {
        return new AuditEntry(
                readEnum(in, AuditKind.class),
                readInstant(in),
                readOptional(in, SpooledEntryCodec::readIntent),
                readOptional(in, SpooledEntryCodec::readText),
                readOptional(in, SpooledEntryCodec::readCustomer),
                readOptional(in, SpooledEntryCodec::readText),
                readOptional(in, input -> readEnum(input, Purpose.class)),
                readOptional(in, SpooledEntryCodec::readRecipient),
                readOptional(in, input -> readEnum(input, ContactChannel.class)),
                readOptional(in, input -> readEnum(input, Operation.class)),
                readOptional(in, SpooledEntryCodec::readText),
                new HashSet<>(readAll(in, input -> readEnum(input, DataCategory.class))),
                readAll(in, SpooledEntryCodec::readText),
                readAll(in, SpooledEntryCodec::readText),
                readAll(in, SpooledEntryCodec::readRule),
                readAll(in, SpooledEntryCodec::readText),
                readAll(in, SpooledEntryCodec::readObligation),
                readOptional(in, SpooledEntryCodec::readText),
                readOptional(in, SpooledEntryCodec::readCustomer),
                in.readBoolean(),
                readOptional(in, SpooledEntryCodec::readText),
                readAll(in, SpooledEntryCodec::readStatement),
                readOptional(in, SpooledEntryCodec::readText),
                readOptional(in, SpooledEntryCodec::readText),
                readOptional(in, SpooledEntryCodec::readText),
                readOptional(in, SpooledEntryCodec::readText),
                readCustomers(in),
                readOptional(in, SpooledEntryCodec::readSealed),
                readOptional(in, SpooledEntryCodec::readPurged));
    }

    private static void writeIntent(DataOutputStream out, AuditEntry.Intent intent) throws IOException {
        writeText(out, intent.position().stream());
        out.writeLong(intent.position().seq());
        writeInstant(out, intent.at());
    }

    private static AuditEntry.Intent readIntent(DataInputStream in) throws IOException {
        return new AuditEntry.Intent(new AuditPosition(readText(in), in.readLong()), readInstant(in));
    }

    private static void writeRecipient(DataOutputStream out, Recipient recipient) throws IOException {
        writeEnum(out, recipient.kind());
        writeOptional(out, recipient.name(), SpooledEntryCodec::writeText);
    }

    private static Recipient readRecipient(DataInputStream in) throws IOException {
        return new Recipient(readEnum(in, RecipientKind.class), readOptional(in, SpooledEntryCodec::readText));
    }

    private static void writeRule(DataOutputStream out, AppliedRule rule) throws IOException {
        writeText(out, rule.id());
        writeText(out, rule.citation());
    }

    private static AppliedRule readRule(DataInputStream in) throws IOException {
        return new AppliedRule(readText(in), readText(in));
    }

    private static void writeObligation(DataOutputStream out, RecordedObligation obligation) throws IOException {
        writeText(out, obligation.name());
        writeEnum(out, obligation.state());
    }

    private static RecordedObligation readObligation(DataInputStream in) throws IOException {
        return new RecordedObligation(readText(in), readEnum(in, RecordedObligation.State.class));
    }

    private static void writeStatement(DataOutputStream out, RecordedStatement statement) throws IOException {
        writeText(out, statement.fingerprint());
        writeText(out, statement.text());
        writeAll(out, statement.parameters(), SpooledEntryCodec::writeText);
    }

    private static RecordedStatement readStatement(DataInputStream in) throws IOException {
        return new RecordedStatement(readText(in), readText(in), readAll(in, SpooledEntryCodec::readText));
    }

    private static void writeSealed(DataOutputStream out, SealedText sealed) throws IOException {
        writeText(out, sealed.reference().value());
        writeText(out, sealed.keyId());
        writeText(out, sealed.body());
    }

    private static SealedText readSealed(DataInputStream in) throws IOException {
        return new SealedText(new FailureReference(readText(in)), readText(in), readText(in));
    }

    private static void writePurged(DataOutputStream out, PurgedRecords purged) throws IOException {
        writeText(out, purged.stream());
        out.writeLong(purged.from());
        out.writeLong(purged.to());
        writeText(out, purged.tiles().hex());
    }

    private static PurgedRecords readPurged(DataInputStream in) throws IOException {
        return new PurgedRecords(readText(in), in.readLong(), in.readLong(), new AuditHash(readText(in)));
    }

    private static void writeCustomer(DataOutputStream out, CustomerId customer) throws IOException {
        writeText(out, customer.value());
    }

    private static CustomerId readCustomer(DataInputStream in) throws IOException {
        return new CustomerId(readText(in));
    }

    private static void writeCustomers(DataOutputStream out, CustomersConcerned customers) throws IOException {
        if (customers instanceof CustomersConcerned.Known known) {
            out.writeByte(KNOWN);
            out.writeLong(known.rowsOfNobody());
            writeAll(out, known.rowsByCustomer().entrySet(), (output, each) -> {
                writeCustomer(output, each.getKey());
                output.writeLong(each.getValue());
            });
        } else {
            out.writeByte(customers instanceof CustomersConcerned.Unnamed ? UNNAMED : NONE);
            out.writeLong(customers.rows());
        }
    }

    private static CustomersConcerned readCustomers(DataInputStream in) throws IOException {
        byte concern = in.readByte();
        long rows = in.readLong();
        return switch (concern) {
            case NONE -> new CustomersConcerned.None(rows);
            case UNNAMED -> new CustomersConcerned.Unnamed(rows);
            case KNOWN -> {
                TreeMap<CustomerId, Long> byCustomer = new TreeMap<>();
                for (Map.Entry<CustomerId, Long> each :
                        readAll(in, input -> Map.entry(readCustomer(input), input.readLong()))) {
                    byCustomer.put(each.getKey(), each.getValue());
                }
                yield new CustomersConcerned.Known(byCustomer, rows);
            }
            default -> throw new IllegalArgumentException("a spooled entry with customers of no known kind");
        };
    }

    private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void writeEnum(DataOutputStream out, Enum<?> value) throws IOException {
        writeText(out, value.name());
    }

    private static <E extends Enum<E>> E readEnum(DataInputStream in, Class<E> type) throws IOException {
        return Enum.valueOf(type, readText(in));
    }

    private static <T> void writeOptional(DataOutputStream out, Optional<T> value, Writer<? super T> writer)
            throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            writer.write(out, value.get());
        }
    }

    private static <T> Optional<T> readOptional(DataInputStream in, Reader<T> reader) throws IOException {
        return in.readBoolean() ? Optional.of(reader.read(in)) : Optional.empty();
    }

    private static <T> void writeAll(DataOutputStream out, Collection<T> values, Writer<? super T> writer)
            throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(out, value);
        }
    }

    private static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
        int size = length(in);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(reader.read(in));
        }
        return values;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            out.writeByte(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else {
            out.writeByte(CHARS);
            out.writeInt(text.length());
            out.writeChars(text);
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        byte form = in.readByte();
        int length = length(in);
        return switch (form) {
            case UTF_8 -> new String(readBytes(in, length), StandardCharsets.UTF_8);
            case CHARS -> {
                char[] chars = new char[length];
                for (int i = 0; i < length; i++) {
                    chars[i] = in.readChar();
                }
                yield new String(chars);
            }
            default -> throw new IllegalArgumentException("a spooled entry with text of no known form");
        };
    }

    private static byte[] readBytes(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Whatever a length counts has a byte at least, so that no length is above what is left. */
    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("a spooled entry that ends too early");
        }
        return length;
    }
}
