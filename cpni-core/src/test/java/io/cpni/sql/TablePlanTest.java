package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.Atom;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.label.ColumnLabel;
import io.cpni.label.MaskStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever does several things with a row at once sees of it what each of them lets be seen. */
class TablePlanTest {

    private static final ColumnLabel CELL = Records.CALL_RECORD.column("cell").orElseThrow();
    private static final Condition ASSIGNED = new Condition.Is(new Atom.Assigned(), Set.of(true));
    private static final Condition IN_REGION =
            new Condition.Is(new Atom.InScope(Set.of(GrantScope.of("region"))), Set.of(true));
    private static final ColumnAccess WHERE_ASSIGNED = new ColumnAccess.ShowWhere(ASSIGNED, MaskStyle.BY_TYPE);
    private static final ColumnAccess WHERE_IN_REGION = new ColumnAccess.ShowWhere(IN_REGION, MaskStyle.BY_TYPE);
    private static final ColumnAccess MASKED = new ColumnAccess.Masked(MaskStyle.BY_TYPE);
    private static final ColumnAccess SHOWN = new ColumnAccess.Show();

    private static ColumnAccess access(ColumnAccess read, ColumnAccess update) {
        Map<Operation, AccessPlan> plans = new EnumMap<>(Operation.class);
        plans.put(Operation.READ, plan(read));
        plans.put(Operation.UPDATE, plan(update));
        GuardedTable table = new GuardedTable(0, Records.CALL_RECORD, "c", plans.keySet());
        return new TablePlan(table, plans, OptionalInt.empty()).access(CELL);
    }

    private static AccessPlan plan(ColumnAccess ofCell) {
        return new AccessPlan(
                Records.CALL_RECORD,
                new Condition.Always(),
                Map.of(CELL.name(), ofCell),
                List.of(),
                Set.of(),
                Optional.empty());
    }

    @Test
    void aColumnIsShownWhereEachOperationShowsIt() {
        ColumnAccess both = new ColumnAccess.ShowWhere(Condition.all(List.of(ASSIGNED, IN_REGION)), MaskStyle.BY_TYPE);

        assertThat(access(WHERE_ASSIGNED, WHERE_IN_REGION)).isEqualTo(both);
        assertThat(access(WHERE_IN_REGION, WHERE_ASSIGNED)).isEqualTo(both);
        assertThat(access(SHOWN, WHERE_IN_REGION)).isEqualTo(WHERE_IN_REGION);
        assertThat(access(WHERE_ASSIGNED, SHOWN)).isEqualTo(WHERE_ASSIGNED);
        assertThat(access(SHOWN, SHOWN)).isEqualTo(SHOWN);
    }

    @Test
    void whatOneOperationMasksIsMasked() {
        for (ColumnAccess other : List.of(SHOWN, WHERE_ASSIGNED, MASKED)) {
            assertThat(access(MASKED, other)).isEqualTo(MASKED);
            assertThat(access(other, MASKED)).isEqualTo(MASKED);
        }
    }
}
