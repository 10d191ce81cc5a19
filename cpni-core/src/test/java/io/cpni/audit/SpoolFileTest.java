package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SpoolFileTest {

    private static final String STREAM = "node-a.spool";
    private static final byte[] KEY = new byte[SpoolCipher.KEY_BYTES];
    private static final long PLENTY = 1 << 20;
    private static final int PLENTY_OF_WEIGHT = 1_000;
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(SpoolFile.class);

    @TempDir
    Path directory;

    private Path path;
    private SpoolFile spool;

    @BeforeEach
    void openSpool() throws IOException {
        LOGGER.setLevel(Level.OFF);
        path = directory.resolve("spool");
        spool = open();
        spool.beginAt(7);
    }

    @AfterEach
    void closeSpool() throws IOException {
        spool.close();
        LOGGER.setLevel(null);
    }

    private SpoolFile open() throws IOException {
        return SpoolFile.open(path, STREAM, new SpoolCipher(KEY), new SpooledEntryCodec(), PLENTY);
    }

    private void reopen() throws IOException {
        spool.close();
        spool = open();
    }

    private static AuditEntry entry(int i) {
        return annaBills(MONDAY_NINE.plusSeconds(i)).correlation("tx-" + i).build();
    }

    private void append(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            spool.append(entry(i));
        }
    }

    /** Takes all entries out, as replay does, and returns them as their places and correlations. */
    private List<String> takeAll() throws IOException {
        List<String> taken = new ArrayList<>();
        for (Optional<SpoolFile.Spooled> each = spool.peek(); each.isPresent(); each = spool.peek()) {
            taken.add(each.get().position().seq() + " "
                    + each.get().entry().correlation().orElse("lost"));
            spool.replayed(each.get().position().seq());
        }
        return taken;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> !each.toString().endsWith(".lock")).toList();
        }
    }

    @Test
    void entriesComeOutInTheirOrderAndTheFileIsThereOnlyWhileSomeWait() throws IOException {
        assertThat(files()).isEmpty();
        assertThat(spool.append(entry(0))).isEqualTo(new AuditPosition(STREAM, 7));
        assertThat(spool.append(entry(1))).isEqualTo(new AuditPosition(STREAM, 8));
        assertThat(files()).containsExactly(path);

        assertThat(takeAll()).containsExactly("7 tx-0", "8 tx-1");
        assertThat(files()).isEmpty();
        assertThat(spool.append(entry(2)).seq()).as("places go on").isEqualTo(9);
    }

    @Test
    void whatAnEarlierProcessLeftComesOutAndPlacesGoOn() throws IOException {
        append(3);
        spool.replayed(7);

        reopen();

        assertThat(spool.append(entry(3)).seq()).isEqualTo(10);
        assertThat(takeAll()).containsExactly("8 tx-1", "9 tx-2", "10 tx-3");
    }

    @Test
    void anEntryThatWasNotWrittenInFullIsDroppedAndThoseBeforeItAreNot() throws IOException {
        append(2);
        long before = Files.size(path);
        spool.append(entry(2));
        byte[] whole = Files.readAllBytes(path);
        for (int length = (int) before; length < whole.length; length++) {
            spool.close();
            Files.write(path, Arrays.copyOf(whole, length));
            spool = open();
            assertThat(takeAll()).as("cut to %s of %s", length, whole.length).containsExactly("7 tx-0", "8 tx-1");
            assertThat(files())
                    .as("nothing is kept aside of what nobody was told of")
                    .isEmpty();
        }
        spool.close();
        Files.write(path, Arrays.copyOf(Arrays.copyOf(whole, (int) before), whole.length));
        spool = open();
        assertThat(takeAll()).as("room was made, nothing written").containsExactly("7 tx-0", "8 tx-1");
        assertThat(files()).isEmpty();
    }

    @Test
    void aHeaderThatWasNotWrittenInFullIsRemoved() throws IOException {
        append(1);
        byte[] whole = Files.readAllBytes(path);
        spool.close();
        Files.write(path, Arrays.copyOf(whole, 20));
        spool = open();
        assertThat(files()).isEmpty();
    }

    /** Whatever byte is changed: what was before it comes out, and what is not replayed is kept. */
    @Test
    void noChangedByteIsPassedOverAndNothingIsThrownAway() throws IOException {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            spool.append(entry(i));
            ends.add((int) Files.size(path));
        }
        byte[] whole = Files.readAllBytes(path);
        spool.close();
        List<String> all = List.of("7 tx-0", "8 tx-1", "9 tx-2");
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1 << (i % Byte.SIZE);
            Files.write(path, changed);
            try {
                spool = open();
            } catch (IOException e) {
                assertThat(Files.readAllBytes(path)).as("refused, kept").isEqualTo(changed);
                refused++;
                continue;
            }
            List<String> both = takeAll();
            List<String> taken =
                    both.stream().filter(each -> !each.endsWith("lost")).toList();
            assertThat(taken).as("byte %s", i).hasSizeLessThan(3).isEqualTo(all.subList(0, taken.size()));
            assertThat(both)
                    .as("byte %s: a placeholder in each place", i)
                    .extracting(each -> each.split(" ")[0])
                    .containsExactly("7", "8", "9");
            List<Path> left = files();
            assertThat(left).as("byte %s: kept aside", i).hasSize(1);
            assertThat(left.get(0)).hasFileName("spool.damaged-" + (7 + taken.size()));
            assertThat(Files.readAllBytes(left.get(0)))
                    .as("byte %s: all from there on", i)
                    .isEqualTo(Arrays.copyOfRange(changed, begin(ends, taken.size()), changed.length));
            Files.delete(left.get(0));
            spool.close();
        }
        assertThat(refused).as("changes of the header").isBetween(50, 200);
        Files.deleteIfExists(path);
        spool = open();
    }

    private int begin(List<Integer> ends, int entry) {
        return entry == 0 ? headerBytes() : ends.get(entry - 1);
    }

    private static int headerBytes() {
        return 8 + 1 + STREAM.length() + 2 * Long.BYTES + 2 * SpoolCipher.OVERHEAD;
    }

    @Test
    void entriesThatWereMovedRemovedOrRepeatedAreFound() throws IOException {
        List<byte[]> parts = new ArrayList<>();
        spool.append(entry(0));
        byte[] one = Files.readAllBytes(path);
        for (int i = 1; i < 4; i++) {
            long before = Files.size(path);
            spool.append(entry(i));
            byte[] now = Files.readAllBytes(path);
            parts.add(Arrays.copyOfRange(now, (int) before, now.length));
        }
        for (List<Integer> order : List.of(List.of(1, 0, 2), List.of(1, 2), List.of(0, 0, 1), List.of(0, 2))) {
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.writeBytes(one);
            order.forEach(i -> changed.writeBytes(parts.get(i)));
            spool.close();
            Files.write(path, changed.toByteArray());
            spool = open();
            List<String> taken = takeAll();
            assertThat(taken)
                    .as("order %s", order)
                    .filteredOn(each -> !each.endsWith("lost"))
                    .isEqualTo(order.get(0) == 0 ? List.of("7 tx-0", "8 tx-1") : List.of("7 tx-0"));
            assertThat(taken).as("order %s", order).hasSize(1 + order.size());
            assertThat(files()).hasSize(1);
            Files.delete(files().get(0));
        }
    }

    /** While it is in use, too. */
    @Test
    void damageThatComesLaterIsFoundWhenItIsReplayed() throws IOException {
        append(3);
        byte[] whole = Files.readAllBytes(path);
        whole[whole.length - 1] ^= 1;
        Files.write(path, whole);

        assertThat(takeAll()).containsExactly("7 tx-0", "8 tx-1", "9 lost");
        assertThat(files()).singleElement().satisfies(aside -> assertThat(aside).hasFileName("spool.damaged-9"));
        assertThat(spool.append(entry(3)).seq()).as("a place is given once").isEqualTo(10);
    }

    @Test
    void wherePlacesWereGivenPlaceholdersSayThatTheirEntriesWereDamaged() throws IOException {
        append(3);
        byte[] whole = Files.readAllBytes(path);
        whole[headerBytes() + 100] ^= 1;
        Files.write(path, whole);

        AuditEntry placeholder = spool.peek().orElseThrow().entry();

        assertThat(placeholder.kind().releases()).isTrue();
        assertThat(placeholder.customers()).isEqualTo(CustomersConcerned.unnamed(0));
        assertThat(placeholder.justification().orElseThrow()).contains("damaged", "spool.damaged-7");
        assertThat(placeholder.at())
                .as("what an outcome that comes later says of its access")
                .isEqualTo(entry(0).at());
        reopen();
        assertThat(takeAll()).containsExactly("7 lost", "8 lost", "9 lost");
        assertThat(spool.append(entry(3)).seq()).isEqualTo(10);
    }

    /** What a disk refuses stands for a process that is killed there. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "forgetful"})
    void whoeverIsKilledBeforePlaceholdersAreOnTheDiskGivesNoPlaceAnew(String how) throws IOException {
        FaultyChannel.Disk disk = openOnFaultyDisk();
        append(3);
        byte[] whole = Files.readAllBytes(path);
        whole[headerBytes() + 100] ^= 1;
        Files.write(path, whole);
        disk.full = how.equals("full");
        disk.forgetful = how.equals("forgetful");

        assertThatThrownBy(() -> spool.peek()).isInstanceOf(IOException.class);
        assertThat(Files.readAllBytes(path)).as("as it was").isEqualTo(whole);
        assertThat(files()).as("no copy for each attempt").containsExactly(path);

        reopen();
        assertThat(takeAll()).containsExactly("7 lost", "8 lost", "9 lost");
        assertThat(spool.append(entry(3)).seq()).isEqualTo(10);
        assertThat(files()).contains(directory.resolve("spool.damaged-7")).hasSize(2);
    }

    @Test
    void whatStandsBeforeTheDamageAndWhatWasReplayedStayAsTheyAre() throws IOException {
        append(4);
        long before = Files.size(path);
        append(2);
        spool.replayed(8);
        byte[] whole = Files.readAllBytes(path);
        whole[(int) before + 100] ^= 1;
        Files.write(path, whole);

        assertThat(spool.peek(10, PLENTY_OF_WEIGHT))
                .extracting(each -> each.position().seq())
                .containsExactly(9L, 10L);
        assertThat(spool.append(entry(9)).seq()).isEqualTo(13);
        spool.replayed(9);
        reopen();

        assertThat(takeAll()).containsExactly("10 tx-3", "11 lost", "12 lost", "13 tx-9");
    }

    @Test
    void whatAProcessThatWasKilledLeftOfANewFileIsRemoved() throws IOException {
        append(1);
        Files.write(directory.resolve("spool.rewritten"), new byte[100]);

        reopen();

        assertThat(files()).containsExactly(path);
        assertThat(takeAll()).containsExactly("7 tx-0");
    }

    @Test
    void whereTheStreamEndsIsKnownWithoutTheFile() throws IOException {
        append(2);
        takeAll();
        assertThat(files()).isEmpty();

        reopen();

        assertThat(spool.rememberedEnd()).hasValue(9);
        spool.close();
        spool = SpoolFile.open(path, STREAM, new SpoolCipher(key(1)), new SpooledEntryCodec(), PLENTY);
        assertThat(spool.rememberedEnd()).as("under another key").isEmpty();
        spool.close();
        spool = SpoolFile.open(path, "node-b.spool", new SpoolCipher(KEY), new SpooledEntryCodec(), PLENTY);
        assertThat(spool.rememberedEnd()).as("of another stream").isEmpty();
    }

    @Test
    void severalEntriesAreTakenAtOnceWithinTheWeightOfACommit() throws IOException {
        append(5);
        assertThat(spool.peek(3, 100)).extracting(each -> each.position().seq()).containsExactly(7L, 8L, 9L);
        assertThat(spool.peek(9, 2)).extracting(each -> each.position().seq()).containsExactly(7L, 8L);
        assertThat(spool.peek(9, 0)).as("one at least").hasSize(1);
        spool.replayed(9);
        assertThat(takeAll()).containsExactly("10 tx-3", "11 tx-4");
    }

    @Test
    void anEntryThatTheStoreRefusesIsKeptInASpoolOfItsOwn() throws IOException {
        append(2);
        spool.replayed(7);

        Path kept = spool.keepRefused(8);

        assertThat(kept).hasFileName("spool.refused-8");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        try (SpoolFile again = SpoolFile.open(kept, STREAM, new SpoolCipher(KEY), new SpooledEntryCodec(), PLENTY)) {
            SpoolFile.Spooled spooled = again.peek().orElseThrow();
            assertThat(spooled.position().seq()).isEqualTo(8);
            assertThat(spooled.entry()).isEqualTo(entry(1));
        }
    }

    /** Which outcomes there were matters as long as the store cannot tell. */
    @Test
    void whichAccessesWereClosedIsForgottenWithTheFile() throws IOException {
        AuditPosition position = spool.append(entry(0));
        AuditEntry outcome =
                AuditEntry.outcomeOf(position, entry(0), MONDAY_NINE).build();
        spool.append(outcome);
        assertThatThrownBy(() -> spool.append(outcome)).hasMessageContaining("outcome already");
        takeAll();
        assertThat(spool.append(outcome).seq()).as("the store refuses it").isEqualTo(9);
    }

    @Test
    void whatWasReplayedIsNotReplayedAgainThoughSomebodyPutsTheCounterOfAnotherFileThere() throws IOException {
        append(3);
        byte[] forged = Files.readAllBytes(path);
        spool.replayed(7);
        spool.close();
        // The counter of three of three entries, under a key that is not the spool's.
        byte[] counter = new SpoolCipher(key(1)).seal(new byte[] {0, 0, 0, 0, 0, 0, 0, 3}, STREAM, ~7L);
        int header = 8 + 1 + STREAM.length() + Long.BYTES + SpoolCipher.OVERHEAD;
        System.arraycopy(counter, 0, forged, header, counter.length);
        Files.write(path, forged);

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another key, or changed");
        Files.delete(path);
        spool = open();
    }

    private static byte[] key(int first) {
        byte[] key = KEY.clone();
        key[0] = (byte) first;
        return key;
    }

    @Test
    void anotherKeyOrAnotherStreamIsRefusedAndTheFileStays() throws IOException {
        append(1);
        spool.close();
        assertThatThrownBy(() -> SpoolFile.open(path, STREAM, new SpoolCipher(key(1)), new SpooledEntryCodec(), PLENTY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() ->
                        SpoolFile.open(path, "node-b.spool", new SpoolCipher(KEY), new SpooledEntryCodec(), PLENTY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no spool of node-b.spool");
        spool = open();
        assertThat(takeAll()).containsExactly("7 tx-0");
    }

    @Test
    void theFileIsOneLogsAtATime() throws IOException {
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
        reopen();
    }

    @Test
    void nothingCanBeReadInTheFileAndNobodyElseMayOpenIt() throws IOException {
        append(1);
        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).doesNotContain("anna", "tx-0", "call_record");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFullSpoolTakesNothingAndTakesAgainOnceItIsReplayed() throws IOException {
        spool.close();
        long room = 2_500;
        spool = SpoolFile.open(path, STREAM, new SpoolCipher(KEY), new SpooledEntryCodec(), room);
        spool.beginAt(0);
        List<String> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        taken.add(spool.append(entry(i)).seq() + " tx-" + i);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("full");
        assertThat(Files.size(path)).isLessThanOrEqualTo(room);
        assertThat(taken).hasSizeGreaterThan(1);
        assertThat(takeAll()).isEqualTo(taken);
        assertThat(spool.append(entry(0)).seq()).isEqualTo(taken.size());
    }

    private FaultyChannel.Disk openOnFaultyDisk() throws IOException {
        spool.close();
        FaultyChannel.Disk disk = new FaultyChannel.Disk();
        spool = SpoolFile.open(
                path,
                STREAM,
                new SpoolCipher(KEY),
                new SpooledEntryCodec(),
                PLENTY,
                (file, options) -> new FaultyChannel(FileChannel.open(file, options), disk));
        if (spool.isEmpty()) {
            spool.beginAt(7);
        }
        return disk;
    }

    @Test
    void anEntryIsConfirmedWhenTheDiskHasItAndNotBefore() throws Exception {
        FaultyChannel.Disk disk = openOnFaultyDisk();
        spool.append(entry(0));
        disk.mayForce = new CountDownLatch(1);
        int before = disk.forces.get();
        CompletableFuture<AuditPosition> append = CompletableFuture.supplyAsync(() -> {
            try {
                return spool.append(entry(1));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        while (disk.forces.get() == before) {
            assertThat(append.isDone()).as("confirmed before the disk had it").isFalse();
            Thread.onSpinWait();
        }
        assertThat(append.isDone()).isFalse();
        disk.mayForce.countDown();
        assertThat(append.get().seq()).isEqualTo(8);
    }

    @Test
    void ofThoseThatAppendAtTheSameTimeSeveralShareOneWaitForTheDisk() throws Exception {
        FaultyChannel.Disk disk = openOnFaultyDisk();
        spool.append(entry(0));
        disk.mayForce = new CountDownLatch(1);
        int before = disk.forces.get();
        List<CompletableFuture<AuditPosition>> appends = new ArrayList<>();
        java.util.concurrent.ExecutorService callers = java.util.concurrent.Executors.newFixedThreadPool(10);
        try {
            for (int i = 0; i < 10; i++) {
                int number = i;
                appends.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return spool.append(entry(number));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        callers));
            }
            while (spool.bytes() < Files.size(path) || waiting() < 11) {
                Thread.onSpinWait();
            }
            disk.mayForce.countDown();
            for (CompletableFuture<AuditPosition> append : appends) {
                append.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(disk.forces.get() - before).isBetween(1, 2);
    }

    private int waiting() throws IOException {
        int entries = 0;
        byte[] bytes = Files.readAllBytes(path);
        for (int at = headerBytes();
                at < bytes.length;
                at += 12 + java.nio.ByteBuffer.wrap(bytes).getInt(at)) {
            entries++;
        }
        return entries;
    }

    @Test
    void whileTheDiskIsFullNothingIsTakenAndAfterwardsItGoesOn() throws IOException {
        FaultyChannel.Disk disk = openOnFaultyDisk();
        spool.append(entry(0));
        disk.full = true;
        // Half of it is more than the whole of the next one.
        AuditEntry large =
                annaBills(MONDAY_NINE).justification("x".repeat(2_000)).build();
        assertThatThrownBy(() -> spool.append(large))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        disk.full = false;
        assertThat(spool.append(entry(2)).seq()).isEqualTo(8);
        reopen();
        assertThat(takeAll()).containsExactly("7 tx-0", "8 tx-2");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDiskThatIsFullFromTheBeginningLeavesNoFile() throws IOException {
        FaultyChannel.Disk disk = openOnFaultyDisk();
        disk.full = true;
        assertThatThrownBy(() -> spool.append(entry(0))).hasMessageContaining("No space left");
        assertThat(files()).isEmpty();
        disk.full = false;
        assertThat(spool.append(entry(0)).seq()).isEqualTo(7);
    }

    /** What such a disk did not keep it does not report a second time. */
    @Test
    void aDiskThatFailedToKeepAnEntryIsNotTrustedUntilTheFileIsGone() throws IOException {
        FaultyChannel.Disk disk = openOnFaultyDisk();
        spool.append(entry(0));
        disk.forgetful = true;
        assertThatThrownBy(() -> spool.append(entry(1))).hasMessageContaining("Input/output");
        disk.forgetful = false;
        assertThatThrownBy(() -> spool.append(entry(2))).hasMessageContaining("failed to keep");

        assertThat(takeAll()).as("a record too many is harmless").containsExactly("7 tx-0", "8 tx-1");
        assertThat(spool.append(entry(3)).seq()).isEqualTo(9);
    }

    @Test
    void anAccessOfTheSpoolIsClosedOnceAfterARestartToo() throws IOException {
        AuditPosition position = spool.append(entry(0));
        AuditEntry outcome =
                AuditEntry.outcomeOf(position, entry(0), MONDAY_NINE).build();
        spool.append(outcome);
        assertThatThrownBy(() -> spool.append(outcome)).hasMessageContaining("outcome already");
        reopen();
        assertThatThrownBy(() -> spool.append(outcome)).hasMessageContaining("outcome already");
        AuditEntry ofNone = AuditEntry.outcomeOf(new AuditPosition(STREAM, 9), entry(0), MONDAY_NINE)
                .build();
        assertThatThrownBy(() -> spool.append(ofNone)).hasMessageContaining("never spooled");
    }
}
