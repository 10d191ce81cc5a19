package io.cpni.sql;

import java.util.List;
import java.util.Set;

/**
 * Refuses, by name, what only MariaDB says and what MariaDB cannot say. The parser would refuse or the server reject
 * most of it; here the caller is told what to write instead.
 */
final class MariaDbForms {

    /**
     * A form that is not in the gate's language.
     *
     * @param words the words that begin it, one after the other; a part of a word may name alternatives
     * @param name what it is, and what to write instead
     */
    private record Form(List<Set<String>> words, String name) {

        static Form of(String words, String name) {
            return new Form(
                    List.of(words.split(" ")).stream()
                            .map(word -> Set.of(word.split("/")))
                            .toList(),
                    name);
        }

        boolean isAt(List<Token> tokens, int index) {
            if (index + words.size() > tokens.size()) {
                return false;
            }
            for (int i = 0; i < words.size(); i++) {
                Token token = tokens.get(index + i);
                boolean bare = token.kind() != Token.Kind.QUOTED && token.kind() != Token.Kind.STRING;
                if (!bare || !words.get(i).contains(token.folded())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What is refused wherever it stands. */
    private static final List<Form> ANYWHERE = List.of(
            Form.of("is distinct", "IS DISTINCT FROM, which MariaDB does not know (write NOT a <=> b)"),
            Form.of("is not distinct", "IS NOT DISTINCT FROM, which MariaDB does not know (write a <=> b)"),
            Form.of(
                    "nulls first/last",
                    "NULLS FIRST and NULLS LAST, which MariaDB does not know (order by IS NULL first)"),
            Form.of("filter (", "FILTER, which MariaDB does not know (write an aggregate of CASE)"),
            Form.of("at time zone", "AT TIME ZONE, which MariaDB does not know"),
            Form.of("lateral", "LATERAL, which MariaDB does not know"),
            Form.of("ilike", "ILIKE, which MariaDB does not know (LIKE goes by the collation)"),
            Form.of("any/some ( ?", "= ANY with a parameter, which MariaDB has no arrays for (write IN)"),
            Form.of(
                    "for share/no/key",
                    "FOR SHARE and its kin, which MariaDB does not know (write LOCK IN SHARE MODE)"),
            Form.of("for system_time/portion", "periods of system-versioned tables"),
            Form.of("for update of", "FOR UPDATE OF, which MariaDB does not know"),
            Form.of("div/xor", "the operators DIV and XOR"),
            Form.of("regexp/rlike", "regular expressions"),
            Form.of("sounds like", "SOUNDS LIKE"),
            Form.of("use/force/ignore index/key", "index hints"),
            Form.of("straight_join", "STRAIGHT_JOIN"),
            Form.of("partition (", "the choice of partitions"),
            Form.of("into outfile/dumpfile", "INTO OUTFILE, which writes to the server's disk"),
            Form.of("procedure", "PROCEDURE"),
            Form.of("limit rows", "LIMIT ROWS EXAMINED"),
            Form.of("with rollup", "WITH ROLLUP"));

    /** What is refused at the start of a statement. */
    private static final List<Form> AT_THE_START = List.of(
            Form.of("replace", "REPLACE, which deletes rows that the gate has not looked at (write INSERT or UPDATE)"),
            Form.of("merge", "MERGE, which MariaDB does not know"),
            Form.of("handler", "HANDLER, which reads a table past any condition"),
            Form.of("load", "LOAD"),
            Form.of(
                    "insert/update/delete ignore/low_priority/high_priority/delayed/quick",
                    "IGNORE, which stores other values than were given where they do not fit, and its kin"));

    private MariaDbForms() {}

    static void refuse(List<Token> tokens) {
        for (Form form : AT_THE_START) {
            refuse(form, tokens, 0);
        }
        for (int i = 0; i < tokens.size(); i++) {
            for (Form form : ANYWHERE) {
                refuse(form, tokens, i);
            }
        }
        refuseLimitedChange(tokens);
    }

    private static void refuse(Form form, List<Token> tokens, int index) {
        if (form.isAt(tokens, index)) {
            throw new CpniStatementRefusedException("the gate does not pass " + form.name());
        }
    }

    /** Refuses what would change some of the rows that are meant, by an order: which ones tells about the others. */
    private static void refuseLimitedChange(List<Token> tokens) {
        if (!tokens.get(0).isWord("update") && !tokens.get(0).isWord("delete")) {
            return;
        }
        int depth = 0;
        for (Token token : tokens) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0 && (token.isWord("order") || token.isWord("limit"))) {
                throw new CpniStatementRefusedException(
                        "the gate does not pass ORDER BY and LIMIT in UPDATE and DELETE; choose the rows by WHERE");
            }
            if (depth == 0 && token.isWord("from") && tokens.get(0).isWord("update")) {
                throw new CpniStatementRefusedException(
                        "the gate does not pass UPDATE … FROM, which MariaDB does not know; write WHERE EXISTS");
            }
        }
    }
}
