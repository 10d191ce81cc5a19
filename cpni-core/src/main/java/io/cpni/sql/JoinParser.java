package io.cpni.sql;

import java.util.List;
import java.util.Optional;

/** Reads the joins of one item of a FROM clause. */
final class JoinParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final SqlParser relations;

    JoinParser(TokenCursor cursor, ExpressionParser expressions, SqlParser relations) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.relations = relations;
    }

    FromItem joins() {
        FromItem left = relations.relation();
        while (true) {
            if (cursor.take("cross")) {
                cursor.expect("join");
                left = new FromItem.Join(
                        left, FromItem.Join.Kind.CROSS, relations.relation(), Optional.empty(), Optional.empty());
                continue;
            }
            boolean natural = cursor.take("natural");
            if (natural && cursor.dialect() == SqlDialect.H2 && !cursor.at("join")) {
                throw cursor.refused("H2 has NATURAL JOIN alone");
            }
            Optional<FromItem.Join.Kind> kind = kind();
            if (kind.isEmpty()) {
                if (natural) {
                    throw cursor.refused("NATURAL is followed by a join");
                }
                return left;
            }
            FromItem right = relations.relation();
            left = joined(left, kind.get(), right, natural);
        }
    }

    /** Takes the words up to JOIN; empty if no join follows. */
    private Optional<FromItem.Join.Kind> kind() {
        FromItem.Join.Kind kind;
        if (cursor.take("inner")) {
            kind = FromItem.Join.Kind.INNER;
        } else if (cursor.take("left")) {
            kind = FromItem.Join.Kind.LEFT;
            cursor.take("outer");
        } else if (cursor.take("right")) {
            kind = FromItem.Join.Kind.RIGHT;
            cursor.take("outer");
        } else if (cursor.at("full")) {
            if (cursor.dialect() != SqlDialect.POSTGRESQL) {
                throw cursor.refused(cursor.dialect() + " has no FULL JOIN; join by LEFT JOIN … ON");
            }
            cursor.next();
            kind = FromItem.Join.Kind.FULL;
            cursor.take("outer");
        } else if (cursor.at("join")) {
            kind = FromItem.Join.Kind.INNER;
        } else {
            return Optional.empty();
        }
        cursor.expect("join");
        return Optional.of(kind);
    }

    private FromItem.Join joined(FromItem left, FromItem.Join.Kind kind, FromItem right, boolean natural) {
        if (natural) {
            return new FromItem.Join(
                    left, kind, right, Optional.empty(), Optional.of(new FromItem.Merging(true, List.of())));
        }
        if (cursor.take("using")) {
            return new FromItem.Join(
                    left,
                    kind,
                    right,
                    Optional.empty(),
                    Optional.of(new FromItem.Merging(false, relations.identifierList())));
        }
        cursor.expect("on");
        return new FromItem.Join(left, kind, right, Optional.of(expressions.expression()), Optional.empty());
    }
}
