package io.cpni.sql;

import io.cpni.label.DeclaredName;
import io.cpni.label.DeclaredRelation;
import io.cpni.label.TableLabels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks whether a database is as the script left it, and whether a role is one that it holds. */
final class RowSecurityCheck {

    private static final int OLDEST = 15;

    private final RowSecurityNames names;
    private final List<TableLabels> tables;
    private final String fingerprint;

    RowSecurityCheck(RowSecurityNames names, List<TableLabels> tables, String fingerprint) {
        this.names = names;
        this.tables = tables;
        this.fingerprint = fingerprint;
    }

    List<String> findings(Connection connection, RowSecurity.Standing standing) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (!product.equals("PostgreSQL") || version < OLDEST) {
            return List.of("the database is " + product + " " + version + ", and row-level security is written for"
                    + " PostgreSQL " + OLDEST + " and later; take the settings of the second wall away, the gate does"
                    + " without");
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            // A role says itself where its names are looked up, those of functions and operators too.
            text(connection, "select pg_catalog.set_config('search_path', 'pg_catalog', true)");
            return looked(connection, standing);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private List<String> looked(Connection connection, RowSecurity.Standing standing) throws SQLException {
        List<String> findings = new ArrayList<>();
        role(connection, standing).ifPresent(findings::add);
        script(connection).ifPresent(findings::add);
        for (TableLabels table : tables) {
            table(connection, table).ifPresent(findings::add);
            around(connection, table).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<String> role(Connection connection, RowSecurity.Standing standing) throws SQLException {
        List<String> declared = standing == RowSecurity.Standing.READER ? names.readers() : names.writers();
        String role = text(connection, "select current_user where current_user = session_user")
                .orElse("");
        if (!declared.contains(role)) {
            return Optional.of("connections are made as " + (role.isEmpty() ? "a role that was switched to" : role)
                    + ", which is not declared as a " + standing + "; declared are " + declared);
        }
        Optional<String> free = text(
                connection,
                "select rolname from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(oid, 'MEMBER')");
        if (free.isPresent()) {
            return Optional.of("the role " + role + " is held by no policy, for it is or may become " + free.get()
                    + ", a superuser or one with BYPASSRLS; connect as another");
        }
        return standing == RowSecurity.Standing.READER ? reach(connection, role) : Optional.empty();
    }

    /** A reader reaches the views and nothing else of the schema of the data, by itself or as another role. */
    private Optional<String> reach(Connection connection, String reader) throws SQLException {
        for (String other : roles()) {
            if (text(connection, "select rolname from pg_roles where rolname = ? and pg_has_role(oid, 'MEMBER')", other)
                    .isPresent()) {
                return Optional.of("the reader " + reader + " may act as " + other + "; take that away from it");
            }
        }
        Optional<String> ofServer = text(
                connection, "select rolname from pg_roles where rolname like 'pg\\_%' and pg_has_role(oid, 'MEMBER')");
        if (ofServer.isPresent()) {
            return Optional.of("the reader " + reader + " may act as " + ofServer.get() + "; take that away from it");
        }
        return text(
                        connection,
                        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')"
                                + " and has_any_column_privilege(c.oid, 'SELECT')",
                        names.data().toLowerCase(Locale.ROOT))
                .map(table -> "the reader " + reader + " may read " + table + " itself; revoke that, from public too");
    }

    private List<String> roles() {
        List<String> roles = new ArrayList<>(names.writers());
        roles.add(names.viewOwner());
        return roles;
    }

    /** Looks for the function first: asked for where it is not, it would be a failure. */
    private Optional<String> script(Connection connection) throws SQLException {
        String wall = names.wall().toLowerCase(Locale.ROOT);
        if (text(
                        connection,
                        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = ?"
                                + " and p.proname = 'fingerprint' and has_schema_privilege(n.oid, 'USAGE')",
                        wall)
                .isEmpty()) {
            return Optional.of(
                    "the script of row-level security has not been run in this database, or not for this role");
        }
        return text(connection, "select " + names.wall() + ".fingerprint()")
                        .filter(fingerprint::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the script of row-level security that was run in this database is not that of the present"
                                + " key, labels, uses, grants and scopes of approval");
    }

    private Optional<String> table(Connection connection, TableLabels table) throws SQLException {
        DeclaredRelation relation = table.relation();
        String from = " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = ? and c.relname = ? and ";
        String schema = schema(relation);
        String name = stored(relation.name());
        if (text(connection, "select c.relname" + from + "c.relrowsecurity", schema, name)
                .isEmpty()) {
            return Optional.of("the table " + relation.text()
                    + " has no row-level security, or is not there; run the script behind every migration that makes a"
                    + " table");
        }
        return text(connection, "select c.relname" + from + "pg_has_role(c.relowner, 'MEMBER')", schema, name)
                .map(owned -> "the connection's role owns the table " + relation.text()
                        + ", or may act as its owner, whom no policy holds; let another role own it");
    }

    /** A view looks at tables with the rights of its owner, whom no policy holds. */
    private Optional<String> around(Connection connection, TableLabels table) throws SQLException {
        DeclaredRelation relation = table.relation();
        return text(
                        connection,
                        "select v.relname from pg_class v join pg_namespace vn on vn.oid = v.relnamespace"
                                + " join pg_rewrite r on r.ev_class = v.oid"
                                + " join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid"
                                + " and d.refclassid = 'pg_class'::regclass"
                                + " join pg_class t on t.oid = d.refobjid join pg_namespace n on n.oid = t.relnamespace"
                                + " where n.nspname = ? and t.relname = ? and v.oid <> t.oid and v.relkind in ('v', 'm')"
                                + " and vn.nspname not in (?, ?)"
                                + " and not coalesce('security_invoker=true' = any (v.reloptions)"
                                + " or 'security_invoker=on' = any (v.reloptions), false)"
                                + " and has_any_column_privilege(v.oid, 'SELECT')",
                        schema(relation),
                        stored(relation.name()),
                        names.wall().toLowerCase(Locale.ROOT),
                        names.views().toLowerCase(Locale.ROOT))
                .map(view -> "the view " + view + " shows " + relation.text()
                        + " with the rights of its owner, and the connection's role may read it; revoke that, or make it"
                        + " with security_invoker");
    }

    private String schema(DeclaredRelation relation) {
        return relation.schema()
                .map(RowSecurityCheck::stored)
                .orElse(names.data().toLowerCase(Locale.ROOT));
    }

    /** Returns a name as the server keeps it. */
    private static String stored(DeclaredName name) {
        return SqlName.written(name, SqlDialect.POSTGRESQL).equals(name.text())
                ? name.text().toLowerCase(Locale.ROOT)
                : name.text();
    }

    /** Returns the text of the first row. */
    private static Optional<String> text(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
