package io.cpni.audit;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What very many records have in common: what was asked for, for what, and by which rules. It is kept once, under its hash,
 * which stands in the records. It is never erased, so it names no person.
 */
record Shape(
        Optional<Purpose> purpose,
        Optional<Recipient> recipient,
        Optional<ContactChannel> channel,
        Optional<Operation> operation,
        Optional<String> relation,
        Set<DataCategory> categories,
        List<String> shownColumns,
        List<String> maskedColumns,
        List<AppliedRule> rules,
        Optional<String> statementFingerprint) {

    private static final int VERSION = 1;

    static Shape of(AuditEntry entry) {
        return new Shape(
                entry.purpose(),
                entry.recipient()
                        .map(recipient -> recipient.kind().isPerson()
                                ? new Recipient(recipient.kind(), Optional.empty())
                                : recipient),
                entry.channel(),
                entry.operation(),
                entry.relation(),
                entry.categories(),
                entry.shownColumns(),
                entry.maskedColumns(),
                entry.rules(),
                entry.statementFingerprint());
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter()
                .u8(VERSION)
                .optionalName(purpose)
                .optionalName(recipient.map(Recipient::kind))
                .optionalText(recipient.flatMap(Recipient::name))
                .optionalName(channel)
                .optionalName(operation)
                .optionalText(relation);
        Set<DataCategory> inOrder =
                categories.isEmpty() ? EnumSet.noneOf(DataCategory.class) : EnumSet.copyOf(categories);
        out.u16(inOrder.size());
        inOrder.forEach(category -> out.text(category.name()));
        out.texts(shownColumns, shownColumns.size()).texts(maskedColumns, maskedColumns.size());
        out.u16(rules.size());
        rules.forEach(rule -> out.text(rule.id()).text(rule.citation()));
        return out.optionalText(statementFingerprint).toBytes();
    }

    static byte[] hash(byte[] encoded) {
        return Sha256.of(Sha256.SHAPE).add(encoded).end();
    }

    /**
     * Reads a shape.
     *
     * @throws MalformedRecordException if the bytes are none
     */
    static Shape decode(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        if (in.u8() != VERSION) {
            throw in.malformed("a shape of a version that is not known here");
        }
        Optional<Purpose> purpose = in.optionalName(Purpose.class);
        Optional<RecipientKind> recipientKind = in.optionalName(RecipientKind.class);
        Optional<String> recipientName = in.optionalText();
        Optional<ContactChannel> channel = in.optionalName(ContactChannel.class);
        Optional<Operation> operation = in.optionalName(Operation.class);
        Optional<String> relation = in.optionalText();
        List<DataCategory> categories = in.list(reader -> reader.name(DataCategory.class));
        Shape shape = new Shape(
                purpose,
                recipientKind.map(kind -> new Recipient(kind, recipientName)),
                channel,
                operation,
                relation,
                categories.isEmpty() ? Set.of() : EnumSet.copyOf(categories),
                in.texts(),
                in.texts(),
                in.list(reader -> new AppliedRule(reader.text(), reader.text())),
                in.optionalText());
        in.end();
        return shape;
    }
}
