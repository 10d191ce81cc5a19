package io.cpni.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TileSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a purge takes for the root of a tile. */
class PurgeTableTest {

    private static final int WHOLE = 256 * NodeHash.BYTES;

    private static byte[] hashes(int bytes, int value) {
        byte[] hashes = new byte[bytes];
        Arrays.fill(hashes, (byte) value);
        return hashes;
    }

    @Test
    void theTileAboveTellsIfItIsWhole() {
        TileSource both = (level, tile) -> hashes(WHOLE, level);

        assertThat(PurgeTable.storedRoot(both, 300).bytes()).isEqualTo(hashes(NodeHash.BYTES, 1));
    }

    @Test
    void aTileThatWasCutIsNone() {
        TileSource aboveWasCut = (level, tile) -> hashes(level == 1 ? NodeHash.BYTES : WHOLE, level);
        TileSource bothWereCut = (level, tile) -> hashes(NodeHash.BYTES, level);

        assertThat(PurgeTable.storedRoot(aboveWasCut, 300).bytes()).isNotEqualTo(hashes(NodeHash.BYTES, 1));
        assertThatThrownBy(() -> PurgeTable.storedRoot(bothWereCut, 300)).isInstanceOf(AbsentTileException.class);
    }
}
