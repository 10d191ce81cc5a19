package io.cpni.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads what rows are grouped by, and what makes them equal. */
final class GroupingParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;

    GroupingParser(TokenCursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    List<Expression> distinctOn() {
        if (cursor.dialect() != SqlDialect.POSTGRESQL) {
            throw cursor.refused("DISTINCT ON is not in the gate's language for " + cursor.dialect());
        }
        cursor.expect("on");
        cursor.expectSymbol("(");
        List<Expression> items = expressions.list();
        cursor.expectSymbol(")");
        return items;
    }

    /** Takes the items of GROUP BY. Which sets they form does not matter to how they are judged. */
    List<Expression> groupBy() {
        List<Expression> items = new ArrayList<>();
        do {
            item(items);
        } while (cursor.takeSymbol(","));
        return items;
    }

    private void item(List<Expression> items) {
        if (cursor.dialect() != SqlDialect.POSTGRESQL) {
            items.add(expressions.expression());
        } else if (cursor.at("grouping") && cursor.peek(1).isWord("sets")) {
            cursor.next();
            cursor.next();
            nested(items);
        } else if ((cursor.at("rollup") || cursor.at("cube")) && cursor.peek(1).isSymbol("(")) {
            cursor.next();
            nested(items);
        } else if (cursor.atSymbol("(") && cursor.peek(1).isSymbol(")")) {
            cursor.next();
            cursor.next();
        } else {
            items.add(expressions.expression());
        }
    }

    private void nested(List<Expression> items) {
        cursor.expectSymbol("(");
        do {
            item(items);
        } while (cursor.takeSymbol(","));
        cursor.expectSymbol(")");
    }
}
