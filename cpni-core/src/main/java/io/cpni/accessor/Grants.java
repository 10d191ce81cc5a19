package io.cpni.accessor;

import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds all grants, indexed so that looking one up costs the same for ten as for ten thousand.
 *
 * <p>Immutable and safe for many threads.
 */
public final class Grants {

    private record Key(String role, Purpose purpose, DataCategory category, Operation operation) {}

    private final Map<Key, List<Grant>> index;
    private final List<Grant> all;

    private Grants(Collection<Grant> grants) {
        Map<Key, List<Grant>> building = new HashMap<>();
        for (Grant grant : grants) {
            for (Purpose purpose : grant.purposes()) {
                for (DataCategory category : grant.categories()) {
                    for (Operation operation : grant.operations()) {
                        building.computeIfAbsent(
                                        new Key(grant.role(), purpose, category, operation), key -> new ArrayList<>())
                                .add(grant);
                    }
                }
            }
        }
        building.replaceAll((key, list) -> List.copyOf(list));
        this.index = Map.copyOf(building);
        this.all = List.copyOf(grants);
    }

    /** Returns an index of the given grants. */
    public static Grants of(Collection<Grant> grants) {
        return new Grants(grants);
    }

    /** Returns the grants that any of the roles has for this use. */
    public List<Grant> matching(Set<String> roles, Purpose purpose, DataCategory category, Operation operation) {
        List<Grant> found = List.of();
        for (String role : roles) {
            List<Grant> ofRole = index.getOrDefault(new Key(role, purpose, category, operation), List.of());
            if (found.isEmpty()) {
                found = ofRole;
            } else if (!ofRole.isEmpty()) {
                List<Grant> joined = new ArrayList<>(found);
                joined.addAll(ofRole);
                found = joined;
            }
        }
        return found;
    }

    /** Returns every grant, in the order given. */
    public List<Grant> all() {
        return all;
    }
}
