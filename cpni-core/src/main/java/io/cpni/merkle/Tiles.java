package io.cpni.merkle;

/** The measures of tiles: a tile holds 256 hashes that stand side by side, eight heights of the tree below its parent. */
final class Tiles {

    /** How many heights of the tree a tile spans. */
    static final int HEIGHT = 8;

    /** How many hashes a complete tile has. */
    static final int WIDTH = 1 << HEIGHT;

    /** How many bytes a complete tile has. */
    static final int BYTES = WIDTH * NodeHash.BYTES;

    /** How many levels of tiles a tree of {@link Long#MAX_VALUE} leaves has. */
    static final int LEVELS = Long.SIZE / HEIGHT;

    private Tiles() {}

    /** Returns how many nodes a tree of this size has at a level: perfect trees of 256 to the power of the level. */
    static long nodes(long size, int level) {
        return level < LEVELS ? size >>> (HEIGHT * level) : 0;
    }

    /** Returns how many hashes the rightmost tile of a level has while it isn't complete: 0 to 255. */
    static int edge(long size, int level) {
        return (int) (nodes(size, level) & (WIDTH - 1));
    }

    /** Reads a complete tile, and refuses one that has not 256 hashes. */
    static byte[] read(TileSource source, int level, long tile) {
        byte[] hashes = source.hashes(level, tile);
        if (hashes.length != BYTES) {
            throw new IllegalStateException("tile " + tile + " of level " + level + " has " + hashes.length
                    + " bytes, but a complete one has " + BYTES);
        }
        return hashes;
    }
}
