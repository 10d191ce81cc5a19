package io.cpni.data;

import io.cpni.label.ValueFamily;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.id.enhanced.TableStructure;

/** Finds the tables in which Hibernate counts identifiers; they hold no customer data, but statements name them. */
final class GeneratorTables {

    private static final Pattern UPDATE = Pattern.compile("update (.+?) set .*", Pattern.DOTALL);

    private GeneratorTables() {}

    /** Returns the generator's tables, none or one, by their expression. */
    // getAllSqlForTests: deprecated, but the only place that tells the name by which statements know the table.
    @SuppressWarnings("deprecation")
    static Map<String, Map<String, ValueFamily>> of(Generator generator) {
        if (generator instanceof TableGenerator table) {
            Map<String, ValueFamily> columns = new LinkedHashMap<>();
            columns.put(SqlNames.column(table.getSegmentColumnName()), ValueFamily.TEXT);
            columns.put(SqlNames.column(table.getValueColumnName()), ValueFamily.NUMBER);
            return Map.of(changedBy(table.getAllSqlForTests(), table.getTableName()), columns);
        }
        if (generator instanceof SequenceStyleGenerator sequence
                && sequence.getDatabaseStructure() instanceof TableStructure table) {
            return Map.of(
                    changedBy(
                            table.getAllSqlForTests(),
                            table.getPhysicalName().getObjectName().render()),
                    Map.of(table.getLogicalValueColumnNameIdentifier().getText(), ValueFamily.NUMBER));
        }
        return Map.of();
    }

    /** Returns the table that the last statement changes, with its schema, if it is one that changes a table. */
    private static String changedBy(String[] statements, String otherwise) {
        Matcher update = UPDATE.matcher(statements[statements.length - 1]);
        return update.matches() ? update.group(1) : otherwise;
    }
}
