package io.cpni.merkle;

/** Takes the tiles that a {@link TreeFrontier} completes, each once, to be kept. */
@FunctionalInterface
public interface TileSink {

    /**
     * Takes a complete tile. Tiles of one level come in their order; a tile comes before the one above that holds its root.
     *
     * @param level 0 for leaves, 1 for roots of tiles of level 0, and so on
     * @param tile which one of its level, from 0
     * @param hashes 256 hashes one behind the other, 8,192 bytes, which belong to the sink from now on
     */
    void completed(int level, long tile, byte[] hashes);
}
