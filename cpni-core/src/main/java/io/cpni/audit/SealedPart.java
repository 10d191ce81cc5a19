package io.cpni.audit;

import io.cpni.purpose.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a record holds encrypted only.
 *
 * @param justification the reason given, in words that may be about a customer
 * @param accessor id of the accessor, where that is a customer
 * @param onBehalfOf the person for whom a system asked: of a portal, a customer
 * @param recipient name of the recipient, where that is a person; those of firms and bodies stand in the {@link Shape}
 * @param statements statements with their values
 */
record SealedPart(
        Optional<String> justification,
        Optional<String> accessor,
        Optional<String> onBehalfOf,
        Optional<String> recipient,
        List<RecordedStatement> statements) {

    /** What a record holds of which nothing can be opened. */
    static final SealedPart NOTHING =
            new SealedPart(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    private static final int VERSION = 2;

    /** Lengths are rounded up to this, because that of a value tells about the value. */
    private static final int BLOCK = 64;

    static SealedPart of(AuditEntry entry) {
        return new SealedPart(
                entry.justification(),
                entry.accessorCustomer().isPresent() ? entry.accessor() : Optional.empty(),
                entry.onBehalfOf(),
                entry.recipient().filter(each -> each.kind().isPerson()).flatMap(Recipient::name),
                entry.statements());
    }

    boolean isEmpty() {
        return equals(NOTHING);
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter()
                .u8(VERSION)
                .optionalText(justification)
                .optionalText(accessor)
                .optionalText(onBehalfOf)
                .optionalText(recipient);
        out.u16(statements.size());
        for (RecordedStatement statement : statements) {
            out.text(statement.fingerprint())
                    .block(AuditText.utf8(statement.text()))
                    .texts(statement.parameters(), statement.parameters().size());
        }
        while (out.length() % BLOCK != 0) {
            out.u8(0);
        }
        return out.toBytes();
    }

    /**
     * Reads the part.
     *
     * @throws MalformedRecordException if the bytes are none
     */
    static SealedPart decode(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        if (in.u8() != VERSION) {
            throw in.malformed("an encrypted part of a version that is not known here");
        }
        Optional<String> justification = in.optionalText();
        Optional<String> accessor = in.optionalText();
        Optional<String> onBehalfOf = in.optionalText();
        Optional<String> recipient = in.optionalText();
        List<RecordedStatement> statements = new ArrayList<>(in.list(
                reader -> new RecordedStatement(reader.text(), AuditText.ofUtf8(reader.block()), reader.texts())));
        while (in.hasMore()) {
            if (in.u8() != 0) {
                throw in.malformed("something where zeros belong");
            }
        }
        return new SealedPart(justification, accessor, onBehalfOf, recipient, List.copyOf(statements));
    }
}
