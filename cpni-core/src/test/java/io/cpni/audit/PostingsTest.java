package io.cpni.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Where a term stands in the index, and in which bytes: what other nodes of other versions have written must be found. */
class PostingsTest {

    @Test
    void aPersonSharesABucketWithFourThousandNeighbours() {
        assertThat(Term.of(IndexField.CUSTOMER, 1)).isEqualTo(new Term(IndexField.CUSTOMER, 0, 1));
        assertThat(Term.of(IndexField.CUSTOMER, 4_095)).isEqualTo(new Term(IndexField.CUSTOMER, 0, 4_095));
        assertThat(Term.of(IndexField.CUSTOMER, 4_096)).isEqualTo(new Term(IndexField.CUSTOMER, 1, 0));
        assertThat(Term.of(IndexField.CUSTOMER, Integer.MAX_VALUE))
                .isEqualTo(new Term(IndexField.CUSTOMER, 524_287, 4_095));
    }

    @Test
    void aTextStandsUnderTheFirstBytesOfItsHash() {
        // SHA-256 of "abc" as FIPS 180-2 gives it: ba7816bf 8f01cfea …
        assertThat(Term.of(IndexField.RULE, "abc")).isEqualTo(new Term(IndexField.RULE, 0xba7816bf8f01cfeaL, 0));
    }

    @Test
    void placesOfASegmentAreCountedFromItsFirst() {
        assertThat(Postings.segmentOf(4_095)).isZero();
        assertThat(Postings.segmentOf(4_096)).isEqualTo(1);
        assertThat(Postings.firstOf(3)).isEqualTo(12_288);
        assertThat(Postings.member(0, 4_095)).isEqualTo(4_095);
        assertThat(Postings.member(0, 4_096)).isZero();
        assertThat(Postings.member(4_095, 4_095)).isEqualTo(0xFFFFFF);
    }

    @Test
    void membersAscendInThreeBytesEachAndEachOnce() {
        int[] members = {Postings.member(2, 7), Postings.member(0, 5), 0xFFFFFF, Postings.member(2, 7)};

        assertThat(HexFormat.of().formatHex(Postings.encode(members))).isEqualTo("000005" + "002007" + "ffffff");
    }

    @Test
    void aLaneIsReadAndNoneOfItsNeighbours() {
        byte[] members = Postings.encode(new int[] {
            Postings.member(1, 4_095),
            Postings.member(2, 0),
            Postings.member(2, 4_095),
            Postings.member(3, 0),
            Postings.member(4_095, 9)
        });

        assertThat(read(members, 0)).isEmpty();
        assertThat(read(members, 1)).containsExactly(4_095);
        assertThat(read(members, 2)).containsExactly(0, 4_095);
        assertThat(read(members, 3)).containsExactly(0);
        assertThat(read(members, 4_095)).containsExactly(9);
        assertThat(read(new byte[0], 0)).isEmpty();
    }

    private static int[] read(byte[] members, int lane) {
        BitSet found = new BitSet();
        Postings.read(members, lane, found);
        return found.stream().toArray();
    }

    @Test
    void whatIsNoPostingIsNotGuessedAt() {
        assertThatThrownBy(() -> Postings.read(new byte[4], 0, new BitSet()))
                .isInstanceOf(MalformedRecordException.class);
    }
}
