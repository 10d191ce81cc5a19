package io.cpni.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cpni.merkle.Trees.Kept;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeFrontierTest {

    /** 257 complete tiles of level 0, one of level 1 and five leaves. */
    private static final int LARGE = 65_536 + 256 + 5;

    private static final Kept TILES = new Kept();
    private static TreeFrontier large = TreeFrontier.empty();

    @BeforeAll
    static void growTheLargeTree() {
        large = Trees.grown(LARGE, TILES);
    }

    @Test
    void theRootIsTheOneOfTheDefinition() {
        List<NodeHash> leaves = Trees.leaves(1025);
        TreeFrontier frontier = TreeFrontier.empty();
        for (int size = 0; size <= 1025; size++) {
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).as("size %s", size).isEqualTo(Trees.root(leaves.subList(0, size)));
            if (size < 1025) {
                frontier.append(leaves.get(size), (level, tile, hashes) -> {});
            }
        }
    }

    @Test
    void aTileIsCompleteWith256Hashes() {
        assertThat(TILES.tiles).hasSize(257 + 1).containsKeys("0/0", "0/255", "0/256", "1/0");

        for (int i = 0; i < 256; i++) {
            assertThat(NodeHash.at(TILES.hashes(0, 3), 32 * i)).isEqualTo(Trees.leaf(3 * 256 + i));
            List<NodeHash> below = new ArrayList<>();
            for (int j = 0; j < 256; j++) {
                below.add(NodeHash.at(TILES.hashes(0, i), 32 * j));
            }
            assertThat(NodeHash.at(TILES.hashes(1, 0), 32 * i)).isEqualTo(Trees.root(below));
        }
    }

    @Test
    void aTileIsHandedOutByTheLeafThatCompletesItAndBeforeTheOneAbove() {
        List<String> completed = new ArrayList<>();
        TreeFrontier frontier = TreeFrontier.empty();
        for (int i = 0; i < 65_536; i++) {
            int size = i + 1;
            frontier.append(Trees.leaf(i), (level, tile, hashes) -> completed.add(size + ": " + level + "/" + tile));
        }

        assertThat(completed)
                .hasSize(257)
                .startsWith("256: 0/0", "512: 0/1")
                .endsWith("65280: 0/254", "65536: 0/255", "65536: 1/0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_536 + 255, 65_536 + 256, LARGE})
    void aFrontierReadFromTilesGoesOnAsTheOneThatWroteThem(int size) {
        TreeFrontier read = TreeFrontier.read(size, TILES, Trees.lastLeaves(size));
        assertThat(read.size()).isEqualTo(size);

        Kept further = new Kept();
        for (int i = size; i < LARGE; i++) {
            read.append(Trees.leaf(i), further);
        }
        assertThat(read.root()).isEqualTo(large.root());
        assertThat(further.tiles)
                .allSatisfy((place, hashes) -> assertThat(hashes).isEqualTo(TILES.tiles.get(place)));
        assertThat(further.tiles).hasSize(TILES.tiles.size() - (size / 256 + size / 65_536));
    }

    @Test
    void aFrontierIsReadByTheLastLeavesAndTheTilesOfTheEdgeOnly() {
        Kept edgeOnly = new Kept();
        edgeOnly.tiles.put("0/256", TILES.hashes(0, 256));
        edgeOnly.tiles.put("1/0", TILES.hashes(1, 0));

        assertThat(TreeFrontier.read(LARGE, edgeOnly, Trees.lastLeaves(LARGE)).root())
                .isEqualTo(large.root());
        assertThat(edgeOnly.reads).isEqualTo(2);

        edgeOnly.tiles.remove("0/256");
        assertThatExceptionOfType(AbsentTileException.class)
                .isThrownBy(() -> TreeFrontier.read(LARGE, edgeOnly, Trees.lastLeaves(LARGE)))
                .withMessage("tile 256 of level 0 is not there")
                .satisfies(e -> assertThat(List.of((long) e.level(), e.tile())).containsExactly(0L, 256L));
    }

    @Test
    void aFrontierOfTooFewOrTooManyLastLeavesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeFrontier.read(257, TILES, List.of()))
                .withMessage("a tree of 257 leaves has 1 of them behind its last complete tile, but 0 are given");
        assertThatIllegalArgumentException().isThrownBy(() -> TreeFrontier.read(256, TILES, Trees.lastLeaves(257)));
        assertThatIllegalArgumentException().isThrownBy(() -> TreeFrontier.read(-1, TILES, List.of()));
    }

    @Test
    void aTileOfAnotherLengthIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TreeFrontier.read(256, (level, tile) -> new byte[31], List.of()))
                .withMessage("tile 0 of level 0 has 31 bytes, but a complete one has 8192");
    }

    @Test
    void aCopyStaysAsItWas() {
        TreeFrontier frontier = Trees.grown(300, new Kept());
        TreeFrontier copy = frontier.copy();
        NodeHash root = frontier.root();
        Kept ofFrontier = new Kept();
        Kept ofCopy = new Kept();

        for (int i = 300; i < 600; i++) {
            frontier.append(Trees.leaf(i), ofFrontier);
        }
        assertThat(copy.size()).isEqualTo(300);
        assertThat(copy.root()).isEqualTo(root);

        for (int i = 300; i < 600; i++) {
            copy.append(Trees.leaf(i), ofCopy);
        }
        assertThat(copy.root()).isEqualTo(frontier.root()).isEqualTo(Trees.root(Trees.leaves(600)));
        assertThat(ofCopy.tiles.get("0/1")).isEqualTo(ofFrontier.tiles.get("0/1"));
    }

    @Test
    void aFrontierWhoseTileWasNotTakenIsOfNoUse() {
        TreeFrontier frontier = Trees.grown(255, new Kept());
        NodeHash leaf = Trees.leaf(255);

        assertThatIllegalStateException()
                .isThrownBy(() -> frontier.append(leaf, (level, tile, hashes) -> {
                    throw new IllegalStateException("disk full");
                }))
                .withMessage("disk full");
        assertThatIllegalStateException().isThrownBy(frontier::root).withMessageContaining("half-way");
        assertThatIllegalStateException().isThrownBy(frontier::copy);
        assertThatIllegalStateException().isThrownBy(() -> frontier.append(leaf, new Kept()));
    }
}
