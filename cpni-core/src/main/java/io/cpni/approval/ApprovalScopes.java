package io.cpni.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The scope cells that a store has given ids, as known at one time. Immutable; a newer version has all ids of an older
 * one, with the same meaning.
 *
 * <p>With it a condition on a state becomes one on ids. A customer's state for a use is in a set of states without NONE
 * if there is an interval of the customer with an id in {@link #covering} and a state in the set, in force at the
 * instant. It is in a set with NONE if there is no interval of the customer with an id not in {@link #notCovering} and
 * a state not in the set, in force at the instant. An id that is not known here is in neither list, so that both
 * conditions then fail.
 */
public final class ApprovalScopes {

    private static final ApprovalScopes NONE = new ApprovalScopes(0, Map.of());

    private final long version;
    private final Map<Integer, ScopeCell> cells;
    private final Map<ScopeCell, Integer> ids;

    private ApprovalScopes(long version, Map<Integer, ScopeCell> cells) {
        this.version = version;
        this.cells = new TreeMap<>(cells);
        this.ids = new HashMap<>();
        this.cells.forEach((id, cell) -> ids.put(cell, id));
    }

    /** Returns the scopes of a store that has none yet. */
    public static ApprovalScopes none() {
        return NONE;
    }

    /**
     * Returns the given cells by their ids.
     *
     * @param version grows whenever an id is added
     */
    public static ApprovalScopes of(long version, Map<Integer, ScopeCell> cells) {
        return new ApprovalScopes(version, cells);
    }

    /** Returns a number that is greater the more ids are known; what was computed from one version holds for it. */
    public long version() {
        return version;
    }

    /** Returns the ids of the cells that cover the use, in ascending order. */
    public List<Integer> covering(ApprovalAsk ask) {
        return ids(cell -> cell.covers(ask));
    }

    /** Returns the ids of the cells that are known not to cover the use, in ascending order. */
    public List<Integer> notCovering(ApprovalAsk ask) {
        return ids(cell -> !cell.covers(ask));
    }

    /** Returns the cells by their ids. */
    Map<Integer, ScopeCell> cells() {
        return cells;
    }

    Optional<ScopeCell> cell(int id) {
        return Optional.ofNullable(cells.get(id));
    }

    Optional<Integer> id(ScopeCell cell) {
        return Optional.ofNullable(ids.get(cell));
    }

    /** Returns these and more cells, as the next versions. */
    ApprovalScopes with(Map<ScopeCell, Integer> more) {
        Map<Integer, ScopeCell> all = new HashMap<>(cells);
        int before = all.size();
        more.forEach((cell, id) -> all.put(id, cell));
        return all.size() == before ? this : new ApprovalScopes(version + all.size() - before, all);
    }

    private List<Integer> ids(Predicate<ScopeCell> predicate) {
        return cells.entrySet().stream()
                .filter(entry -> predicate.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
