package io.cpni.sql;

/**
 * What Hibernate says when it changes entities that are spread over several tables, or gives identifiers to rows that it
 * copies: it collects keys of labelled rows in temporary tables of its own, or changes rows inside of WITH. Neither is in
 * the gate's language, and there is a setting for it.
 */
final class HibernateStrategies {

    static final String REMEDY = "if this is Hibernate changing entities of several tables, set"
            + " hibernate.query.mutation_strategy to"
            + " org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy, which the starter does by itself; if it"
            + " copies entities by INSERT … SELECT, read and persist them";

    private HibernateStrategies() {}

    static boolean isOfTemporaryTable(TokenCursor cursor) {
        if (!cursor.at("create") && !cursor.at("drop")) {
            return false;
        }
        boolean scoped = cursor.peek(1).isWord("local") || cursor.peek(1).isWord("global");
        return cursor.peek(scoped ? 2 : 1).isWord("temporary");
    }
}
