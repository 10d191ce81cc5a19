package io.cpni.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads statements: SELECT with all it may contain, INSERT, UPDATE, DELETE and MERGE.
 *
 * <p>The grammar is the language the gate speaks, so what it cannot read it refuses. Expressions are read by
 * {@link ExpressionParser}, joins by {@link JoinParser}, what is grouped by by {@link GroupingParser}, and what follows a
 * change by {@link ChangeParser}.
 */
final class SqlParser {

    /** Words that end a relation or select item and so cannot be an alias without AS. */
    private static final Set<String> NO_ALIAS = Set.of(
            "as",
            "cross",
            "except",
            "fetch",
            "for",
            "from",
            "full",
            "group",
            "having",
            "inner",
            "intersect",
            "join",
            "left",
            "limit",
            "natural",
            "offset",
            "on",
            "order",
            "outer",
            "qualify",
            "returning",
            "right",
            "set",
            "union",
            "using",
            "values",
            "when",
            "where",
            "window",
            "tablesample",
            "minus",
            "straight_join",
            "lateral");

    private static final Set<String> LOCK_STRENGTHS = Set.of("update", "share", "no", "key");

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final ChangeParser changes;

    private SqlParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExpressionParser(cursor, this);
        this.changes = new ChangeParser(cursor, expressions, this);
    }

    static SqlStatement parse(SqlLexer.Lexed lexed, SqlDialect dialect) {
        SqlParser parser = new SqlParser(new TokenCursor(lexed, dialect));
        SqlStatement statement = parser.statement();
        parser.cursor.expectEnd();
        return statement;
    }

    private SqlStatement statement() {
        if (changes.atDeltaTable()) {
            return changes.finalTable();
        }
        if (cursor.at("select") || cursor.at("with") || cursor.at("values") || cursor.atSymbol("(")) {
            return new SqlStatement.Select(query());
        }
        if (cursor.take("insert")) {
            return insert();
        }
        if (cursor.take("update")) {
            return update();
        }
        if (cursor.take("delete")) {
            return delete();
        }
        if (cursor.take("merge")) {
            return merge();
        }
        if (cursor.dialect() == SqlDialect.POSTGRESQL
                && cursor.at("set")
                && cursor.peek(1).isWord("local")) {
            return lockTimeout();
        }
        if (HibernateStrategies.isOfTemporaryTable(cursor)) {
            throw cursor.refused("temporary tables are not in the gate's language; " + HibernateStrategies.REMEDY);
        }
        throw cursor.refused(
                "statements that begin so are not in the gate's language, which has SELECT, INSERT, UPDATE,"
                        + " DELETE and MERGE");
    }

    private SqlStatement lockTimeout() {
        cursor.next();
        cursor.next();
        cursor.expect("lock_timeout");
        cursor.expectSymbol("=");
        Token value = cursor.next();
        if (value.kind() != Token.Kind.NUMBER && value.kind() != Token.Kind.STRING) {
            throw cursor.refused("a lock timeout is a literal");
        }
        return new SqlStatement.LockTimeout();
    }

    // Queries

    Query query() {
        return expressions.withoutNewRow(this::readQuery);
    }

    private Query readQuery() {
        Span start = cursor.span();
        List<Query.CommonTable> with = new ArrayList<>();
        boolean recursive = false;
        if (cursor.take("with")) {
            recursive = cursor.take("recursive");
            do {
                with.add(commonTable());
            } while (cursor.takeSymbol(","));
        }
        Query.Body body = combination();
        List<Expression> orderBy = new ArrayList<>();
        if (cursor.take("order")) {
            cursor.expect("by");
            orderBy = expressions.orderItems();
        }
        List<Expression> limits = limits();
        boolean locks = locks();
        limits.addAll(limits());
        return new Query(with, recursive, body, orderBy, limits, locks, start.to(cursor.previousSpan()));
    }

    private Query.CommonTable commonTable() {
        Token name = cursor.identifier();
        List<Token> columns = cursor.atSymbol("(") ? identifierList() : List.of();
        cursor.expect("as");
        if (cursor.take("not")) {
            cursor.expect("materialized");
        } else {
            cursor.take("materialized");
        }
        cursor.expectSymbol("(");
        if (cursor.at("insert") || cursor.at("update") || cursor.at("delete")) {
            throw cursor.refused("WITH holds queries alone, and changes no rows; " + HibernateStrategies.REMEDY);
        }
        Query query = query();
        cursor.expectSymbol(")");
        return new Query.CommonTable(name, columns, query);
    }

    private Query.Body combination() {
        Query.Body left = primary();
        while (cursor.take("union") || cursor.take("except") || cursor.take("intersect")) {
            if (!cursor.take("all")) {
                cursor.take("distinct");
            }
            left = new Query.Combination(left, primary());
        }
        return left;
    }

    private Query.Body primary() {
        if (cursor.takeSymbol("(")) {
            Query query = query();
            cursor.expectSymbol(")");
            return new Query.Nested(query);
        }
        if (cursor.take("values")) {
            return rows();
        }
        cursor.expect("select");
        return block();
    }

    private Query.Rows rows() {
        List<List<Expression>> rows = new ArrayList<>();
        do {
            if (cursor.dialect() == SqlDialect.H2 && cursor.at("next")) {
                rows.add(List.of(expressions.expression()));
                continue;
            }
            cursor.expectSymbol("(");
            rows.add(expressions.list());
            cursor.expectSymbol(")");
        } while (cursor.takeSymbol(","));
        return new Query.Rows(rows);
    }

    private Query.Block block() {
        boolean distinct = cursor.take("distinct");
        List<Expression> distinctOn =
                distinct && cursor.at("on") ? new GroupingParser(cursor, expressions).distinctOn() : List.of();
        if (!distinct) {
            cursor.take("all");
        }
        List<Query.Item> items = new ArrayList<>();
        do {
            items.add(item());
        } while (cursor.takeSymbol(","));
        int itemsEnd = cursor.previousSpan().end();
        List<FromItem> from = from("from");
        int fromEnd = cursor.previousSpan().end();
        Optional<Expression> where = where();
        List<Expression> groupBy = new ArrayList<>();
        if (cursor.take("group")) {
            cursor.expect("by");
            groupBy = new GroupingParser(cursor, expressions).groupBy();
        }
        int groupEnd = cursor.previousSpan().end();
        Optional<Expression> having = cursor.take("having") ? Optional.of(expressions.expression()) : Optional.empty();
        List<Expression> windows = cursor.take("window") ? expressions.windows() : List.of();
        return new Query.Block(
                distinct, distinctOn, items, itemsEnd, from, fromEnd, where, groupBy, groupEnd, having, windows);
    }

    private List<FromItem> from(String keyword) {
        List<FromItem> from = new ArrayList<>();
        if (cursor.take(keyword)) {
            do {
                from.add(joins());
            } while (cursor.takeSymbol(","));
        }
        return from;
    }

    private Optional<Expression> where() {
        return cursor.take("where") ? Optional.of(expressions.expression()) : Optional.empty();
    }

    Query.Item item() {
        if (cursor.atSymbol("*")) {
            Span span = cursor.span();
            cursor.next();
            return new Query.Star(Optional.empty(), span);
        }
        if (cursor.current().isIdentifier()
                && cursor.peek(1).isSymbol(".")
                && cursor.peek(2).isSymbol("*")) {
            Span span = cursor.span();
            Token qualifier = cursor.identifier();
            cursor.next();
            span = span.to(cursor.span());
            cursor.next();
            return new Query.Star(Optional.of(qualifier), span);
        }
        Expression expression = expressions.expression();
        return new Query.Value(expression, alias());
    }

    Optional<Token> alias() {
        if (cursor.take("as")) {
            return Optional.of(cursor.identifier());
        }
        Token token = cursor.current();
        if (cursor.dialect() == SqlDialect.MARIADB && cursor.at("lock")) {
            return Optional.empty();
        }
        if (token.kind() == Token.Kind.QUOTED
                || (token.kind() == Token.Kind.WORD && !NO_ALIAS.contains(token.folded()))) {
            return Optional.of(cursor.identifier());
        }
        return Optional.empty();
    }

    private List<Expression> limits() {
        List<Expression> limits = new ArrayList<>();
        while (true) {
            if (cursor.take("offset")) {
                limits.add(expressions.additive());
                if (!cursor.take("rows")) {
                    cursor.take("row");
                }
            } else if (cursor.take("limit")) {
                limits.add(expressions.additive());
                if (cursor.dialect() == SqlDialect.MARIADB && cursor.takeSymbol(",")) {
                    limits.add(expressions.additive());
                }
            } else if (cursor.take("fetch")) {
                if (!cursor.take("first")) {
                    cursor.expect("next");
                }
                if (!cursor.at("row") && !cursor.at("rows")) {
                    limits.add(expressions.additive());
                }
                if (!cursor.take("rows")) {
                    cursor.expect("row");
                }
                if (cursor.take("with")) {
                    cursor.expect("ties");
                } else {
                    cursor.expect("only");
                }
            } else {
                return limits;
            }
        }
    }

    private boolean locks() {
        boolean locks = false;
        while (cursor.at("for")) {
            cursor.next();
            if (!LOCK_STRENGTHS.contains(cursor.current().folded())) {
                throw cursor.refused("FOR is followed by UPDATE, NO KEY UPDATE, SHARE or KEY SHARE");
            }
            while (LOCK_STRENGTHS.contains(cursor.current().folded())) {
                cursor.next();
            }
            if (cursor.take("of")) {
                do {
                    cursor.identifier();
                } while (cursor.takeSymbol(","));
            }
            if (cursor.take("skip")) {
                cursor.expect("locked");
            } else if (cursor.take("wait")) {
                expressions.additive();
            } else {
                cursor.take("nowait");
            }
            locks = true;
        }
        return locks || lockInShareMode();
    }

    private boolean lockInShareMode() {
        if (cursor.dialect() != SqlDialect.MARIADB || !cursor.take("lock")) {
            return false;
        }
        cursor.expect("in");
        cursor.expect("share");
        cursor.expect("mode");
        if (cursor.take("skip")) {
            cursor.expect("locked");
        } else if (cursor.take("wait")) {
            expressions.additive();
        } else {
            cursor.take("nowait");
        }
        return true;
    }

    // Relations

    FromItem joins() {
        return new JoinParser(cursor, expressions, this).joins();
    }

    FromItem relation() {
        boolean lateral = cursor.take("lateral");
        if (cursor.takeSymbol("(")) {
            if (lateral || startsQuery()) {
                return derived(lateral);
            }
            FromItem inner = joins();
            if (inner instanceof FromItem.Named && cursor.dialect() == SqlDialect.H2) {
                // Where a query of the gate's own stands for the table, H2 would read one query too many.
                throw cursor.refused("on H2 parentheses enclose joins or a query; write a table alone without them");
            }
            cursor.expectSymbol(")");
            return inner;
        }
        if (lateral) {
            throw cursor.refused("LATERAL is followed by a query in parentheses");
        }
        return named();
    }

    /** Tells whether what follows an opened parenthesis is a query; a parenthesis may also enclose joins. */
    private boolean startsQuery() {
        int ahead = 0;
        while (cursor.peek(ahead).isSymbol("(")) {
            ahead++;
        }
        Token token = cursor.peek(ahead);
        return token.isWord("select") || token.isWord("with") || token.isWord("values");
    }

    private FromItem derived(boolean lateral) {
        Query query = query();
        cursor.expectSymbol(")");
        Token alias = alias().orElseThrow(() -> cursor.refused("a query in FROM needs an alias"));
        List<Token> columns = cursor.atSymbol("(") ? identifierList() : List.of();
        return new FromItem.Derived(query, lateral, alias, columns);
    }

    private FromItem.Named named() {
        if (ChangeParser.isDeltaTable(cursor.current(), cursor.peek(1))) {
            throw cursor.refused(
                    "FINAL TABLE stands alone, in the outermost FROM of a SELECT of one INSERT's rows on H2");
        }
        FromItem.Named relation = unaliased();
        if (cursor.atSymbol("(")) {
            throw cursor.refused("functions in FROM are not in the gate's language");
        }
        return new FromItem.Named(relation.schema(), relation.name(), alias());
    }

    /** Takes the name of a relation, with its schema or without. */
    private FromItem.Named unaliased() {
        Token name = cursor.identifier();
        if (!cursor.takeSymbol(".")) {
            return new FromItem.Named(Optional.empty(), name, Optional.empty());
        }
        Token inSchema = cursor.identifier();
        if (cursor.atSymbol(".")) {
            throw cursor.refused("catalogs are not in the gate's language; name the table with its schema, or alone");
        }
        return new FromItem.Named(Optional.of(name), inSchema, Optional.empty());
    }

    List<Token> identifierList() {
        List<Token> names = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            names.add(cursor.identifier());
        } while (cursor.takeSymbol(","));
        cursor.expectSymbol(")");
        return names;
    }

    // Changes

    SqlStatement.Insert insert() {
        cursor.expect("into");
        FromItem.Named table = unaliased();
        FromItem.Named target = new FromItem.Named(
                table.schema(), table.name(), cursor.take("as") ? Optional.of(cursor.identifier()) : Optional.empty());
        if (!cursor.atSymbol("(")) {
            throw cursor.refused("INSERT names the table alone, and its columns in parentheses");
        }
        List<Token> columns = identifierList();
        if (cursor.at("overriding")) {
            throw cursor.refused("OVERRIDING is not in the gate's language");
        }
        Query source = query();
        return new SqlStatement.Insert(target, columns, source, changes.conflict(target), changes.returning());
    }

    private SqlStatement update() {
        FromItem.Named target = named();
        cursor.expect("set");
        List<SqlStatement.Assignment> assignments = assignments();
        List<FromItem> from = from("from");
        int fromEnd = cursor.previousSpan().end();
        Optional<Expression> where = where();
        if (cursor.at("returning") && cursor.dialect() == SqlDialect.MARIADB) {
            throw cursor.refused("MariaDB has no UPDATE … RETURNING; query the rows");
        }
        return new SqlStatement.Update(target, assignments, from, fromEnd, where, changes.returning());
    }

    List<SqlStatement.Assignment> assignments() {
        List<SqlStatement.Assignment> assignments = new ArrayList<>();
        do {
            if (cursor.atSymbol("(")) {
                assignments.addAll(changes.rowAssignment());
                continue;
            }
            Expression.Column column = expressions.column();
            cursor.expectSymbol("=");
            assignments.add(new SqlStatement.Assignment(column, expressions.expression()));
        } while (cursor.takeSymbol(","));
        return assignments;
    }

    private SqlStatement delete() {
        // DELETE a FROM t a is how MariaDB gives the table an alias.
        Optional<Token> listed = cursor.dialect() == SqlDialect.MARIADB && !cursor.at("from")
                ? Optional.of(cursor.identifier())
                : Optional.empty();
        cursor.expect("from");
        FromItem.Named target = named();
        if (listed.isPresent() && !listed.get().isSameName(target.reference())) {
            throw cursor.refused("DELETE names the one table that it deletes from");
        }
        if (cursor.at("using") && cursor.dialect() != SqlDialect.POSTGRESQL) {
            throw cursor.refused(
                    "DELETE … USING is not in the gate's language for " + cursor.dialect() + "; use WHERE EXISTS");
        }
        List<FromItem> using = from("using");
        int usingEnd = cursor.previousSpan().end();
        Optional<Expression> where = where();
        if (cursor.at("returning") && listed.isPresent()) {
            throw cursor.refused("on MariaDB, DELETE … RETURNING names its table once, behind FROM");
        }
        return new SqlStatement.Delete(target, using, usingEnd, where, changes.returning());
    }

    private SqlStatement merge() {
        cursor.expect("into");
        FromItem.Named target = named();
        cursor.expect("using");
        FromItem source = relation();
        cursor.expect("on");
        Expression on = expressions.expression();
        List<SqlStatement.MergeWhen> whens = new ArrayList<>();
        while (cursor.take("when")) {
            whens.add(mergeWhen());
        }
        if (whens.isEmpty()) {
            throw cursor.refused("MERGE needs a WHEN clause");
        }
        return new SqlStatement.Merge(target, source, on, whens);
    }

    private SqlStatement.MergeWhen mergeWhen() {
        boolean matched = !cursor.take("not");
        cursor.expect("matched");
        Optional<Expression> condition = cursor.take("and") ? Optional.of(expressions.expression()) : Optional.empty();
        cursor.expect("then");
        if (matched && cursor.take("delete")) {
            return new SqlStatement.MergeWhen(
                    SqlStatement.MergeWhen.Action.DELETE, true, condition, List.of(), List.of(), List.of());
        }
        if (matched) {
            cursor.expect("update");
            cursor.expect("set");
            return new SqlStatement.MergeWhen(
                    SqlStatement.MergeWhen.Action.UPDATE, true, condition, assignments(), List.of(), List.of());
        }
        cursor.expect("insert");
        List<Token> columns = identifierList();
        cursor.expect("values");
        cursor.expectSymbol("(");
        List<Expression> values = expressions.list();
        cursor.expectSymbol(")");
        return new SqlStatement.MergeWhen(
                SqlStatement.MergeWhen.Action.INSERT, false, condition, List.of(), columns, values);
    }
}
