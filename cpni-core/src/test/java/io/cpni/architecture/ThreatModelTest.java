package io.cpni.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds that the tests which the threat model points at are there. */
class ThreatModelTest {

    private static final Pattern POINTER = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    private static final List<Path> TESTS = List.of(
            Path.of("src/test/java"),
            Path.of("../cpni-spring-starter/src/test/java"),
            Path.of("../examples/voip-billing/src/test/java"));

    @Test
    void everyClaimPointsAtATestThatIsThere() throws IOException {
        List<MatchResult> pointers = POINTER.matcher(Files.readString(Path.of("docs/threat-model.md")))
                .results()
                .toList();
        TreeSet<String> missing = new TreeSet<>();
        for (MatchResult pointer : pointers) {
            Optional<Path> file = file(pointer.group(1) + ".java");
            if (file.isEmpty()
                    || !Pattern.compile("void\\s+" + pointer.group(2) + "\\(")
                            .matcher(Files.readString(file.get()))
                            .find()) {
                missing.add(pointer.group());
            }
        }

        assertThat(pointers).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyLineOfAClaimPointsAtATest() throws IOException {
        List<String> claims = Files.readAllLines(Path.of("docs/threat-model.md")).stream()
                .dropWhile(line -> !line.startsWith("## Who attacks"))
                .takeWhile(line -> !line.startsWith("## What is not stopped"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Stopped") && !line.startsWith("| ---"))
                .toList();

        assertThat(claims).isNotEmpty().allSatisfy(claim -> assertThat(claim).containsPattern(POINTER));
    }

    private static Optional<Path> file(String name) throws IOException {
        for (Path root : TESTS) {
            try (Stream<Path> files = Files.walk(root)) {
                Optional<Path> found = files.filter(path -> path.endsWith(name)).findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
