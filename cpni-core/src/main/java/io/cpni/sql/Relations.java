package io.cpni.sql;

import io.cpni.label.DeclaredName;
import io.cpni.label.DeclaredRelation;
import java.util.List;
import java.util.Optional;

/**
 * Finds the relations that a statement names, on one connection. A name with a schema means the relation that is declared
 * in that schema and no other. A name without one means what the database finds in the schema where it looks by default;
 * which that is, has to be known as soon as any relation is declared with a schema.
 */
final class Relations {

    private final RelationCatalog catalog;
    private final SqlDialect dialect;
    private final Optional<String> defaultSchema;

    /**
     * Creates a finder.
     *
     * @param defaultSchema where the connection looks for names without schema; empty if that is no single schema, or if no
     *     relation is declared with one
     */
    Relations(RelationCatalog catalog, SqlDialect dialect, Optional<String> defaultSchema) {
        this.catalog = catalog;
        this.dialect = dialect;
        this.defaultSchema = defaultSchema;
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** Tells whether some relation, in whatever schema, has the name. */
    boolean isAny(Token name) {
        return !catalog.named(name.text()).isEmpty();
    }

    /**
     * Returns the relation that a statement names.
     *
     * @throws CpniStatementRefusedException if it is not known, or if the server might find another one
     */
    RelationCatalog.Relation find(FromItem.Named named) {
        RelationCatalog.Relation relation =
                named.schema().isPresent() ? qualified(named.schema().get(), named.name()) : unqualified(named.name());
        String declared = relation.declared().name().text();
        if (dialect.tellsRelationsApartByCase() && !declared.equals(named.name().text())) {
            throw new CpniStatementRefusedException(
                    "the relation '" + named.name().text()
                            + "' is known as '" + declared
                            + "', and MariaDB may keep another one under a name that differs"
                            + " in case; spell it so");
        }
        return relation;
    }

    private RelationCatalog.Relation unqualified(Token name) {
        List<RelationCatalog.Relation> all = catalog.named(name.text());
        if (catalog.hasSchemas() && !all.isEmpty() && defaultSchema.isEmpty()) {
            throw new CpniStatementRefusedException("the connection looks for '" + name.text()
                    + "' in no schema or in several, so that it could be another relation of that name; name its schema,"
                    + " or leave one schema on the search path");
        }
        return theOne(all.stream().filter(this::isInDefaultSchema).toList(), name)
                .orElseThrow(() -> all.isEmpty() ? unknown(name) : elsewhere(name));
    }

    private RelationCatalog.Relation qualified(Token schema, Token name) {
        List<RelationCatalog.Relation> all = catalog.named(name.text());
        Optional<RelationCatalog.Relation> found = theOne(
                all.stream()
                        .filter(relation -> relation.declared()
                                .schema()
                                .map(in -> isSpelledSo(in, schema))
                                .orElseGet(() -> isDefaultSchema(schema)))
                        .toList(),
                name);
        return found.orElseThrow(() -> new CpniStatementRefusedException(
                "no relation '" + name.text() + "' is mapped or declared in the schema '" + schema.text()
                        + "', spelled and quoted so; name it as its mapping does, or declare it with its schema"));
    }

    private boolean isInDefaultSchema(RelationCatalog.Relation relation) {
        return relation.declared()
                .schema()
                .map(in -> defaultSchema
                        .filter(found -> isCalled(in.text(), in.exact(), found))
                        .isPresent())
                .orElse(true);
    }

    private boolean isDefaultSchema(Token schema) {
        return defaultSchema
                .filter(found -> isCalled(schema.text(), schema.kind() == Token.Kind.QUOTED, found))
                .isPresent();
    }

    /** Tells whether the server calls a schema so, which is written in quotes or without. */
    private boolean isCalled(String written, boolean exact, String byServer) {
        return switch (dialect) {
            case MARIADB -> written.equals(byServer);
            case H2, POSTGRESQL -> exact ? written.equals(byServer) : written.equalsIgnoreCase(byServer);
        };
    }

    /** Tells whether a statement writes a schema as it is declared. Case counts in quotes, and on MariaDB. */
    private boolean isSpelledSo(DeclaredName declared, Token written) {
        boolean quoted = written.kind() == Token.Kind.QUOTED;
        if (dialect == SqlDialect.MARIADB) {
            return declared.text().equals(written.text());
        }
        return quoted == declared.exact()
                && (quoted
                        ? declared.text().equals(written.text())
                        : declared.folded().equals(written.folded()));
    }

    private static Optional<RelationCatalog.Relation> theOne(List<RelationCatalog.Relation> found, Token name) {
        if (found.size() > 1) {
            throw new CpniStatementRefusedException(
                    "the relation '" + name.text()
                            + "' is declared twice, with the schema that is the connection's default and without; declare it once");
        }
        return found.stream().findFirst();
    }

    private static CpniStatementRefusedException elsewhere(Token name) {
        return new CpniStatementRefusedException("the relation '" + name.text()
                + "' is mapped or declared in a schema that is not the connection's default; name its schema");
    }

    private static CpniStatementRefusedException unknown(Token name) {
        boolean ofHibernate = name.folded().startsWith("ht_") || name.folded().startsWith("hte_");
        return new CpniStatementRefusedException("the relation '" + name.text()
                + "' is neither mapped nor declared; "
                + (ofHibernate
                        ? HibernateStrategies.REMEDY
                        : "map it, or declare under cpni.sql.plain-relations that it holds no customer data"));
    }

    /** Returns the name of a relation as the gate writes it. */
    static String written(String declared, SqlDialect dialect) {
        DeclaredRelation relation = DeclaredRelation.of(declared);
        return relation.schema()
                        .map(schema -> SqlName.written(schema, dialect) + ".")
                        .orElse("")
                + SqlName.written(relation.name(), dialect);
    }
}
