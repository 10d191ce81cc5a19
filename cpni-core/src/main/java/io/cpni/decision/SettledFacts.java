package io.cpni.decision;

import io.cpni.label.ColumnRole;
import io.cpni.label.TableLabels;
import java.util.Optional;

/**
 * Knows which facts about rows a table settles for all of them: what no column tells is not known of any row, and the
 * stricter answer counts. A plan leaves such facts out, so that its denial names what really stands in the way.
 */
final class SettledFacts {

    private final TableLabels table;

    SettledFacts(TableLabels table) {
        this.table = table;
    }

    /** Returns the value that a fact has in every row; empty if rows differ, or if it is about customers. */
    Optional<Object> valueOf(Atom atom) {
        if (atom instanceof Atom.Recited) {
            // No column tells which calls a caller recited.
            return Optional.of(false);
        }
        if (atom instanceof Atom.Within) {
            return unlessColumn(ColumnRole.OCCURRED_AT, false);
        }
        if (atom instanceof Atom.LargeGroup) {
            return unlessColumn(ColumnRole.GROUP_SIZE, false);
        }
        if (atom instanceof Atom.Source) {
            return unlessColumn(ColumnRole.SOURCE_SERVICE, Optional.empty());
        }
        if (atom instanceof Atom.FromOtherCarrier) {
            // A table that says nothing of it holds no such records; in one that says it unreadably, all may be.
            return unlessColumn(ColumnRole.FROM_OTHER_CARRIER, table.hasRole(ColumnRole.FROM_OTHER_CARRIER));
        }
        return Optional.empty();
    }

    private Optional<Object> unlessColumn(ColumnRole role, Object value) {
        return table.columnWith(role).isPresent() ? Optional.empty() : Optional.of(value);
    }
}
