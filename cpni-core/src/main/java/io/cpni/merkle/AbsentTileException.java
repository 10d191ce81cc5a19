package io.cpni.merkle;

/** Says that a tile isn't there. */
public final class AbsentTileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int level;
    private final long tile;

    /**
     * Names the tile.
     *
     * @param level 0 for leaves, 1 for roots of tiles of level 0, and so on
     * @param tile which one of its level, from 0
     */
    public AbsentTileException(int level, long tile) {
        super("tile " + tile + " of level " + level + " is not there");
        this.level = level;
        this.tile = tile;
    }

    /** Returns the level, 0 for leaves. */
    public int level() {
        return level;
    }

    /** Returns which tile of its level, from 0. */
    public long tile() {
        return tile;
    }
}
