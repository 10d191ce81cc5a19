package io.cpni.sql;

import io.cpni.sql.Outcome.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Changes statements of the tests, token by token and clause by clause: most of the outcome is still SQL, and much of it
 * is still in the gate's language, unlike random tokens.
 */
final class MutatedStatements {

    private static final List<String> WORDS = List.of(
            ("select from where group by having order union except intersect all distinct with recursive as join left"
                            + " right full cross natural inner outer using on and or not exists in any some between like"
                            + " ilike escape is null true false unknown case when then else end cast filter over window"
                            + " partition rows range preceding following unbounded current row limit offset fetch first"
                            + " next only ties for update share of nowait skip locked lateral values insert into delete"
                            + " set merge matched returning conflict do nothing default excluded count sum min max lower"
                            + " upper length coalesce nullif substring position extract year row_number lag table only"
                            + " call_record account customer subscription tariff shadow_note cpni_assignment pg_class"
                            + " c a k s t d x c1_0 id account_id customer_id callee caller note cell cost duration_s"
                            + " imsi plan name nickname answered started_at ref _rowid_ ctid varchar int numeric date"
                            + " materialized rollup cube grouping sets symmetric at time zone interval array collate")
                    .split(" "));
    private static final List<String> SYMBOLS = List.of(
            "(", ")", ",", ".", "*", "+", "-", "/", "%", "=", "<", ">", "<=", ">=", "<>", "!=", "||", "::", "?", ";",
            ":", "[", "]", "{", "}", "@", "#", "$", "$$", "`", "\\", "~", "^", "&", "|", "!", "--", "/*", "*/", "//",
            "\"", "'");
    private static final List<String> LITERALS = List.of(
            "'x'",
            "''",
            "'it''s'",
            "'\\'",
            "'7'",
            "7",
            "0",
            "1.5",
            ".5",
            "5.",
            "1e3",
            "1e",
            "0x1F",
            "1_000",
            "7a",
            "\"c\"",
            "\"C\"",
            "\"call_record\"",
            "\"CALL_RECORD\"",
            "\"a b\"",
            "\"\"",
            "e'x'",
            "u&'x'",
            "x'00'",
            "n'x'",
            "$a$x$a$",
            "-- note\n",
            "/* note */",
            "/*! note */",
            "/* /* */",
            "\u00A0",
            "\u3000",
            "\u0000",
            "\u200B",
            "ſelect",
            "ﬁ",
            "'\uD83D\uDE00'",
            "\uD83D",
            "\t",
            "\r",
            "\f",
            "\u000B",
            "date '2026-01-01'",
            "interval '1' day",
            "null");
    private static final List<String> WRAPS =
            List.of("(", "not (", "lower(", "coalesce(", "exists (", "max(", "(select ", "- (", "count(distinct ");

    /** Those that change nothing. */
    static final Predicate<Form> READS = form -> !form.sql().matches("(?is).*\\b(insert|update|delete|merge|set)\\b.*");

    private final Choices choices;
    private final List<List<String>> corpus;

    MutatedStatements(Choices choices, List<List<String>> corpus) {
        this.choices = choices;
        this.corpus = corpus;
    }

    /** Returns the statements of the tests, as their tokens. */
    static List<List<String>> corpus(SqlDialect dialect) {
        return corpus(dialect, form -> true);
    }

    /** Returns some of them. */
    static List<List<String>> corpus(SqlDialect dialect, Predicate<Form> wanted) {
        List<Form> forms = new ArrayList<>(ReadForms.common());
        forms.addAll(HostileForms.all());
        forms.addAll(
                switch (dialect) {
                    case H2 -> ReadForms.h2();
                    case POSTGRESQL -> ReadForms.postgres();
                    case MARIADB -> ReadForms.mariaDb();
                });
        forms.addAll(
                switch (dialect) {
                    case H2 -> WriteForms.h2();
                    case POSTGRESQL -> WriteForms.postgres();
                    case MARIADB -> WriteForms.mariaDb();
                });
        GeneratedQueries.of(99, 100, dialect).forEach(query -> forms.add(query.form()));
        List<List<String>> corpus = new ArrayList<>();
        for (Form form : forms.stream().filter(wanted).toList()) {
            String sql = dialect == SqlDialect.MARIADB ? MariaDbWords.of(form.sql()) : form.sql();
            try {
                SqlLexer.Lexed lexed = SqlLexer.lex(sql, dialect);
                corpus.add(lexed.tokens().stream()
                        .filter(token -> token.kind() != Token.Kind.END)
                        .map(token -> lexed.text().substring(token.start(), token.end()))
                        .toList());
            } catch (CpniStatementRefusedException hostile) {
                // Some of the hostile ones are not tokens of the gate's language: they are changed as one piece.
                corpus.add(List.of(sql));
            }
        }
        return corpus;
    }

