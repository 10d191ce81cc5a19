package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TileSource;
import io.cpni.merkle.TreeProofs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export. What stands before the records is read when it is opened; the records are read again from the start of the
 * file for each stream, so that a file of any length needs no more memory than its checkpoints, 32 bytes a person, its upper
 * tiles, at most two megabytes a stream and a tile for each record of a purge.
 */
final class ExportSource implements LogSource {

    private static final int TILES_KEPT = 4;
    private static final int TILE_LEAVES = RecordTable.TILE_WIDTH;

    private final Path file;
    private final List<Stream> streams = new ArrayList<>();
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, List<Purge>> purges = new HashMap<>();
    private final Map<Integer, TreeMap<Long, StoredNote>> notes = new HashMap<>();
    private final Map<String, RecordTable.Row> cited = new HashMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Commitments commitments = new Commitments();

    /** Tiles above the leaves, and those of leaves that no complete tile above stands for: the tree cannot do without them. */
    private final Map<String, byte[]> tiles = new HashMap<>();

    /** The hashes of the leaves behind the last complete tile of each stream. */
    private final Map<Integer, List<NodeHash>> edges = new HashMap<>();

    private final Map<String, byte[]> shapes = new HashMap<>();

    /** The tiles of leaves that were read last: each stands before its records. */
    private final Map<String, byte[]> lastTiles = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > TILES_KEPT;
        }
    };

    private ExportSource(Path file) {
        this.file = file;
    }

    /**
     * Opens an export.
     *
     * @throws StoreUnavailableException if the file cannot be read, or is no export or was cut
     */
    static ExportSource open(Path file) {
        ExportSource source = new ExportSource(file);
        source.lines(source::take);
        return source;
    }

    private void lines(Consumer<String[]> visitor) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.US_ASCII))) {
            String line = in.readLine();
            if (!AuditExport.FIRST_LINE.equals(line)) {
                throw broken("it does not begin with \"" + AuditExport.FIRST_LINE + "\"", null);
            }
            long number = 1;
            boolean ended = false;
            while ((line = in.readLine()) != null) {
                number++;
                if (ended) {
                    throw broken("it goes on behind its end", null);
                }
                try {
                    ended = line.equals("end");
                    visitor.accept(line.split(" ", -1));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw broken("its line " + number + " cannot be read", e);
                }
            }
            if (!ended) {
                throw broken("it was cut: it has no line \"end\"", null);
            }
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        }
    }

    private StoreUnavailableException broken(String why, @Nullable Exception cause) {
        String message = "the export " + file + " cannot be read: " + why;
        return cause == null
                ? new StoreUnavailableException(message, new IOException(why))
                : new StoreUnavailableException(message, cause);
    }

    private void take(String[] line) {
        switch (line[0]) {
            case "stream" -> {
                int no = Integer.parseInt(line[1]);
                streams.add(new Stream(no, AuditPosition.requireStream(line[2])));
                sizes.put(no, Long.parseLong(line[3]));
            }
            case "purge" ->
                purges.computeIfAbsent(Integer.parseInt(line[1]), no -> new ArrayList<>())
                        .add(new Purge(
                                Long.parseLong(line[2]),
                                Long.parseLong(line[3]),
                                Integer.parseInt(line[4]),
                                Long.parseLong(line[5])));
            case "note" ->
                notes.computeIfAbsent(Integer.parseInt(line[1]), no -> new TreeMap<>())
                        .put(
                                Long.parseLong(line[2]),
                                new StoredNote(
                                        Long.parseLong(line[2]), new String(bytes(line[3]), StandardCharsets.UTF_8)));
            case "cited" ->
                cited.put(
                        line[1] + "#" + line[2],
                        row(
                                Integer.parseInt(line[1]),
                                Long.parseLong(line[2]),
                                bytes(line[3]),
                                new byte[0],
                                optional(line[4])));
            case "person" -> {
                StoredPerson person = person(line);
                commitments.put(person.number(), person.commitment());
            }
            case "tile" -> {
                long complete = size(Integer.parseInt(line[1])) / TILE_LEAVES / TILE_LEAVES;
                if (!line[2].equals("0")
                        || Long.parseLong(line[3]) >= complete * TILE_LEAVES
                        || isForProofs(Integer.parseInt(line[1]), Long.parseLong(line[3]))) {
                    tiles.put(key(line[1], line[2], line[3]), bytes(line[4]));
                }
            }
            case "shape" -> shapes.put(line[1] + " " + line[2], bytes(line[3]));
            case "record" -> {
                takeEdge(Integer.parseInt(line[1]), Long.parseLong(line[2]), line[3]);
                RecordTable.Row before = cited.get(line[1] + "#" + line[2]);
                if (before != null) {
                    // What others refer to is no other record than the one that stands in the stream.
                    if (!Arrays.equals(before.leaf(), bytes(line[3]))) {
                        throw new IllegalArgumentException("a record that stands there twice, and differs");
                    }
                    confirmed.add(line[1] + "#" + line[2]);
                }
            }
            case "end" -> {
                if (!confirmed.containsAll(cited.keySet())) {
                    throw new IllegalArgumentException("a record that others refer to does not stand in its stream");
                }
            }
            case "absent" -> {}
            default -> throw new IllegalArgumentException("an unknown line");
        }
    }

    /** Tells whether a tile of leaves holds the record of a purge, or the end of the last checkpoint: proofs go into these. */
    private boolean isForProofs(int stream, long tile) {
        TreeMap<Long, StoredNote> stored = notes.get(stream);
        return (stored != null && stored.lastKey() / TILE_LEAVES == tile)
                || purges.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(purge -> purge.stream() == stream && purge.seq() / TILE_LEAVES == tile);
    }

    private void takeEdge(int stream, long seq, String leaf) {
        long size = size(stream);
        if (seq >= size - size % TILE_LEAVES) {
            edges.computeIfAbsent(stream, no -> new ArrayList<>()).add(Rfc6962.leaf(bytes(leaf)));
        }
    }

    private static StoredPerson person(String[] line) {
        return new StoredPerson(
                Integer.parseInt(line[1]),
                bytes(line[2]),
                optional(line[3]),
                line[4].equals("1"),
                line[5].equals(AuditExport.NOTHING) ? null : Integer.valueOf(line[5]),
                line[6].equals(AuditExport.NOTHING) ? null : Long.valueOf(line[6]));
    }

    private static String key(Object stream, Object level, Object tile) {
        return stream + " " + level + " " + tile;
    }

    private static byte[] bytes(String word) {
        if (!word.startsWith("=")) {
            throw new IllegalArgumentException("bytes are written behind an equals sign");
        }
        return Base64.getDecoder().decode(word.substring(1));
    }

    private static byte @Nullable [] optional(String word) {
        return word.equals(AuditExport.NOTHING) ? null : bytes(word);
    }

    @Override
    public List<Stream> streams() {
        return streams;
    }

    @Override
    public long size(int stream) {
        return sizes.getOrDefault(stream, 0L);
    }

    @Override
    public long grownTo(int stream) {
        // What the file says of itself proves nothing.
        return 0;
    }

    @Override
    public void records(int stream, long from, Consumer<RecordTable.Row> visitor) {
        String no = String.valueOf(stream);
        lines(line -> {
            if (line[0].equals("tile") && line[1].equals(no) && line[2].equals("0")) {
                lastTiles.put(key(no, 0, line[3]), bytes(line[4]));
            } else if (line[0].equals("record") && line[1].equals(no) && Long.parseLong(line[2]) >= from) {
                visitor.accept(row(stream, Long.parseLong(line[2]), bytes(line[3]), bytes(line[4]), optional(line[5])));
            }
        });
    }

    /** Returns a row; an export has no columns that repeat what the record says, so they say what it says. */
    private RecordTable.Row row(int stream, long seq, byte[] leaf, byte[] leafHash, byte @Nullable [] customers) {
        try {
            Leaf decoded = Leaf.decode(leaf);
            byte[] shapeHash = decoded.body().shapeHash();
            Optional<Shape> shape = shapeHash == null
                    ? Optional.empty()
                    : shape(stream, shapeHash).map(Shape::decode);
            return new RecordTable.Row(
                    seq,
                    leaf,
                    leafHash,
                    customers,
                    decoded.body()
                            .intent()
                            .map(intent -> intent.position().seq())
                            .orElse(null),
                    decoded.loggedMicros(),
                    decoded.body().kind().name(),
                    decoded.tail().accessor().orElse(null),
                    shape.flatMap(Shape::purpose).map(Enum::name).orElse(null),
                    shape.flatMap(Shape::relation).orElse(null));
        } catch (MalformedRecordException e) {
            // The verifier says so when it comes to the record.
            return new RecordTable.Row(seq, leaf, leafHash, customers, null, 0, "", null, null, null);
        }
    }

    @Override
    public Optional<RecordTable.Row> record(int stream, long seq) {
        return Optional.ofNullable(cited.get(stream + "#" + seq));
    }

    @Override
    public TileSource tiles(int stream) {
        return (level, tile) -> {
            String key = key(stream, level, tile);
            byte[] kept = tiles.get(key);
            byte[] hashes = kept == null && level == 0 ? lastTiles.get(key) : kept;
            if (hashes == null) {
                throw new AbsentTileException(level, tile);
            }
            return hashes;
        };
    }

    @Override
    public Optional<TreeProofs> proofs(int stream) {
        List<NodeHash> edge = edges.getOrDefault(stream, List.of());
        return edge.size() == size(stream) % TILE_LEAVES
                ? Optional.of(new TreeProofs(tiles(stream), size(stream), edge))
                : Optional.empty();
    }

    @Override
    public Iterator<StoredNote> notes(int stream) {
        return notes.getOrDefault(stream, new TreeMap<>()).values().iterator();
    }

    @Override
    public Optional<StoredNote> lastNote(int stream, long upTo) {
        return Optional.ofNullable(notes.getOrDefault(stream, new TreeMap<>()).floorEntry(upTo))
                .map(Map.Entry::getValue);
    }

    @Override
    public List<Purge> purges(int stream) {
        return purges.getOrDefault(stream, List.of());
    }

    @Override
    public Optional<byte[]> shape(int stream, byte[] hash) {
        return Optional.ofNullable(
                shapes.get(stream + " =" + Base64.getEncoder().withoutPadding().encodeToString(hash)));
    }

    @Override
    public Optional<byte[]> commitment(int person) {
        return commitments.get(person);
    }

    @Override
    public void persons(Consumer<StoredPerson> visitor) {
        lines(line -> {
            if (line[0].equals("person")) {
                visitor.accept(person(line));
            }
        });
    }

    @Override
    public void close() {
        // The file is opened for each pass, and closed with it.
    }
}
