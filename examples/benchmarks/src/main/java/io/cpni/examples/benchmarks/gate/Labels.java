package io.cpni.examples.benchmarks.gate;

import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.sql.RelationCatalog;
import java.util.List;
import java.util.Set;

/** What the carrier's tables hold. A call reaches its customer through its account. */
final class Labels {

    private static final CustomerKeyPath THROUGH_ACCOUNT =
            new CustomerKeyPath("account_id", List.of(new CustomerKeyPath.Hop("account", "id", "customer_id")));

    static final TableLabels CALLS = calls("call_record");

    private Labels() {}

    static RelationCatalog catalog() {
        return RelationCatalog.builder()
                .labelled(new TableLabels(
                        "customer",
                        Set.of(DataCategory.IDENTITY),
                        List.of(key("id"), column("name", DataCategory.IDENTITY, MaskStyle.BY_TYPE, ValueFamily.TEXT)),
                        CustomerKeyPath.direct("id")))
                .labelled(new TableLabels(
                        "account",
                        Set.of(DataCategory.SUBSCRIPTION),
                        List.of(
                                key("id"),
                                key("customer_id"),
                                column("nickname", DataCategory.SUBSCRIPTION, MaskStyle.BY_TYPE, ValueFamily.TEXT)),
                        CustomerKeyPath.direct("customer_id")))
                .labelled(CALLS)
                .labelled(calls("import_record"))
                .build();
    }

    private static TableLabels calls(String table) {
        return new TableLabels(
                table,
                Set.of(DataCategory.CALL_DETAIL),
                List.of(
                        key("id"),
                        key("account_id"),
                        column("callee", DataCategory.CALL_DETAIL, MaskStyle.TELEPHONE_NUMBER, ValueFamily.TEXT),
                        column("caller", DataCategory.CALL_DETAIL, MaskStyle.TELEPHONE_NUMBER, ValueFamily.TEXT),
                        column("started_at", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.TEMPORAL),
                        column("duration_s", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.NUMBER),
                        column("cost", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.NUMBER)),
                THROUGH_ACCOUNT);
    }

    private static ColumnLabel key(String name) {
        return new ColumnLabel(name, Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.NUMBER, true);
    }

    private static ColumnLabel column(String name, DataCategory category, MaskStyle mask, ValueFamily family) {
        return new ColumnLabel(name, Set.of(category), mask, ColumnRole.NONE, family, false);
    }
}
