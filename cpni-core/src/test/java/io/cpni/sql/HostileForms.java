package io.cpni.sql;

import io.cpni.sql.Outcome.Form;
import java.util.ArrayList;
import java.util.List;

/** Queries whose failure, or whose answer, would tell about a hidden row if they were evaluated on it. */
final class HostileForms {

    /** Conditions on a call, aliased {@code c}, that fail on a secret one or hold for it. */
    private static final List<String> CONDITIONS = List.of(
            "cast(c.note as int) = 7",
            "1/c.duration_s = 1",
            "1/(case when c.note = 'secret' then 0 else 1 end) = 1",
            "cast(c.cost as smallint) = 1",
            "c.cost * 100000000000 / c.duration_s > 0",
            "substring(c.note, 1, 5 - char_length(c.note)) = '7'",
            "c.note = 'secret' and c.callee like '%!' escape '!'",
            "c.note = 'secret' and c.id = (select t.price from tariff t)",
            "c.note = 'secret' and exists (select 1 from tariff t where cast(t.name as int) = 1)",
            "c.note = 'secret' and c.id in (select cast(t.name as int) from tariff t)",
            "c.note = 'secret' and exists (select 1 from tariff t where t.prefix = 7 and t.name = 'x')",
            "c.note = 'secret' and exists (select 1 from tariff t where coalesce(t.prefix, 7) = 7)",
            "c.note = 'secret' and 1 = any (select cast(t.name as int) from tariff t)",
            "c.note = 7",
            "c.note in (7, 8)",
            "c.note between 1 and 9",
            "c.note <> 8 or c.id = 1",
            "(c.note, c.id) = (7, c.id)",
            "coalesce(c.note, 7) = 7",
            "nullif(c.note, 7) is null",
            "greatest(c.note, 7) = 7",
            "case when c.id > 0 then c.note else 7 end = 7",
            "case c.note when 7 then true else false end",
            "c.note",
            "not c.note",
            "c.note is true",
            "c.note is null or c.note",
            "c.note in (select x.id from account x)",
            "c.note in (select 7 union select d.duration_s from call_record d)",
            "c.note like 7",
            "c.started_at > '2026-13-01'",
            "c.started_at = c.note",
            "c.ref = c.note",
            "extract(day from c.started_at) / c.duration_s > 1",
            "lpad(c.note, 3) = '7'",
            "sqrt(c.duration_s - 1) > 0",
            "mod(7, c.duration_s) = 1",
            "c.note = 'secret'",
            "c.note like 'sec%'",
            "c.callee = 'secret'",
            "c.duration_s = 0");

