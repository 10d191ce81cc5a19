package io.cpni.data;

import io.cpni.label.ValueFamily;
import jakarta.persistence.Column;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.Locale;
import java.util.Map;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.sql.Template;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Tells the family of a column's type in the database, which a converter or an enum strategy may have made another one
 * than the attribute's. Where it is not sure, the answer is {@link ValueFamily#OTHER}.
 */
final class ColumnFamilies {

    /** First words of the column definitions that people write by hand. */
    private static final Map<String, ValueFamily> DEFINITIONS = Map.ofEntries(
            Map.entry("varchar", ValueFamily.TEXT),
            Map.entry("char", ValueFamily.TEXT),
            Map.entry("character", ValueFamily.TEXT),
            Map.entry("nvarchar", ValueFamily.TEXT),
            Map.entry("text", ValueFamily.TEXT),
            Map.entry("smallint", ValueFamily.NUMBER),
            Map.entry("int", ValueFamily.NUMBER),
            Map.entry("integer", ValueFamily.NUMBER),
            Map.entry("bigint", ValueFamily.NUMBER),
            Map.entry("numeric", ValueFamily.NUMBER),
            Map.entry("decimal", ValueFamily.NUMBER),
            Map.entry("real", ValueFamily.NUMBER),
            Map.entry("double", ValueFamily.NUMBER),
            Map.entry("date", ValueFamily.TEMPORAL),
            Map.entry("time", ValueFamily.TEMPORAL),
            Map.entry("timestamp", ValueFamily.TEMPORAL),
            Map.entry("timestamptz", ValueFamily.TEMPORAL),
            Map.entry("datetime", ValueFamily.TEMPORAL),
            Map.entry("boolean", ValueFamily.BOOLEAN),
            Map.entry("uuid", ValueFamily.UUID),
            Map.entry("bytea", ValueFamily.BINARY),
            Map.entry("varbinary", ValueFamily.BINARY));

    private ColumnFamilies() {}

    /** Returns the family of a column that an attribute, if any, maps. */
    static ValueFamily of(SelectableMapping column, @Nullable AttributeMapping attribute) {
        if (isTransformed(column)) {
            return ValueFamily.OTHER;
        }
        String definition = attribute == null ? "" : definition(attribute);
        return definition.isEmpty()
                ? ofTypeCode(column.getJdbcMapping().getJdbcType().getDdlTypeCode())
                : ofDefinition(definition);
    }

    static ValueFamily ofTypeCode(int code) {
        return switch (code) {
            case SqlTypes.CHAR,
                    SqlTypes.VARCHAR,
                    SqlTypes.LONGVARCHAR,
                    SqlTypes.LONG32VARCHAR,
                    SqlTypes.NCHAR,
                    SqlTypes.NVARCHAR,
                    SqlTypes.LONGNVARCHAR,
                    SqlTypes.LONG32NVARCHAR -> ValueFamily.TEXT;
            case SqlTypes.TINYINT,
                    SqlTypes.SMALLINT,
                    SqlTypes.INTEGER,
                    SqlTypes.BIGINT,
                    SqlTypes.FLOAT,
                    SqlTypes.REAL,
                    SqlTypes.DOUBLE,
                    SqlTypes.NUMERIC,
                    SqlTypes.DECIMAL -> ValueFamily.NUMBER;
            case SqlTypes.DATE,
                    SqlTypes.TIME,
                    SqlTypes.TIME_WITH_TIMEZONE,
                    SqlTypes.TIME_UTC,
                    SqlTypes.TIMESTAMP,
                    SqlTypes.TIMESTAMP_WITH_TIMEZONE,
                    SqlTypes.TIMESTAMP_UTC,
                    SqlTypes.INSTANT,
                    SqlTypes.LOCAL_DATE,
                    SqlTypes.LOCAL_TIME,
                    SqlTypes.LOCAL_DATE_TIME,
                    SqlTypes.OFFSET_TIME,
                    SqlTypes.OFFSET_DATE_TIME,
                    SqlTypes.ZONED_DATE_TIME -> ValueFamily.TEMPORAL;
            case SqlTypes.BOOLEAN, SqlTypes.BIT -> ValueFamily.BOOLEAN;
            case SqlTypes.UUID -> ValueFamily.UUID;
            case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONGVARBINARY, SqlTypes.LONG32VARBINARY ->
                ValueFamily.BINARY;
            // Enum types of the database, large objects (PostgreSQL stores a number), arrays, JSON, XML, intervals.
            default -> ValueFamily.OTHER;
        };
    }

    static ValueFamily ofDefinition(String definition) {
        if (definition.contains("[")) {
            return ValueFamily.OTHER;
        }
        String word = definition.strip().toLowerCase(Locale.ROOT).split("[^a-z0-9_]", 2)[0];
        return DEFINITIONS.getOrDefault(word, ValueFamily.OTHER);
    }

    /** Tells whether what is stored is not what is read ({@code @ColumnTransformer}). */
    private static boolean isTransformed(SelectableMapping column) {
        String read = column.getCustomReadExpression();
        String name = column.getSelectionExpression();
        return read != null && !read.equals(name) && !read.equals(Template.TEMPLATE + "." + name);
    }

    private static String definition(AttributeMapping attribute) {
        Member member = attribute.getPropertyAccess().getGetter().getMember();
        Column column = member instanceof AnnotatedElement element ? element.getAnnotation(Column.class) : null;
        return column == null ? "" : column.columnDefinition();
    }
}
