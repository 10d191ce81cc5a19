package io.cpni.approval;

import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Divides all uses by the scopes that cover them.
 *
 * <p>Uses that no scope tells apart are represented by one of them. As every use has a representative, only
 * combinations of scopes that some use really has become cells, and what can be left out of a definition is found by
 * looking.
 */
final class ScopePartition {

    private static final Comparator<ApprovalScope> BY_TEXT = Comparator.comparing(ApprovalScope::canonical);

    private final List<ApprovalScope> scopes;

    /** For each representative the indexes of the scopes that cover it. */
    private final List<BitSet> signatures;

    private ScopePartition(List<ApprovalScope> scopes, List<BitSet> signatures) {
        this.scopes = scopes;
        this.signatures = signatures;
    }

    static ScopePartition of(Set<ApprovalScope> scopes) {
        List<ApprovalScope> sorted = scopes.stream().sorted(BY_TEXT).toList();
        List<BitSet> signatures = representatives(sorted).stream()
                .map(ask -> indexes(sorted, scope -> scope.covers(ask)))
                .distinct()
                .toList();
        return new ScopePartition(sorted, signatures);
    }

    /**
     * Returns the cells in which there are any intervals.
     *
     * @param timeline gives the intervals of the uses that these scopes cover and no others
     */
    Map<ScopeCell, List<ApprovalInterval>> cells(Function<Set<ApprovalScope>, List<ApprovalInterval>> timeline) {
        Map<BitSet, List<ApprovalInterval>> bySignature = new LinkedHashMap<>();
        for (BitSet signature : signatures) {
            bySignature.put(
                    signature,
                    timeline.apply(signature.stream().mapToObj(scopes::get).collect(Collectors.toSet())));
        }
        BitSet relevant = relevant(bySignature);
        Map<ScopeCell, List<ApprovalInterval>> cells = new LinkedHashMap<>();
        Set<BitSet> done = new HashSet<>();
        bySignature.forEach((signature, intervals) -> {
            BitSet covering = and(signature, relevant);
            if (!intervals.isEmpty() && done.add(covering)) {
                cells.put(cell(covering, relevant), intervals);
            }
        });
        return cells;
    }

    /** Returns the scopes without those that make no difference to any use. */
    private BitSet relevant(Map<BitSet, List<ApprovalInterval>> bySignature) {
        BitSet relevant = new BitSet();
        relevant.set(0, scopes.size());
        for (int i = 0; i < scopes.size(); i++) {
            relevant.clear(i);
            Map<BitSet, List<ApprovalInterval>> merged = new LinkedHashMap<>();
            for (Map.Entry<BitSet, List<ApprovalInterval>> entry : bySignature.entrySet()) {
                List<ApprovalInterval> before = merged.putIfAbsent(and(entry.getKey(), relevant), entry.getValue());
                if (before != null && !before.equals(entry.getValue())) {
                    relevant.set(i);
                    break;
                }
            }
        }
        return relevant;
    }

    private ScopeCell cell(BitSet covering, BitSet relevant) {
        ApprovalScope within =
                covering.stream().mapToObj(scopes::get).reduce(ApprovalScope.everything(), ApprovalScope::intersect);
        List<BitSet> inside = signatures.stream()
                .filter(signature -> and(signature, covering).equals(covering))
                .toList();
        BitSet outside = and(relevant, relevant);
        outside.andNot(covering);
        Map<Integer, BitSet> cut = new LinkedHashMap<>();
        outside.stream().forEach(scope -> cut.put(scope, indexes(inside, signature -> signature.get(scope))));
        Set<ApprovalScope> except = cut.entrySet().stream()
                .filter(scope -> !isSuperfluous(scope, cut.entrySet()))
                .map(scope -> scopes.get(scope.getKey()))
                .collect(Collectors.toSet());
        return new ScopeCell(within, except);
    }

    /** Tells whether a scope cuts nothing out of a cell that another one does not cut out anyway. */
    private static boolean isSuperfluous(Map.Entry<Integer, BitSet> scope, Set<Map.Entry<Integer, BitSet>> all) {
        BitSet own = scope.getValue();
        return own.isEmpty()
                || all.stream()
                        .filter(other -> and(own, other.getValue()).equals(own))
                        .anyMatch(other -> !other.getValue().equals(own) || other.getKey() < scope.getKey());
    }

    private static List<ApprovalAsk> representatives(List<ApprovalScope> scopes) {
        List<RecipientKind> kinds = classes(
                scopes,
                List.copyOf(EnumSet.complementOf(EnumSet.of(RecipientKind.STAFF))),
                (scope, kind) -> contains(scope.recipients(), kind));
        List<Purpose> purposes =
                classes(scopes, List.of(Purpose.values()), (scope, purpose) -> contains(scope.purposes(), purpose));
        List<DataCategory> categories = classes(
                scopes, List.of(DataCategory.values()), (scope, category) -> contains(scope.categories(), category));
        List<Optional<String>> names = classes(
                scopes,
                names(scopes),
                (scope, name) -> scope.entities().isEmpty()
                        || name.filter(scope.entities().get()::contains).isPresent());
        List<Recipient> recipients = new ArrayList<>();
        recipients.add(Recipient.staff());
        kinds.forEach(kind -> names.forEach(name -> recipients.add(new Recipient(kind, name))));
        List<ApprovalAsk> asks = new ArrayList<>();
        for (Recipient recipient : recipients) {
            for (Purpose purpose : purposes) {
                for (DataCategory category : categories) {
                    asks.add(new ApprovalAsk(recipient, purpose, category));
                }
            }
        }
        return asks;
    }

    /** Returns every named entity, and the absence of a name, which stands for all the others. */
    private static List<Optional<String>> names(List<ApprovalScope> scopes) {
        List<Optional<String>> names = new ArrayList<>();
        names.add(Optional.empty());
        scopes.stream()
                .flatMap(scope -> scope.entities().stream())
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(name -> names.add(Optional.of(name)));
        return names;
    }

    /** Returns one value of each class of values that no scope tells apart. */
    private static <T> List<T> classes(
            List<ApprovalScope> scopes, List<T> values, BiPredicate<ApprovalScope, T> covers) {
        Map<BitSet, T> classes = new LinkedHashMap<>();
        for (T value : values) {
            classes.putIfAbsent(indexes(scopes, scope -> covers.test(scope, value)), value);
        }
        return List.copyOf(classes.values());
    }

    private static <T> boolean contains(Optional<Set<T>> component, T value) {
        return component.isEmpty() || component.get().contains(value);
    }

    private static <T> BitSet indexes(List<T> list, Predicate<T> predicate) {
        return IntStream.range(0, list.size())
                .filter(i -> predicate.test(list.get(i)))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }
}
