package io.cpni.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Proves things about a tree from its tiles, of its present size and of every size it had before. Reads a tile only when
 * a proof needs it, about two a level, and keeps the last one of each level. What stands in no complete tile yet is
 * computed from the tiles below, at most 255 a level, once; whoever has a {@link TreeFrontier} gives that instead, and
 * none of these is read.
 *
 * <p>A tile whose records were purged need not be there, as long as the tile above it is: that holds its root, and only
 * proofs that go into the purged tile fail, by {@link AbsentTileException}. For one thread at a time.
 */
public final class TreeProofs {

    private final TileSource tiles;
    private final long size;

    /** The hashes of each level that stand in no complete tile, as far as they are known. */
    private final NodeHash[][] edges = new NodeHash[Tiles.LEVELS][];

    /** The last complete tile read of each level. */
    private final KeptTile[] kept = new KeptTile[Tiles.LEVELS];

    private final NodeHasher hasher = new NodeHasher();

    /**
     * Proves by tiles alone.
     *
     * @param size how many leaves the tree has; nothing is proved of a larger one
     * @param lastLeaves the hashes of the leaves behind the last complete tile, {@code size} modulo 256 of them
     */
    public TreeProofs(TileSource tiles, long size, List<NodeHash> lastLeaves) {
        TreeFrontier.checkLastLeaves(size, lastLeaves);
        this.tiles = tiles;
        this.size = size;
        for (int level = 0; level < Tiles.LEVELS; level++) {
            edges[level] = new NodeHash[Tiles.edge(size, level)];
        }
        lastLeaves.toArray(edges[0]);
    }

    /** Proves by tiles and by what the frontier holds now, of no larger tree than the frontier has. */
    public TreeProofs(TileSource tiles, TreeFrontier frontier) {
        this.tiles = tiles;
        this.size = frontier.size();
        for (int level = 0; level < Tiles.LEVELS; level++) {
            edges[level] = new NodeHash[Tiles.edge(size, level)];
            byte[] edge = frontier.edge(level);
            for (int i = 0; i < edges[level].length; i++) {
                edges[level][i] = NodeHash.at(Objects.requireNonNull(edge), i * NodeHash.BYTES);
            }
        }
    }

    /** Returns the largest size of which something can be proved. */
    public long size() {
        return size;
    }

    /**
     * Returns the root that the tree had at a size.
     *
     * @throws AbsentTileException if a tile is needed that isn't there
     */
    public NodeHash root(long ofSize) {
        checkSize(ofSize);
        return ofSize == 0 ? Rfc6962.emptyRoot() : root(0, ofSize);
    }

    /**
     * Proves that a leaf stands at its place.
     *
     * @param index the leaf's place, from 0
     * @param ofSize how many leaves the tree has that the proof leads to
     * @throws AbsentTileException if a tile is needed that isn't there
     */
    public InclusionProof inclusion(long index, long ofSize) {
        checkSize(ofSize);
        if (index < 0 || index >= ofSize) {
            throw new IllegalArgumentException("a tree of " + ofSize + " leaves has no leaf " + index);
        }
        List<NodeHash> path = new ArrayList<>();
        inclusion(index, 0, ofSize, path);
        return new InclusionProof(index, ofSize, path);
    }

    /**
     * Proves that a tree begins with all that it had at a smaller size.
     *
     * @throws AbsentTileException if a tile is needed that isn't there
     */
    public ConsistencyProof consistency(long from, long to) {
        checkSize(to);
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + to + " leaves never had " + from);
        }
        List<NodeHash> path = new ArrayList<>();
        if (from > 0) {
            consistency(from, 0, to, true, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    /** Adds the siblings of a leaf's way up to the root of the leaves from {@code start} to before {@code end}. */
    private void inclusion(long index, long start, long end, List<NodeHash> path) {
        if (end - start == 1) {
            return;
        }
        long middle = middle(start, end);
        if (index < middle) {
            inclusion(index, start, middle, path);
            path.add(root(middle, end));
        } else {
            inclusion(index, middle, end, path);
            path.add(root(start, middle));
        }
    }

    /**
     * Adds what leads from the tree that ends before {@code from} to the one of the leaves from {@code start} to before
     * {@code end}.
     *
     * @param known whether who checks has the root of the leaves from {@code start} to before {@code from}: it is the old
     *     tree's
     */
    private void consistency(long from, long start, long end, boolean known, List<NodeHash> path) {
        if (from == end) {
            if (!known) {
                path.add(root(start, end));
            }
            return;
        }
        long middle = middle(start, end);
        if (from <= middle) {
            consistency(from, start, middle, known, path);
            path.add(root(middle, end));
        } else {
            consistency(from, middle, end, false, path);
            path.add(root(start, middle));
        }
    }

    /** Returns where a tree of these leaves parts: behind the largest power of two that is smaller than their number. */
    private static long middle(long start, long end) {
        return start + Long.highestOneBit(end - start - 1);
    }

    /** Returns the root of these leaves, of which the first one begins a perfect tree of their height. */
    private NodeHash root(long start, long end) {
        long leaves = end - start;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return node(height, start >>> height);
        }
        long middle = middle(start, end);
        return Rfc6962.node(root(start, middle), root(middle, end));
    }

    /** Returns the root of a perfect tree of two to the power of {@code height} leaves, all of which are there. */
    private NodeHash node(int height, long index) {
        int level = height / Tiles.HEIGHT;
        int count = 1 << height % Tiles.HEIGHT;
        long first = index * count;
        long tile = first / Tiles.WIDTH;
        int from = (int) (first % Tiles.WIDTH);
        if (tile < Tiles.nodes(size, level + 1)) {
            return hasher.fold(complete(level, tile), from, count);
        }
        byte[] row = new byte[count * NodeHash.BYTES];
        for (int i = 0; i < count; i++) {
            edge(level, from + i).to(row, i * NodeHash.BYTES);
        }
        return hasher.fold(row, 0, count);
    }

    private NodeHash edge(int level, int slot) {
        NodeHash hash = edges[level][slot];
        if (hash == null) {
            long below = Tiles.nodes(size, level) - edges[level].length + slot;
            hash = hasher.fold(complete(level - 1, below), 0, Tiles.WIDTH);
            edges[level][slot] = hash;
        }
        return hash;
    }

    private byte[] complete(int level, long tile) {
        KeptTile last = kept[level];
        if (last == null || last.tile != tile) {
            last = new KeptTile(tile, Tiles.read(tiles, level, tile));
            kept[level] = last;
        }
        return last.hashes;
    }

    private void checkSize(long asked) {
        if (asked < 0 || asked > size) {
            throw new IllegalArgumentException("the tree has " + size + " leaves; of " + asked + " nothing is known");
        }
    }

    /** A complete tile, kept for the next node that lies in it. */
    private static final class KeptTile {

        private final long tile;
        private final byte[] hashes;

        KeptTile(long tile, byte[] hashes) {
            this.tile = tile;
            this.hashes = hashes;
        }
    }
}
