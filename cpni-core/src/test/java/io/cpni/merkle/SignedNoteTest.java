package io.cpni.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.merkle.NoteException.Reason;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignedNoteTest {

    private static final String NOTE = Signers.note(3).render();
    private static final String LINE = NOTE.substring(NOTE.lastIndexOf("\n\n") + 2);

    static Stream<Arguments> malformed() {
        String base64 = LINE.strip().substring(LINE.lastIndexOf(' ') + 1);
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("text alone", "text\n"),
                Arguments.of("no empty line", "text\n" + LINE),
                Arguments.of("no signature", "text\n\n"),
                Arguments.of("cut", NOTE.strip()),
                Arguments.of("carriage returns", NOTE.replace("\n", "\r\n")),
                Arguments.of("a carriage return in the text", "te\rxt\n\n" + LINE),
                Arguments.of("a tab in the text", "te\txt\n\n" + LINE),
                Arguments.of("half a surrogate pair", "te\ud800xt\n\n" + LINE),
                Arguments.of("a hyphen for the dash", "text\n\n" + LINE.replace('\u2014', '-')),
                Arguments.of("a dash without space", "text\n\n" + LINE.replace("\u2014 ", "\u2014")),
                Arguments.of("no name", "text\n\n\u2014 " + base64 + "\n"),
                Arguments.of("an empty name", "text\n\n\u2014  " + base64 + "\n"),
                Arguments.of("a plus in the name", "text\n\n\u2014 a+b " + base64 + "\n"),
                Arguments.of("a space in the name", "text\n\n\u2014 a b " + base64 + "\n"),
                Arguments.of("bad Base64", "text\n\n\u2014 a !!!!\n"),
                Arguments.of("Base64 without padding", "text\n\n\u2014 a " + base64.replace("=", "") + "\n"),
                Arguments.of("Base64 for URLs", "text\n\n\u2014 a AAAAAAA_-_8=\n"),
                Arguments.of("a key id alone", "text\n\n\u2014 a AAAAAA==\n"),
                Arguments.of("a key id cut", "text\n\n\u2014 a AAAA\n"),
                Arguments.of("a space at the end", "text\n\n" + LINE.replace("\n", " \n")),
                Arguments.of("text behind", NOTE + "text\n"),
                Arguments.of("101 signatures", "text\n\n" + LINE.repeat(101)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsNoNoteIsRefused(String what, String note) {
        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> SignedNote.parse(note))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void aNoteIsWrittenAsItWasRead() {
        String note = "text\n\nwith an empty line and \u00e9\ud83d\ude00\n\n" + LINE.repeat(100);

        SignedNote read = SignedNote.parse(note);

        assertThat(read.render()).isEqualTo(note);
        assertThat(read.lines()).hasSize(100);
        assertThat(read.text()).isEqualTo("text\n\nwith an empty line and \u00e9\ud83d\ude00\n");
    }

    @Test
    void aLineOfAnotherKeyIsPassedOver() {
        SignedNote note = Signers.note(3);
        NoteKey known = NoteKey.of(Signers.ORIGIN, Signers.of(1).publicKey());
        NoteKey sameName = NoteKey.of(Signers.ORIGIN, Signers.of(2).publicKey());
        SignedNote.Line unknown = new SignedNote.Line("somebody", known.id(), new byte[64]);

        SignedNote further = note.with(List.of(unknown));

        assertThat(further.verifiedBy(List.of(sameName, known))).containsExactly(known);
        assertThat(further.verifiedBy(List.of(sameName))).isEmpty();
        assertThat(further.verifiedBy(List.of())).isEmpty();
    }

    @Test
    void aBadLineOfATrustedKeyRefusesTheNoteWhateverElseSignedIt() {
        NoteKey first = NoteKey.of(Signers.ORIGIN, Signers.of(1).publicKey());
        NoteKey second = NoteKey.of(Signers.ORIGIN, Signers.of(2).publicKey());
        SignedNote note = Signers.note(3).with(List.of(new SignedNote.Line(Signers.ORIGIN, second.id(), new byte[64])));

        assertThat(note.verifiedBy(List.of(first))).containsExactly(first);
        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> note.verifiedBy(List.of(first, second)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE))
                .withMessageContaining(Signers.ORIGIN);
    }

    @Test
    void aChangedTextIsRefused() {
        NoteKey key = NoteKey.of(Signers.ORIGIN, Signers.of(1).publicKey());
        SignedNote changed = SignedNote.parse(NOTE.replace("\n3\n", "\n4\n"));

        assertThatExceptionOfType(NoteException.class)
                .isThrownBy(() -> changed.verifiedBy(List.of(key)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
    }

    @Test
    void aLineIsAddedOnceAndAHundredAtMost() {
        SignedNote note = Signers.note(3);
        List<SignedNote.Line> many = IntStream.range(0, 100)
                .mapToObj(i -> new SignedNote.Line("witness-" + i, i, new byte[72]))
                .toList();

        assertThat(note.with(note.lines())).isEqualTo(note);
        assertThat(note.with(many.subList(0, 99)).lines()).hasSize(100);
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> note.with(many));
    }
}
