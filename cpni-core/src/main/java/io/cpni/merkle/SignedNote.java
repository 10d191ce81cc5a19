package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cpni.merkle.NoteException.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A text with signatures under it, as C2SP's signed-note writes it. Nothing is to be believed of the text before the note
 * was verified.
 *
 * @param text the text, which ends with a line feed
 * @param lines the signatures, in their order, from 1 to 100
 */
public record SignedNote(String text, List<Line> lines) {

    /** How many lines a note has at most. */
    public static final int MOST_LINES = 100;

    private static final String DASH = "\u2014 ";

    /**
     * Checks the text.
     *
     * @throws NoteException if this is no note
     */
    public SignedNote {
        checkText(text);
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw NoteException.malformed("a note has 1 to " + MOST_LINES + " signatures, not " + lines.size());
        }
    }

    /**
     * Reads a note. Nothing is verified.
     *
     * @throws NoteException if it isn't written as a note is
     */
    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw NoteException.malformed("a note has an empty line between its text and its signatures");
        }
        return new SignedNote(note.substring(0, blank + 1), parseLines(note.substring(blank + 2)));
    }

    /** Reads signature lines, each with its line feed. */
    static List<Line> parseLines(String text) {
        List<Line> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                throw NoteException.malformed("the last signature has no line feed; it may have been cut");
            }
            lines.add(Line.parse(text.substring(start, end), lines.size() + 1));
            start = end + 1;
        }
        return lines;
    }

    private static void checkText(String text) {
        if (!text.endsWith("\n")) {
            throw NoteException.malformed("the text of a note ends with a line feed");
        }
        text.codePoints().forEach(c -> {
            if (c < ' ' && c != '\n') {
                throw NoteException.malformed("a note has no control characters but line feeds");
            }
            if (KeyNames.isHalfPair(c)) {
                throw NoteException.malformed("a note has half a surrogate pair, which UTF-8 cannot write");
            }
        });
    }

    /** Returns the note as it is written, which {@link #parse} reads back. */
    public String render() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.render()));
        return note.toString();
    }

    /** Returns this note with further lines under it, those left out that it has already. */
    public SignedNote with(List<Line> further) {
        List<Line> all = new ArrayList<>(lines);
        further.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /**
     * Returns those of the trusted keys that signed the note. A line of another key says nothing, even where it bears a
     * trusted key's name or id.
     *
     * @throws NoteException if a line bears a trusted key's name and id, but that key didn't sign the text
     */
    public List<NoteKey> verifiedBy(Collection<NoteKey> trusted) {
        byte[] signed = text.getBytes(UTF_8);
        List<NoteKey> verified = new ArrayList<>();
        for (Line line : lines) {
            List<NoteKey> named = trusted.stream().filter(line::isOf).distinct().toList();
            for (NoteKey key : named) {
                if (!key.verifies(signed, line.signature())) {
                    throw new NoteException(
                            Reason.BAD_SIGNATURE,
                            "the signature of the trusted key \"" + key.name()
                                    + "\" is not by that key over this text: the note was changed");
                }
                if (!verified.contains(key)) {
                    verified.add(key);
                }
            }
        }
        return verified;
    }

    /** One signature. Holds the bytes as they were read; whether they sign anything is for a {@link NoteKey} to say. */
    public static final class Line {

        private final String name;
        private final int keyId;
        private final byte[] signature;

        /**
         * Makes a line.
         *
         * @param name the key's name
         * @param keyId the number by which lines of this key are found
         * @param signature at least one byte
         * @throws NoteException if the name is none, or there is no signature
         */
        public Line(String name, int keyId, byte[] signature) {
            try {
                this.name = KeyNames.check("name in a signature", name);
            } catch (IllegalArgumentException e) {
                throw new NoteException(Reason.MALFORMED, String.valueOf(e.getMessage()), e);
            }
            if (signature.length == 0) {
                throw NoteException.malformed("a signature has no bytes behind its key's id");
            }
            this.keyId = keyId;
            this.signature = signature.clone();
        }

        private static Line parse(String line, int number) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith(DASH) || space <= DASH.length()) {
                throw NoteException.malformed(
                        "signature " + number + " is not written as a long dash (U+2014), the key's"
                                + " name and Base64, with a space between each");
            }
            byte[] bytes;
            try {
                bytes = StrictBase64.decode(line.substring(space + 1));
            } catch (IllegalArgumentException e) {
                throw new NoteException(Reason.MALFORMED, "signature " + number + ": " + e.getMessage(), e);
            }
            if (bytes.length < Integer.BYTES) {
                throw NoteException.malformed("signature " + number + " is shorter than a key's id");
            }
            return new Line(
                    line.substring(DASH.length(), space),
                    ByteBuffer.wrap(bytes).getInt(),
                    Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
        }

        /** Returns the key's name. */
        public String name() {
            return name;
        }

        /** Returns the number by which lines of this key are found. */
        public int keyId() {
            return keyId;
        }

        /** Returns a copy of the signature. */
        public byte[] signature() {
            return signature.clone();
        }

        /** Tells whether the line bears the name and the id of a key. */
        boolean isOf(NoteKey key) {
            return name.equals(key.name()) && keyId == key.id();
        }

        /** Returns the line as it is written, with its line feed. */
        String render() {
            byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                    .putInt(keyId)
                    .put(signature)
                    .array();
            return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Line line
                    && name.equals(line.name)
                    && keyId == line.keyId
                    && Arrays.equals(signature, line.signature);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(signature);
        }

        @Override
        public String toString() {
            return render().stripTrailing();
        }
    }
}
