package io.cpni.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says in MariaDB's words what the tests of all databases say in those of H2 and PostgreSQL. */
final class MariaDbWords {

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("c.callee is distinct from c.caller", "not c.callee <=> c.caller");
        WORDS.put(" ilike ", " like ");
        WORDS.put("sum(c.cost) filter (where c.answered)", "sum(case when c.answered then c.cost end)");
        WORDS.put(
                "count(*) filter (where cast(c.note as int) = 7)", "sum(case when cast(c.note as int) = 7 then 1 end)");
        WORDS.put("bool_and(c.answered), every(c.answered), any_value(t.prefix)", "min(c.answered), min(t.prefix)");
        WORDS.put("order by c.callee nulls last", "order by c.callee is null, c.callee");
        WORDS.put(" desc nulls last", " desc");
        WORDS.put("(c.callee||'-'||c.caller)", "concat(c.callee,'-',c.caller)");
        WORDS.put("c.note || 'x'", "concat(c.note, 'x')");
        WORDS.put(" as varchar)", " as char)");
        WORDS.put(" as bigint)", " as signed)");
        WORDS.put(" as smallint)", " as signed)");
        WORDS.put(
                "(select c1_0.id,c1_0.cost from call_record c1_0) x(i,k)",
                "(select c1_0.id as i,c1_0.cost as k from call_record c1_0) x");
        WORDS.put("(values (1),(2)) v(x)", "(select 1 as x union all select 2) v");
        WORDS.put("\"", "`");
    }

    private MariaDbWords() {}

    static String of(String sql) {
        String said = sql;
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            said = said.replace(word.getKey(), word.getValue());
        }
        return said;
    }
}
