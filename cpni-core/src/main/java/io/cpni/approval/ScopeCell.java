package io.cpni.approval;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of uses that all have the same history of approval, in the form in which it is stored: the uses within one
 * scope, except those within some others.
 *
 * @param within covers all uses of the cell
 * @param except cover none of them
 */
public record ScopeCell(ApprovalScope within, Set<ApprovalScope> except) {

    private static final String EXCEPT = "except ";

    /** Copies the exceptions. */
    public ScopeCell {
        except = Set.copyOf(except);
    }

    /** Tells whether the use belongs to this cell. */
    public boolean covers(ApprovalAsk ask) {
        return within.covers(ask) && except.stream().noneMatch(scope -> scope.covers(ask));
    }

    /** Returns a text that is equal for equal cells: the scope, then a line for each exception. */
    public String canonical() {
        return Stream.concat(
                        Stream.of(within.canonical()),
                        except.stream()
                                .map(ApprovalScope::canonical)
                                .sorted(Comparator.naturalOrder())
                                .map(EXCEPT::concat))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Returns the cell whose canonical text this is.
     *
     * @throws IllegalArgumentException if the text is not a canonical one, or names what this version does not know
     */
    public static ScopeCell parse(String canonical) {
        List<String> lines = List.of(canonical.split("\n", -1));
        Set<ApprovalScope> except = new LinkedHashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.startsWith(EXCEPT)) {
                throw new IllegalArgumentException("a scope cell has one scope, then exceptions");
            }
            except.add(ApprovalScope.parse(line.substring(EXCEPT.length())));
        }
        return new ScopeCell(ApprovalScope.parse(lines.get(0)), except);
    }
}