    /** What else a query can do with secret calls. */
    private static final List<String> QUERIES = List.of(
            // Derived and common tables, into which databases push conditions
            "select d.n from (select cast(c.note as int) as n from call_record c) d where d.n = 7",
            "select d.note from (select c.note from call_record c) d where d.note = 7",
            "select d.note from (select c.note from call_record c) d where cast(d.note as int) = 7",
            "select u.n from (select 7 as n union all select c.note from call_record c) u where u.n = 7",
            "select u.n from (select c.note as n from call_record c union all select t.prefix from tariff t) u"
                    + " where u.n = 7",
            "with x as (select c.note from call_record c) select x.note from x where x.note = 7",
            "with x as (select cast(c.note as int) as n from call_record c) select x.n from x where x.n = 7",
            "select d.r from (select 60/c.duration_s as r, c.id from call_record c) d where d.id > 0",
            "select d.n from (select c.id, row_number() over (order by 1/c.duration_s) as n from call_record c) d"
                    + " where d.n < 3",
            "select d.m from (select max(cast(c.note as int)) as m from call_record c) d where d.m > 0",
            "select d.m from (select c.note, count(*) as m from call_record c group by c.note) d where d.note = 7",
            "select d.m from (select max(c.note) as m from call_record c) d where d.m = 7",
            "select d.m from (select c.note || 'x' as m from call_record c) d where d.m = 'secretx'",
            // Joins
            "select a.id from account a left join call_record c on c.account_id = a.id where cast(c.note as int) = 7",
            "select a.id from account a left join call_record c on c.account_id = a.id where 60/c.duration_s = 1",
            "select a.id from account a left join call_record c on c.account_id = a.id and cast(c.note as int) = 7",
            "select a.id from account a left join call_record c on c.note = 7",
            "select a.id from account a join call_record c on cast(c.note as int) = a.id",
            "select a.id from call_record c right join account a on c.account_id = a.id where c.note = 7",
            "select a.id from account a left join (call_record c join customer k on 1/c.duration_s = 0) on k.id = a.id",
            "select a.id from account a left join call_record c on c.account_id = a.id left join tariff t on"
                    + " 1/c.duration_s = t.price",
            "select t.name from tariff t left join call_record c on c.id > t.price where cast(c.note as int) = 7",
            "select t.name from tariff t left join call_record c on c.id > t.price where 60/c.duration_s = 1",
            "select t.name from call_record c right join tariff t on c.id > t.price where c.note = 7",
            "select k.id from customer k join account a on a.customer_id = k.id and cast(a.nickname as int) = 7",
            "select t.name from tariff t, call_record c where cast(t.prefix as int) = 0 and c.note = 'secret'",
            "select a.id from account a join call_record c using (id) where cast(c.note as int) = 7",
            "select c.id, 60/c.duration_s from account a right join call_record c using (id) where c.note = 7",
            "select c.id from account a right join call_record c using (id) where 1/c.duration_s = 1",
            "select s.id from subscription s join account a using (customer_id) where cast(a.nickname as int) = 7",
            "select a.customer_id from subscription s join account a using (customer_id) where a.nickname = 7",
            "select a.customer_id from subscription s join account a using (customer_id) where 1/(s.customer_id - 5) = 7",
            "select nickname from subscription natural join account where cast(plan as int) = 7",
            "select cast(nickname as int) from subscription natural join account",
            "select d.n from (select cast(nickname as int) as n from subscription natural join account) d where"
                    + " d.n = 7",
            "select d.nickname from (select * from subscription natural join account) d where d.nickname = 7",
            "select count(*) from subscription natural join account where nickname = 'secret'",
            "select x.id from (select k.id, k.name as nickname from customer k) x join account a using (nickname)"
                    + " where cast(a.nickname as int) = 7",
            "select x.id from (select c.duration_s as nickname, c.id from call_record c) x join account a using"
                    + " (nickname)",
            "select max(60/c.duration_s) from account a right join call_record c using (id) group by c.note having"
                    + " cast(c.note as int) = 7",
            // Grouping and ordering
            "select c.note from call_record c group by c.note having cast(c.note as int) = 7",
            "select c.account_id from call_record c group by c.account_id having sum(1/c.duration_s) > 0",
            "select count(*) from call_record c group by c.account_id having max(c.note) = 7",
            "select c.id from call_record c order by 1/c.duration_s, c.id",
            "select c.id from call_record c order by cast(c.note as int), c.id fetch first 2 rows only",
            "select sum(cast(c.note as int)) from call_record c",
            "select count(*) filter (where cast(c.note as int) = 7) from call_record c",
            "select min(c.note), max(c.note), count(*), sum(c.cost) from call_record c",
            "select distinct cast(c.note as int) from call_record c",
            "select c.id, lag(c.note) over (order by c.id) from call_record c",
            "select c.id, sum(60/c.duration_s) over () from call_record c",
            "select percent_rank() over (order by c.note) from call_record c",
            "select c.id, rank() over w from call_record c window w as (order by 1/c.duration_s)",
            "select d.n from (select count(*) over w as n from call_record c window w as (partition by c.note)) d"
                    + " where d.n > 1",
            // Elsewhere
            "select id from call_record where duration_s > (select avg(duration_s) from call_record)",
            "select id from call_record where note = 'secret' and id in (select cast(plan as int) from subscription)",
            "select t.name from tariff t where (select max(c.note) from call_record c) = '7'",
            "select t.name from tariff t where cast((select max(c.note) from call_record c) as int) = 7",
            "select t.name from tariff t where t.price < (select count(*) from call_record c where c.note = 'secret')",
            "select t.name from tariff t where t.prefix in (select c.note from call_record c)",
            "select t.name from tariff t order by (select max(c.note) from call_record c), t.name",
            "select c.id from call_record c fetch first (select count(*) from call_record d) rows only",
            "select (select 60/max(c.duration_s) from call_record c) from tariff t",
            "select case when exists (select 1 from customer k where k.name = 'secret') then 1 else 0 end from"
                    + " tariff t",
            "select c.id from call_record c union select cast(k.name as bigint) from customer k",
            "select c.id from call_record c except select d.id from call_record d where 1/d.duration_s = 7",
            "select s.id from subscription s where cast(s.plan as int) = 7",
            "select k.id from customer k where cast(k.name as int) = 7");

