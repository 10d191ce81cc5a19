package io.cpni.merkle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a growing tree: all that is needed to append leaves, know the root and complete tiles. A leaf costs
 * its share of one node hash on average and no object. Holds at most 256 hashes a level of tiles, which is 24 KiB for ten
 * million leaves. For one thread at a time; what another thread is to see, it gets as a {@link #copy}.
 */
public final class TreeFrontier {

    /** Roots of perfect trees: at the height of each bit of the size, the one that ends with it. */
    private final byte[] peaks;

    /** The rightmost tile of each level, filled from the left. */
    private final byte[][] edges;

    private final NodeHasher hasher = new NodeHasher();

    private long size;

    /** Whether a sink threw in the middle of an append, which left tiles and peaks of two sizes. */
    private boolean torn;

    private TreeFrontier(long size, byte[] peaks, byte[][] edges) {
        this.size = size;
        this.peaks = peaks;
        this.edges = edges;
    }

    /** Returns the frontier of the tree without leaves. */
    public static TreeFrontier empty() {
        return new TreeFrontier(0, new byte[Long.SIZE * NodeHash.BYTES], new byte[Tiles.LEVELS][]);
    }

    /**
     * Reads the frontier of a tree whose tiles are kept. What stands in no complete tile is computed from the tiles below
     * it: at most 255 tiles a level are read. One that was removed with its records need not be there where the tile above
     * is, as it is in a tree that has grown on since.
     *
     * @param size how many leaves the tree has
     * @param lastLeaves the hashes of the leaves behind the last complete tile, {@code size} modulo 256 of them
     * @throws AbsentTileException if a tile is needed that isn't there
     */
    public static TreeFrontier read(long size, TileSource tiles, List<NodeHash> lastLeaves) {
        checkLastLeaves(size, lastLeaves);
        TreeFrontier frontier = empty();
        for (NodeHash leaf : lastLeaves) {
            leaf.to(frontier.hasher.block, NodeHasher.RIGHT);
            frontier.carry(0, frontier.size++, (level, tile, hashes) -> {});
        }
        NodeHasher folding = new NodeHasher();
        for (int level = 1; level < Tiles.LEVELS; level++) {
            long nodes = Tiles.nodes(size, level);
            for (long node = nodes - Tiles.edge(size, level); node < nodes; node++) {
                node(tiles, level, node, folding).to(frontier.hasher.block, NodeHasher.RIGHT);
                frontier.carry(level * Tiles.HEIGHT, node, (completed, tile, hashes) -> {});
            }
        }
        frontier.size = size;
        return frontier;
    }

    /** Computes a node from the tile below it, or takes it from the tile that has it. */
    private static NodeHash node(TileSource tiles, int level, long node, NodeHasher folding) {
        try {
            return folding.fold(Tiles.read(tiles, level - 1, node), 0, Tiles.WIDTH);
        } catch (AbsentTileException e) {
            try {
                byte[] own = Tiles.read(tiles, level, node / Tiles.WIDTH);
                return NodeHash.at(own, (int) (node % Tiles.WIDTH) * NodeHash.BYTES);
            } catch (AbsentTileException neither) {
                e.addSuppressed(neither);
                throw e;
            }
        }
    }

    static void checkLastLeaves(long size, List<NodeHash> lastLeaves) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has " + size + " leaves");
        }
        if (lastLeaves.size() != Tiles.edge(size, 0)) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has " + Tiles.edge(size, 0)
                    + " of them behind its last complete tile, but " + lastLeaves.size() + " are given");
        }
    }

    /** Returns how many leaves the tree has. */
    public long size() {
        return size;
    }

    /** Returns the root of the tree as it is now. */
    public NodeHash root() {
        checkWhole();
        if (size == 0) {
            return Rfc6962.emptyRoot();
        }
        int height = Long.numberOfTrailingZeros(size);
        System.arraycopy(peaks, height * NodeHash.BYTES, hasher.block, NodeHasher.RIGHT, NodeHash.BYTES);
        for (long rest = size >>> height & ~1L; rest != 0; rest &= rest - 1) {
            hasher.mergeWithLeft(peaks, (height + Long.numberOfTrailingZeros(rest)) * NodeHash.BYTES);
        }
        return hasher.right();
    }

    /**
     * Appends a leaf.
     *
     * @param leaf the leaf's hash
     * @param completed takes the tiles that this leaf completes; if it throws, so does this, and the frontier is of no use
     *     anymore
     */
    public void append(NodeHash leaf, TileSink completed) {
        checkWhole();
        if (size == Long.MAX_VALUE) {
            throw new IllegalStateException("the tree is full");
        }
        torn = true;
        leaf.to(hasher.block, NodeHasher.RIGHT);
        carry(0, size, completed);
        size++;
        torn = false;
    }

    /** Returns a frontier that stays as this one is now. */
    public TreeFrontier copy() {
        checkWhole();
        byte[][] copies = new byte[edges.length][];
        for (int level = 0; level < edges.length; level++) {
            copies[level] = edge(level);
        }
        return new TreeFrontier(size, peaks.clone(), copies);
    }

    /** Returns a copy of the rightmost tile of a level, zeros behind what it holds, or null if it holds nothing. */
    byte @Nullable [] edge(int level) {
        int filled = Tiles.edge(size, level);
        if (filled == 0) {
            return null;
        }
        byte[] copy = new byte[Tiles.BYTES];
        System.arraycopy(edges[level], 0, copy, 0, filled * NodeHash.BYTES);
        return copy;
    }

    /**
     * Takes in a node, which lies at the hasher's right: as carrying does when a binary number is counted up, it is
     * merged with each perfect tree of its size that waits to its left.
     *
     * @param height the node's height above the leaves
     * @param index which node of its height, from 0
     */
    private void carry(int height, long index, TileSink completed) {
        keepInTile(height, index, completed);
        while ((index & 1) == 1) {
            hasher.mergeWithLeft(peaks, height * NodeHash.BYTES);
            height++;
            index >>>= 1;
            keepInTile(height, index, completed);
        }
        System.arraycopy(hasher.block, NodeHasher.RIGHT, peaks, height * NodeHash.BYTES, NodeHash.BYTES);
    }

    private void keepInTile(int height, long index, TileSink completed) {
        if (height % Tiles.HEIGHT != 0) {
            return;
        }
        int level = height / Tiles.HEIGHT;
        if (edges[level] == null) {
            edges[level] = new byte[Tiles.BYTES];
        }
        byte[] edge = edges[level];
        int slot = (int) (index & (Tiles.WIDTH - 1));
        System.arraycopy(hasher.block, NodeHasher.RIGHT, edge, slot * NodeHash.BYTES, NodeHash.BYTES);
        if (slot == Tiles.WIDTH - 1) {
            edges[level] = null;
            completed.completed(level, index / Tiles.WIDTH, edge);
        }
    }

    private void checkWhole() {
        if (torn) {
            throw new IllegalStateException("an append to this frontier failed half-way; read it anew");
        }
    }
}
