package io.cpni.merkle;

/** Gives back the complete tiles that a {@link TileSink} took. */
@FunctionalInterface
public interface TileSource {

    /**
     * Returns a complete tile. Its bytes are read only.
     *
     * @param level 0 for leaves, 1 for roots of tiles of level 0, and so on
     * @param tile which one of its level, from 0
     * @return 256 hashes one behind the other, 8,192 bytes
     * @throws AbsentTileException if it isn't there, by loss or because its records were purged
     */
    byte[] hashes(int level, long tile);
}
