package io.cpni.merkle;

import static io.cpni.merkle.Signers.ORIGIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.merkle.Trees.Kept;
import io.cpni.merkle.WitnessException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileWitnessTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private FileWitness witness;

    @BeforeEach
    void open() {
        directory = temporary.resolve("witness");
        witness = again();
    }

    /** A witness that knows nothing but the directory, as after a restart. */
    private FileWitness again() {
        return FileWitness.in(directory, Signers.trusting(1));
    }

    private static LongFunction<ConsistencyProof> proofs(int size) {
        return from -> {
            Kept tiles = new Kept();
            Trees.grown(size, tiles);
            return new TreeProofs(tiles, size, Trees.lastLeaves(size)).consistency(from, size);
        };
    }

    private static SignedNote publish(FileWitness witness, int size) {
        return witness.publish(Signers.note(size), proofs(size));
    }

    private static void assertFails(Kind kind, String message, Runnable what) {
        assertThatExceptionOfType(WitnessException.class)
                .isThrownBy(what::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private Path file() {
        return witness.file(ORIGIN);
    }

    @Test
    void whatWasPublishedIsReadBack() throws IOException {
        assertThat(witness.latest(ORIGIN)).isEmpty();
        SignedNote three = publish(witness, 3);
        SignedNote seven = publish(witness, 7);

        assertThat(witness.latest(ORIGIN)).contains(seven);
        assertThat(again().latest(ORIGIN)).contains(seven);
        assertThat(again().latest("example.com/cpni/node-b")).isEmpty();
        assertThat(Files.readString(file())).isEqualTo(three.render() + "\n" + seven.render() + "\n");
        List<SignedNote> all = new ArrayList<>();
        FileWitness.read(file(), all::add);
        assertThat(all).containsExactly(three, seven);
    }

    @Test
    void theSameCheckpointIsWrittenOnceButForNewSignatures() throws IOException {
        publish(witness, 3);
        publish(witness, 3);
        publish(again(), 3);
        assertThat(Files.readString(file())).isEqualTo(Signers.note(3).render() + "\n");

        SignedNote both = Signers.checkpoint(3).sign(List.of(Signers.of(2), Signers.of(1)));
        witness.publish(both, proofs(3));
        FileWitness trustingTheNew = FileWitness.in(directory, Signers.trusting(2));
        assertThat(trustingTheNew.latest(ORIGIN)).contains(both);
    }

    @Test
    void aLogThatWasCutIsAnAlarm() throws IOException {
        publish(witness, 7);
        long size = Files.size(file());

        assertFails(Kind.INCONSISTENT, "had 7 records and now has 3: it was cut", () -> publish(witness, 3));
        assertFails(Kind.INCONSISTENT, "it was cut", () -> publish(again(), 0));
        assertThat(Files.size(file())).isEqualTo(size);
    }

    @Test
    void aLogThatWasWrittenAnewIsAnAlarm() throws IOException {
        publish(witness, 7);
        long size = Files.size(file());
        SignedNote sameSize = new Checkpoint(ORIGIN, 7, Trees.leaf(0)).sign(List.of(Signers.of(1)));
        SignedNote larger = new Checkpoint(ORIGIN, 9, Trees.leaf(0)).sign(List.of(Signers.of(1)));

        assertFails(Kind.INCONSISTENT, "written anew", () -> witness.publish(sameSize, proofs(7)));
        assertFails(Kind.INCONSISTENT, "written anew", () -> again().publish(larger, proofs(9)));
        // Verifies, but of other sizes than those of the checkpoints.
        SignedNote sameRoot = new Checkpoint(ORIGIN, 9, Trees.root(Trees.leaves(7))).sign(List.of(Signers.of(1)));
        ConsistencyProof toItself = new ConsistencyProof(7, 7, List.of());
        assertFails(Kind.INCONSISTENT, "written anew", () -> witness.publish(sameRoot, from -> toItself));
        assertThat(Files.size(file())).isEqualTo(size);
    }

    @Test
    void aProofIsAskedForFromTheLastSizeOnly() {
        List<Long> asked = new ArrayList<>();
        LongFunction<ConsistencyProof> noting = from -> {
            asked.add(from);
            return proofs(9).apply(from);
        };

        publish(witness, 5);
        publish(witness, 7);
        again().publish(Signers.note(9), noting);

        assertThat(asked).containsExactly(7L);
    }

    @Test
    void aNoteThatNoTrustedKeySignedIsNotTaken() {
        SignedNote note = Signers.checkpoint(3).sign(List.of(Signers.of(2)));

        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> witness.publish(note, proofs(3)));
        assertThat(directory).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 30, 100, 150, 190, 193})
    void aNoteThatWasNotWrittenWholeIsPassedOverAndRemoved(int bytes) throws IOException {
        publish(witness, 3);
        byte[] torn = Arrays.copyOf((Signers.note(5).render() + "\n").getBytes(UTF_8), bytes);
        assertThat(torn.length).isLessThan(Signers.note(5).render().getBytes(UTF_8).length + 1);
        Files.write(file(), torn, StandardOpenOption.APPEND);

        assertThat(witness.latest(ORIGIN)).contains(Signers.note(3));
        assertThat(again().latest(ORIGIN)).contains(Signers.note(3));

        publish(again(), 7);
        assertThat(Files.readString(file()))
                .isEqualTo(Signers.note(3).render() + "\n" + Signers.note(7).render() + "\n");
        assertThat(witness.latest(ORIGIN)).contains(Signers.note(7));
    }

    @Test
    void aDamagedNoteInTheMiddleIsNamedByItsLine() throws IOException {
        publish(witness, 3);
        publish(witness, 5);
        publish(witness, 7);
        String notes = Files.readString(file());

        for (String damaged : List.of(
                notes.replace("\n5\n", "\nfive\n"),
                notes.replace("\n5\n", "\n05\n"),
                notes.replace("\n5\n", "\n"),
                notes.replace("\n5\n", "\n2\n"),
                notes.replace("\n5\n", "\n\n5\n"),
                notes.replace(ORIGIN + "\n5\n", "example.com/cpni/node-b\n5\n"))) {
            Files.writeString(file(), damaged);
            assertFails(Kind.UNBELIEVABLE, file() + ", line 7: ", () -> again().latest(ORIGIN));
            assertFails(Kind.UNBELIEVABLE, file() + ", line 7: ", () -> publish(again(), 9));
            assertFails(Kind.UNBELIEVABLE, file() + ", line 7: ", () -> FileWitness.read(file(), note -> {}));
            assertThat(Files.readString(file())).isEqualTo(damaged);
        }
        Files.write(file(), new byte[] {(byte) 0xff, '\n', '\n', '\n'});
        assertFails(Kind.UNBELIEVABLE, ", line 1: ", () -> again().latest(ORIGIN));
        Files.write(file(), new byte[(1 << 20) + 1]);
        assertFails(Kind.UNBELIEVABLE, "no note is as long", () -> again().latest(ORIGIN));
    }

    @Test
    void aLastNoteThatNoTrustedKeySignedIsNotBelieved() throws IOException {
        publish(witness, 3);
        SignedNote forged = Signers.checkpoint(9).sign(List.of(Signers.of(2)));
        Files.writeString(file(), forged.render() + "\n", StandardOpenOption.APPEND);

        assertFails(Kind.UNBELIEVABLE, "is not believed", () -> witness.latest(ORIGIN));
        assertFails(Kind.UNBELIEVABLE, "is not believed", () -> publish(again(), 10));
    }

    @Test
    void aFileThatWasCutOrTakenAwayIsAnAlarmToWhoSawIt() throws IOException {
        publish(witness, 3);
        publish(witness, 5);
        Files.writeString(file(), Signers.note(3).render() + "\n");
        assertFails(Kind.UNBELIEVABLE, "the file was cut", () -> witness.latest(ORIGIN));
        assertFails(Kind.UNBELIEVABLE, "the file was cut", () -> publish(witness, 9));

        Files.delete(file());
        assertFails(Kind.UNBELIEVABLE, "was there and is gone", () -> witness.latest(ORIGIN));
        assertFails(Kind.UNBELIEVABLE, "was there and is gone", () -> publish(witness, 9));
    }

    @Test
    void theNotesOfAnotherLogAreNotTakenForThisOnes() throws IOException {
        publish(witness, 3);
        String other = "example.com/cpni/node-b";
        Files.copy(file(), witness.file(other));

        assertFails(Kind.UNBELIEVABLE, "the notes of another log", () -> witness.latest(other));
    }

    @Test
    void everyOriginHasAFileOfItsOwnInTheDirectory() {
        List<String> origins = List.of(
                "a",
                "A",
                ".",
                "..",
                "/etc/passwd",
                "../a",
                "a/b",
                "a\\b",
                "a:b",
                "a%2fb",
                "\u00e9",
                "e\u0301",
                "~",
                "a~b",
                ".a",
                "a.",
                "x".repeat(151),
                "x".repeat(152),
                "x".repeat(149) + "y",
                "/".repeat(5_000));

        Set<Path> files = origins.stream().map(witness::file).collect(Collectors.toSet());

        assertThat(files).hasSize(origins.size()).allSatisfy(file -> {
            assertThat(file.normalize().getParent()).isEqualTo(directory);
            assertThat(file.getFileName().toString())
                    .matches("[a-z0-9_%-][a-z0-9._%~-]*\\.notes")
                    .hasSizeLessThan(200);
        });
        assertThat(files.stream().map(file -> file.toString().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(file().getFileName()).hasToString("example.com%2fcpni%2fnode-a.notes");
    }

    @Test
    void twoProcessesDoNotWriteAtOnce() throws Exception {
        publish(witness, 3);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of(Holder.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        Holder.class.getName(),
                        file().toString())
                .redirectErrorStream(true)
                .start();
        FutureTask<SignedNote> waiting = new FutureTask<>(() -> publish(witness, 5));
        Thread writer = new Thread(waiting);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            writer.start();
            while (!waiting.isDone() && !isLocking(writer)) {
                Thread.onSpinWait();
            }
            assertThat(waiting.isDone())
                    .as("written while the other process held the file")
                    .isFalse();

            other.getOutputStream().close();
            assertThat(waiting.get()).isEqualTo(Signers.note(5));
            assertThat(again().latest(ORIGIN)).contains(Signers.note(5));
        } finally {
            other.destroyForcibly();
        }
    }

    /** Another process: holds a file's lock until its input ends. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println("locked");
                while (System.in.read() >= 0) {
                    // Whatever is said, only the end counts.
                }
            }
        }
    }

    private static boolean isLocking(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("FileDispatcherImpl")
                        && frame.getMethodName().startsWith("lock"));
    }

    @Test
    void threadsThatPublishAtOnceLeaveAGrowingLog() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> publishing = Stream.iterate(1, i -> i + 1)
                    .limit(20)
                    .<Callable<Boolean>>map(size -> () -> {
                        try {
                            publish(again(), size);
                            return true;
                        } catch (WitnessException e) {
                            assertThat(e).hasMessageContaining("it was cut");
                            return false;
                        }
                    })
                    .toList();
            int written = 0;
            for (Future<Boolean> done : threads.invokeAll(publishing)) {
                written += done.get() ? 1 : 0;
            }
            List<Long> sizes = new ArrayList<>();
            FileWitness.read(
                    file(), note -> sizes.add(Checkpoint.unverified(note).size()));

            assertThat(sizes)
                    .hasSize(written)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(20L);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsUnavailable() throws IOException {
        Files.writeString(directory, "a file where the directory should be");

        assertFails(Kind.UNAVAILABLE, "cannot read or write", () -> publish(witness, 3));
    }
}
