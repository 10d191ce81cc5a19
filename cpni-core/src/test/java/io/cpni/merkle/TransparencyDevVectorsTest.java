package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published cases of {@code transparency-dev/merkle}; see {@code NOTICE} beside them. */
class TransparencyDevVectorsTest {

    /** Cases of "roots" with 12 bytes, which are no SHA-256 hashes, so that there is nothing to compare here. */
    private static final Set<String> ROOTS_OF_ANY_LENGTH_VERIFY = Set.of(
            "consistency/additional/sizes-are-equal-and-proof-is-empty-where-both-sizes-are-zero.json",
            "consistency/additional/sizes-are-equal-and-proof-is-empty-where-both-sizes-are-one.json");

    @TestFactory
    Stream<DynamicTest> inclusionProofs() throws IOException {
        List<JsonNode> cases = cases("inclusion.jsonl");
        assertThat(cases).hasSize(98);
        assertThat(cases.stream().filter(vector -> !vector.get("wantErr").asBoolean()))
                .hasSize(6);
        return tests(cases, TransparencyDevVectorsTest::isIncluded);
    }

    @TestFactory
    Stream<DynamicTest> consistencyProofs() throws IOException {
        List<JsonNode> cases = cases("consistency.jsonl");
        assertThat(cases).hasSize(97);
        cases.removeIf(
                vector -> ROOTS_OF_ANY_LENGTH_VERIFY.contains(vector.get("file").asString()));
        assertThat(cases).hasSize(95);
        assertThat(cases.stream().filter(vector -> !vector.get("wantErr").asBoolean()))
                .hasSize(5);
        return tests(cases, TransparencyDevVectorsTest::isConsistent);
    }

    private static Stream<DynamicTest> tests(List<JsonNode> cases, Predicate<JsonNode> verifies) {
        return cases.stream()
                .map(vector -> dynamicTest(
                        vector.get("file").asString(),
                        () -> assertThat(verifies.test(vector))
                                .isEqualTo(!vector.get("wantErr").asBoolean())));
    }

    private static boolean isIncluded(JsonNode vector) {
        NodeHash root;
        NodeHash leaf;
        InclusionProof proof;
        try {
            root = hash(vector.get("root"));
            leaf = hash(vector.get("leafHash"));
            proof = new InclusionProof(number(vector.get("leafIdx")), number(vector.get("treeSize")), path(vector));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return proof.verifies(leaf, root);
    }

    private static boolean isConsistent(JsonNode vector) {
        NodeHash earlier;
        NodeHash later;
        ConsistencyProof proof;
        try {
            earlier = hash(vector.get("root1"));
            later = hash(vector.get("root2"));
            proof = new ConsistencyProof(number(vector.get("size1")), number(vector.get("size2")), path(vector));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return proof.verifies(earlier, later);
    }

    /** Sizes and places are unsigned there; 2^64 - 1 is none here. */
    private static long number(JsonNode node) {
        return node.bigIntegerValue().longValue();
    }

    private static List<NodeHash> path(JsonNode vector) {
        List<NodeHash> path = new ArrayList<>();
        vector.get("proof").forEach(hash -> path.add(hash(hash)));
        return path;
    }

    private static NodeHash hash(JsonNode base64) {
        return NodeHash.of(Base64.getDecoder().decode(base64.asString()));
    }

    private static List<JsonNode> cases(String file) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        try (InputStream in = TransparencyDevVectorsTest.class.getResourceAsStream("/merkle/" + file)) {
            String lines = new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
            return new ArrayList<>(lines.lines().map(json::readTree).toList());
        }
    }
}
