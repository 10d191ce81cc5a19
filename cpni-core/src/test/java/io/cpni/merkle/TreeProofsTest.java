package io.cpni.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.merkle.Trees.Kept;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TreeProofsTest {

    /** 600 complete tiles of level 0, two of level 1 and 77 leaves. */
    private static final int LARGE = 600 * 256 + 77;

    private static final int[] SIZES = {
        1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 131_072, 131_073, 150_000, 153_599, 153_600,
        LARGE - 1, LARGE
    };

    private static final Kept TILES = new Kept();
    private static final List<NodeHash> ROOTS = new ArrayList<>();
    private static TreeFrontier large = TreeFrontier.empty();

    @BeforeAll
    static void growTheLargeTree() {
        large = TreeFrontier.empty();
        int next = 0;
        for (int size : SIZES) {
            for (; next < size; next++) {
                large.append(Trees.leaf(next), TILES);
            }
            ROOTS.add(large.root());
        }
    }

    private static TreeProofs small(int size) {
        Kept tiles = new Kept();
        Trees.grown(size, tiles);
        return new TreeProofs(tiles, size, Trees.lastLeaves(size));
    }

    private static TreeProofs byTiles() {
        return new TreeProofs(TILES, LARGE, Trees.lastLeaves(LARGE));
    }

    @Test
    void everyLeafOfEverySizeIsProved() {
        TreeProofs proofs = small(130);
        for (int size = 1; size <= 130; size++) {
            NodeHash root = proofs.root(size);
            assertThat(root).isEqualTo(Trees.root(Trees.leaves(size)));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = proofs.inclusion(index, size);
                NodeHash leaf = Trees.leaf(index);

                assertThat(proof.verifies(leaf, root)).isTrue();
                assertThat(proof.verifies(flipped(leaf), root)).isFalse();
                assertThat(proof.verifies(leaf, flipped(root))).isFalse();
                for (List<NodeHash> path : changed(proof.path())) {
                    assertThat(new InclusionProof(index, size, path).verifies(leaf, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everySizeIsProvedToBeginEveryLargerOne() {
        TreeProofs proofs = small(130);
        for (int to = 0; to <= 130; to++) {
            NodeHash rootTo = proofs.root(to);
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = proofs.consistency(from, to);
                NodeHash rootFrom = proofs.root(from);

                assertThat(proof.verifies(rootFrom, rootTo)).isTrue();
                assertThat(proof.verifies(flipped(rootFrom), rootTo)).isFalse();
                // Of the empty tree nothing follows for what came after it.
                assertThat(proof.verifies(rootFrom, flipped(rootTo))).isEqualTo(from == 0 && to > 0);
                for (List<NodeHash> path : changed(proof.path())) {
                    assertThat(new ConsistencyProof(from, to, path).verifies(rootFrom, rootTo))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void proofsOfALargeTreeVerify() {
        TreeProofs proofs = byTiles();
        for (int i = 0; i < SIZES.length; i++) {
            assertThat(proofs.root(SIZES[i])).as("root of %s", SIZES[i]).isEqualTo(ROOTS.get(i));
            for (int j = 0; j <= i; j++) {
                assertThat(proofs.consistency(SIZES[j], SIZES[i]).verifies(ROOTS.get(j), ROOTS.get(i)))
                        .as("from %s to %s", SIZES[j], SIZES[i])
                        .isTrue();
                assertThat(proofs.inclusion(SIZES[j] - 1, SIZES[i]).verifies(Trees.leaf(SIZES[j] - 1), ROOTS.get(i)))
                        .as("leaf %s in %s", SIZES[j] - 1, SIZES[i])
                        .isTrue();
            }
        }
    }

    @Test
    void theFrontierGivesTheEdgeInsteadOfTiles() {
        Kept read = new Kept();
        read.tiles.putAll(TILES.tiles);
        TreeProofs byFrontier = new TreeProofs(read, large);
        TreeProofs byTiles = byTiles();

        for (int size : SIZES) {
            assertThat(byFrontier.consistency(size, LARGE)).isEqualTo(byTiles.consistency(size, LARGE));
        }
        read.reads = 0;
        assertThat(byFrontier.inclusion(70_000, LARGE)).isEqualTo(byTiles.inclusion(70_000, LARGE));
        assertThat(byFrontier.root(LARGE)).isEqualTo(large.root());
        assertThat(read.reads).as("the leaf's tile and the one above").isLessThanOrEqualTo(2);
    }

    @Test
    void aProofReadsTheTilesOfItsWayOnly() {
        Kept read = new Kept();
        read.tiles.putAll(TILES.tiles);
        TreeProofs proofs = new TreeProofs(read, 131_072, List.of());

        proofs.inclusion(70_000, 131_072);

        // Level 2 holds two roots of level 1, which are in no complete tile.
        assertThat(read.reads).isLessThanOrEqualTo(4);
    }

    @Test
    void aPurgedTileIsMissedOnlyByWhoGoesIntoIt() {
        Kept purged = new Kept();
        purged.tiles.putAll(TILES.tiles);
        for (int tile = 0; tile < 256; tile++) {
            purged.tiles.remove("0/" + tile);
        }
        TreeProofs proofs = new TreeProofs(purged, LARGE, Trees.lastLeaves(LARGE));

        assertThat(proofs.root(LARGE)).isEqualTo(large.root());
        assertThat(proofs.inclusion(70_000, LARGE).verifies(Trees.leaf(70_000), large.root()))
                .isTrue();
        for (int from : new int[] {256, 512, 768, 65_536, 70_000}) {
            assertThat(proofs.consistency(from, LARGE).verifies(byTiles().root(from), large.root()))
                    .as("from %s", from)
                    .isTrue();
        }
        assertThat(TreeFrontier.read(LARGE, purged, Trees.lastLeaves(LARGE)).root())
                .isEqualTo(large.root());
        assertThatExceptionOfType(AbsentTileException.class)
                .isThrownBy(() -> proofs.inclusion(300, LARGE))
                .withMessage("tile 1 of level 0 is not there");
        assertThatExceptionOfType(AbsentTileException.class).isThrownBy(() -> proofs.consistency(300, LARGE));
    }

    @Test
    void aTileOfWhichOneBitWasChangedProvesNothing() {
        Kept altered = new Kept();
        altered.tiles.putAll(TILES.tiles);
        byte[] tile = altered.tiles.get("0/273").clone();
        tile[32 * 200] ^= 1;
        altered.tiles.put("0/273", tile);
        TreeProofs proofs = new TreeProofs(altered, LARGE, Trees.lastLeaves(LARGE));

        assertThat(proofs.inclusion(70_000, LARGE).verifies(Trees.leaf(70_000), large.root()))
                .isFalse();
        assertThat(proofs.inclusion(80_000, LARGE).verifies(Trees.leaf(80_000), large.root()))
                .isTrue();
    }

    @Test
    void nothingIsProvedOfWhatTheTreeDoesNotHave() {
        TreeProofs proofs = small(10);

        assertThat(proofs.size()).isEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.root(11));
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.root(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.inclusion(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.inclusion(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.inclusion(5, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.consistency(6, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> proofs.consistency(5, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeProofs(new Kept(), 10, List.of()));
    }

    private static NodeHash flipped(NodeHash hash) {
        byte[] bytes = hash.bytes();
        bytes[17] ^= 4;
        return NodeHash.of(bytes);
    }

    /** A path with one bit flipped in one hash, one hash less or one more. */
    private static List<List<NodeHash>> changed(List<NodeHash> path) {
        List<List<NodeHash>> all = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            List<NodeHash> changed = new ArrayList<>(path);
            changed.set(i, flipped(path.get(i)));
            all.add(changed);
            List<NodeHash> less = new ArrayList<>(path);
            less.remove(i);
            all.add(less);
        }
        List<NodeHash> more = new ArrayList<>(path);
        more.add(Trees.leaf(0));
        all.add(more);
        return all;
    }
}
