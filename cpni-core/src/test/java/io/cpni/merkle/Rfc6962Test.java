package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class Rfc6962Test {

    @Test
    void hashesAreThePublishedOnes() {
        assertThat(Rfc6962.emptyRoot().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Rfc6962.leaf().hex()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(Rfc6962.leaf("L123456".getBytes(US_ASCII)).hex())
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    }

    @Test
    void rootsOfThePublishedLeavesAreThePublishedOnes() {
        List<NodeHash> leaves =
                Trees.PUBLISHED_LEAVES.stream().map(Rfc6962::leaf).toList();
        List<String> roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

        TreeFrontier frontier = TreeFrontier.empty();
        for (int i = 0; i < leaves.size(); i++) {
            frontier.append(leaves.get(i), (level, tile, hashes) -> {});

            assertThat(frontier.root().hex()).isEqualTo(roots.get(i));
            assertThat(Trees.root(leaves.subList(0, i + 1)).hex()).isEqualTo(roots.get(i));
        }
    }

    @Test
    void aLeafInPartsIsTheLeaf() {
        assertThat(Rfc6962.leaf("L1".getBytes(US_ASCII), "23".getBytes(US_ASCII), "456".getBytes(US_ASCII)))
                .isEqualTo(Rfc6962.leaf("L123456".getBytes(US_ASCII)));
    }

    @Test
    void aNodeIsNoLeafOfItsChildren() {
        NodeHash left = Trees.leaf(0);
        NodeHash right = Trees.leaf(1);

        assertThat(Rfc6962.node(left, right))
                .isNotEqualTo(Rfc6962.leaf(left.bytes(), right.bytes()))
                .isNotEqualTo(Rfc6962.node(right, left));
    }

    @Test
    void aHashHas32BytesThatNobodyChanges() {
        byte[] bytes = new byte[32];
        NodeHash hash = NodeHash.of(bytes);
        bytes[0] = 1;
        hash.bytes()[1] = 1;

        assertThat(hash.hex()).isEqualTo("0".repeat(64));
        assertThatIllegalArgumentException().isThrownBy(() -> NodeHash.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> NodeHash.ofBase64("AAAA"));
    }

    @Test
    void hashesAreOrderedByTheirBytesAsUnsigned() {
        byte[] large = new byte[32];
        large[0] = (byte) 0x80;
        byte[] small = new byte[32];
        small[0] = 0x7f;

        assertThat(NodeHash.of(large)).isGreaterThan(NodeHash.of(small));
    }

    @Test
    void oneHashIsWrittenInOneWay() {
        String padded = NodeHash.of(new byte[32]).base64();

        assertThat(NodeHash.ofBase64(padded)).isEqualTo(NodeHash.of(new byte[32]));
        assertThatIllegalArgumentException()
                .as("without padding")
                .isThrownBy(() -> NodeHash.ofBase64(padded.substring(0, 43)));
        assertThatIllegalArgumentException()
                .as("with bits that say nothing")
                .isThrownBy(() -> NodeHash.ofBase64(padded.substring(0, 42) + "B="));
    }
}
