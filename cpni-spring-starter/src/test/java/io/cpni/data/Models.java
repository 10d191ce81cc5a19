package io.cpni.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.DeclaredName;
import io.cpni.label.DeclaredRelation;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Maps entities with a real Hibernate on an H2 of their own and derives their labels. */
final class Models {

    private Models() {}

    /** Derives the labels of a model; the database's own list of columns says whether they are complete. */
    static JpaRelationCatalog derive(Class<?>... entities) {
        return derive(configuration -> {}, entities);
    }

    static JpaRelationCatalog derive(Consumer<HibernatePersistenceConfiguration> settings, Class<?>... entities) {
        try (SessionFactory factory = open(settings, entities)) {
            JpaRelationCatalog catalog = JpaRelationCatalog.of(factory);
            Map<String, Set<String>> real = realColumns(factory);
            assertThat(derivedColumns(catalog)).isEqualTo(real);
            catalog.labelledTables().forEach(table -> assertThat(real).satisfies(columns -> checkPath(columns, table)));
            return catalog;
        }
    }

    static SessionFactory open(Consumer<HibernatePersistenceConfiguration> settings, Class<?>... entities) {
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("model")
                .managedClasses(entities)
                .jdbcUrl("jdbc:h2:mem:" + UUID.randomUUID())
                .jdbcCredentials("sa", "")
                .jdbcPoolSize(2)
                .schemaToolingAction(Action.CREATE_ONLY);
        settings.accept(configuration);
        return configuration.createEntityManagerFactory();
    }

    static void withSchemas(HibernatePersistenceConfiguration configuration) {
        configuration.property("jakarta.persistence.create-database-schemas", "true");
    }

    /** A tenant whom no session of these tests has. */
    static void withOneTenant(HibernatePersistenceConfiguration configuration) {
        configuration.property(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new NoTenant());
    }

    private static final class NoTenant implements CurrentTenantIdentifierResolver<String> {
        @Override
        public String resolveCurrentTenantIdentifier() {
            return "none";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    /** Reads as one line for the table and one for each column: what it holds, its family, whether it is a key. */
    static List<String> describe(JpaRelationCatalog catalog, String table) {
        TableLabels labels = catalog.labelledTables().stream()
                .filter(candidate -> candidate.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError(table + " is not among " + catalog.labelledTables()));
        List<String> lines = new ArrayList<>();
        lines.add(codes(labels.categories()) + " by " + path(labels));
        labels.columns().forEach(column -> lines.add(describe(column)));
        return lines;
    }

    static String path(JpaRelationCatalog catalog, String table) {
        return describe(catalog, table).get(0).replaceFirst(".* by ", "");
    }

    private static void checkPath(Map<String, Set<String>> real, TableLabels labels) {
        assertThat(real.get(DeclaredRelation.of(labels.table()).folded()))
                .contains(fold(labels.customerKey().column()));
        labels.customerKey()
                .hops()
                .forEach(hop -> assertThat(
                                real.get(DeclaredRelation.of(hop.table()).folded()))
                        .contains(fold(hop.match()), fold(hop.next())));
    }

    private static String path(TableLabels labels) {
        StringBuilder text = new StringBuilder(labels.customerKey().column());
        labels.customerKey()
                .hops()
                .forEach(hop -> text.append(" > " + hop.table() + "(" + hop.match() + ")." + hop.next()));
        return text.toString();
    }

    private static String describe(ColumnLabel column) {
        return column.name() + " " + codes(column.categories())
                + (column.mask() == MaskStyle.BY_TYPE ? "" : " " + column.mask())
                + (column.role() == ColumnRole.NONE ? "" : " " + column.role())
                + " " + column.family() + (column.structural() ? " key" : "");
    }

    private static String codes(Set<DataCategory> categories) {
        return categories.isEmpty()
                ? "-"
                : String.join(
                        "+",
                        categories.stream().sorted().map(DataCategory::code).toList());
    }

    private static Map<String, Set<String>> derivedColumns(JpaRelationCatalog catalog) {
        Map<String, Set<String>> columns = new TreeMap<>();
        catalog.labelledTables()
                .forEach(table -> table.columns().forEach(column -> add(columns, table.table(), column.name())));
        for (Map.Entry<String, Map<String, ValueFamily>> table :
                catalog.plainTables().entrySet()) {
            table.getValue().keySet().forEach(column -> add(columns, table.getKey(), column));
        }
        return columns;
    }

    private static Map<String, Set<String>> realColumns(SessionFactory factory) {
        Map<String, Set<String>> columns = new TreeMap<>();
        factory.inSession(session -> session.createNativeQuery(
                        "select case when table_schema = 'PUBLIC' then table_name else table_schema || '.' || table_name"
                                + " end, column_name from information_schema.columns"
                                + " where table_schema <> 'INFORMATION_SCHEMA'"
                                + " and table_name not like 'HT\\_%' and table_name not like 'HTE\\_%'",
                        Object[].class)
                .getResultList()
                .forEach(row -> add(columns, (String) row[0], (String) row[1])));
        return columns;
    }

    private static void add(Map<String, Set<String>> columns, String table, String column) {
        columns.computeIfAbsent(DeclaredRelation.of(table).folded(), name -> new TreeSet<>())
                .add(fold(column));
    }

    private static String fold(String name) {
        return DeclaredName.of(name).folded();
    }

    static List<String> names(JpaRelationCatalog catalog) {
        return catalog.labelledTables().stream().map(TableLabels::table).toList();
    }

    static List<Class<?>> classes(Class<?>... classes) {
        return Arrays.asList(classes);
    }
}