    /** What only PostgreSQL can do with them. */
    private static final List<String> OF_POSTGRESQL = List.of(
            "select a.id from account a full join call_record c on c.account_id = a.id where cast(c.note as int) = 7",
            "select a.id, 60/c.duration_s from account a full join call_record c on c.account_id = a.id",
            "select a.id from account a full join call_record c on c.account_id = a.id and c.note = 'secret'",
            "select c.id from account a full join call_record c on cast(a.nickname as int) = cast(c.note as int)",
            "select customer_id from subscription natural full join account where cast(nickname as int) = 7",
            "select t.name from tariff t full join call_record c on c.id = t.price where 1/c.duration_s = 7",
            "select t.name from tariff t full join call_record c on c.id = t.price order by 1/c.duration_s",
            // Ordered to the end: which row comes of equal ones is left to the server, whatever the gate does.
            "select distinct on (cast(c.note as int)) c.id from call_record c order by cast(c.note as int), c.id",
            "select d.id from (select distinct on (c.note) c.id, c.note from call_record c order by c.note, c.id) d"
                    + " where d.note = '7'",
            "select count(*) from call_record c group by rollup (c.note, 1/c.duration_s)",
            "select c.note, count(*) from call_record c group by cube (c.note) having cast(c.note as int) = 7",
            "select d.m from (select c.note, count(*) as m from call_record c group by rollup (c.note)) d where"
                    + " d.note = '7'",
            "select customer_id from subscription join account using (customer_id) where 1/(customer_id - 5) = 7");

    private HostileForms() {}

    static List<Form> postgres() {
        return OF_POSTGRESQL.stream().map(sql -> Form.of(sql)).toList();
    }

    static List<Form> all() {
        List<Form> forms = new ArrayList<>();
        for (String condition : CONDITIONS) {
            forms.add(Form.of("select c.id from call_record c where " + condition));
            forms.add(Form.of("select count(*) from call_record c where " + condition));
            forms.add(Form.of(
                    "select t.name from tariff t where exists (select 1 from call_record c where " + condition + ")"));
            forms.add(Form.of("select a.id, c.id from account a left join call_record c on c.account_id = a.id and ("
                    + condition + ")"));
            forms.add(Form.of("select a.id, c.id from account a left join call_record c on c.account_id = a.id where "
                    + condition));
            forms.add(Form.of("select d.id from (select c.id from call_record c where " + condition + ") d"));
            forms.add(Form.of("select c.id from call_record c where c.id > 0 or " + condition));
        }
        QUERIES.forEach(query -> forms.add(Form.of(query)));
        forms.add(Form.of("select c.id from call_record c where c.note = ?", 7));
        forms.add(Form.of("select c.id from call_record c where coalesce(c.note, ?) = ?", 7, 7));
        forms.add(Form.of("select c.id from call_record c where c.note in (?, ?)", 7, "7"));
        forms.add(Form.of("select c.id from call_record c where c.note like ?", "%\\"));
        forms.add(Form.of("select c.id from call_record c where c.note = 'secret' and c.callee like ?", "%\\"));
        forms.add(Form.of("select c.id from call_record c where c.id = ?", "seven"));
        forms.add(Form.of("select c.id from call_record c where c.note = cast(? as varchar)", 7));
        forms.add(Form.of("select d.note from (select c.note from call_record c) d where d.note = ?", 7));
        forms.add(Form.of(
                "select c.id from call_record c where case when c.note = ? then ? else ? end = 1", "secret", 1, 2));
        return forms;
    }
}
