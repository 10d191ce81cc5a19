package io.cpni.examples.voip.sql;

import io.cpni.accessor.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a statement. Prints no value: the web framework logs what it hands on. */
sealed interface SqlAnswer {

    /**
     * What a query found.
     *
     * @param columns the labels of its columns, in order
     * @param rows the rows, each a list of values in the order of the columns
     * @param truncated whether there was more
     * @param rules the rules that permitted each labelled table, and those that added obligations such as masks
     */
    record Found(List<String> columns, List<List<@Nullable Object>> rows, boolean truncated, List<AppliedTo> rules)
            implements SqlAnswer {

        /** Copies the lists. */
        public Found {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            rules = List.copyOf(rules);
        }

        @Override
        public String toString() {
            return "Found[" + rows.size() + " rows, ***]";
        }
    }

    /**
     * What a change did.
     *
     * @param changed how many rows it changed
     * @param rules the rules that permitted each labelled table, and those that added obligations such as masks
     */
    record Changed(long changed, List<AppliedTo> rules) implements SqlAnswer {

        /** Copies the list. */
        public Changed {
            rules = List.copyOf(rules);
        }

        @Override
        public String toString() {
            return "Changed[***]";
        }
    }

    /**
     * A rule that decided on a table.
     *
     * @param table the table
     * @param operation what was to be done with it
     * @param rule the rule's id
     * @param citation the paragraph it comes from
     */
    record AppliedTo(String table, Operation operation, String rule, String citation) {}
}