    /** Returns a statement after some changes. */
    String next() {
        List<String> tokens = new ArrayList<>(choices.oneOf(corpus));
        for (int i = choices.oneOf(1, 1, 1, 2, 3); i > 0; i--) {
            change(tokens);
        }
        return String.join(" ", tokens);
    }

    private void change(List<String> tokens) {
        if (tokens.isEmpty()) {
            tokens.add("select");
        }
        int at = choices.below(tokens.size());
        switch (choices.below(24)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(choices.below(tokens.size())));
            case 2 -> tokens.set(at, choices.oneOf(WORDS));
            case 3 -> tokens.add(at, choices.oneOf(WORDS));
            case 4 -> tokens.set(at, choices.oneOf(choices.onceIn(2) ? SYMBOLS : LITERALS));
            case 5 -> tokens.add(at, choices.oneOf(choices.onceIn(2) ? SYMBOLS : LITERALS));
            case 6 -> tokens.set(at, tokens.get(choices.below(tokens.size())));
            case 7, 8 -> wrap(tokens, at);
            case 9, 10, 11, 12 -> sameKind(tokens, at);
            case 13, 14, 15 -> joinTokens(tokens, at);
            default -> replaceGroup(tokens, at);
        }
    }

    private void wrap(List<String> tokens, int at) {
        int end = end(tokens, at);
        tokens.add(end, ")");
        tokens.add(at, choices.oneOf(WRAPS));
    }

    /** Puts another name where a name stands, another number where a number stands. */
    private void sameKind(List<String> tokens, int at) {
        String token = tokens.get(at);
        List<String> other = choices.oneOf(corpus);
        List<String> alike =
                other.stream().filter(one -> kind(one) == kind(token)).toList();
        if (!alike.isEmpty()) {
            tokens.set(at, choices.oneOf(alike));
        }
    }

    private static int kind(String token) {
        char first = token.isEmpty() ? ' ' : token.charAt(0);
        return Character.isLetter(first) ? 1 : Character.isDigit(first) ? 2 : first;
    }

    /** Lets two tokens touch. */
    private static void joinTokens(List<String> tokens, int at) {
        if (at + 1 < tokens.size()) {
            tokens.set(at, tokens.get(at) + tokens.remove(at + 1));
        }
    }

    /** Puts a group in parentheses, a clause or a token of another statement in the place of one. */
    private void replaceGroup(List<String> tokens, int at) {
        List<String> other = choices.oneOf(corpus);
        if (other.isEmpty()) {
            return;
        }
        int from = alike(other, at == 0 ? "" : tokens.get(at - 1));
        List<String> piece = new ArrayList<>(other.subList(from, end(other, from)));
        tokens.subList(at, choices.onceIn(8) ? at : end(tokens, at)).clear();
        tokens.addAll(at, piece);
    }

    /** Returns a place where the same word stands before, if there is one. */
    private int alike(List<String> tokens, String before) {
        List<Integer> places = IntStream.range(0, tokens.size())
                .filter(i -> before.equals(i == 0 ? "" : tokens.get(i - 1)))
                .boxed()
                .toList();
        return places.isEmpty() ? choices.below(tokens.size()) : choices.oneOf(places);
    }

    /** Returns the end of the piece that begins at a token: of its parentheses, of its clause, or of itself. */
    private int end(List<String> tokens, int at) {
        boolean clause = List.of("select", "from", "where", "on", "with", "group", "order", "case", "join")
                .contains(tokens.get(at));
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.endsWith("(")) {
                depth++;
            } else if (token.equals(")")) {
                depth--;
            }
            if (depth < 0) {
                return Math.max(i, at + 1);
            }
            if (depth == 0 && (!clause || (i > at + 1 && choices.onceIn(6)))) {
                return i + 1;
            }
        }
        return tokens.size();
    }
}
