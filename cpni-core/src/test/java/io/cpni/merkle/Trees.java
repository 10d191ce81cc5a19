package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Trees to test with. */
final class Trees {

    /** The eight leaves over which the published roots and proofs are made. */
    static final List<byte[]> PUBLISHED_LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(java.util.HexFormat.of()::parseHex)
            .toList();

    private Trees() {}

    static NodeHash leaf(long index) {
        return Rfc6962.leaf(("record " + index).getBytes(UTF_8));
    }

    static List<NodeHash> leaves(int size) {
        return IntStream.range(0, size).mapToObj(Trees::leaf).toList();
    }

    /** The root as RFC 6962 defines it, by recursion over all leaves. */
    static NodeHash root(List<NodeHash> leaves) {
        if (leaves.isEmpty()) {
            return Rfc6962.emptyRoot();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Rfc6962.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    static TreeFrontier grown(int size, TileSink sink) {
        TreeFrontier frontier = TreeFrontier.empty();
        for (int i = 0; i < size; i++) {
            frontier.append(leaf(i), sink);
        }
        return frontier;
    }

    /** The last leaves of a tree, which stand in no complete tile. */
    static List<NodeHash> lastLeaves(int size) {
        return IntStream.range(size / 256 * 256, size).mapToObj(Trees::leaf).toList();
    }

    /** Tiles in memory, which count how often they are read. */
    static final class Kept implements TileSink, TileSource {

        final Map<String, byte[]> tiles = new HashMap<>();
        int reads;

        @Override
        public void completed(int level, long tile, byte[] hashes) {
            if (tiles.put(level + "/" + tile, hashes) != null) {
                throw new IllegalStateException("tile " + level + "/" + tile + " came twice");
            }
        }

        @Override
        public byte[] hashes(int level, long tile) {
            reads++;
            byte[] hashes = tiles.get(level + "/" + tile);
            if (hashes == null) {
                throw new AbsentTileException(level, tile);
            }
            return hashes;
        }
    }
}
