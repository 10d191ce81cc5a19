package io.cpni.sql;

import io.cpni.sql.Outcome.Form;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Queries as Hibernate emits them and as reports are written, without {@code *}, in the SQL of both databases. */
final class ReadForms {

    private static final String CALL =
            "c1_0.id,c1_0.account_id,c1_0.answered,c1_0.callee,c1_0.caller,c1_0.cell,c1_0.cost,c1_0.duration_s,c1_0.note,"
                    + "c1_0.ref,c1_0.started_at";

    private ReadForms() {}

    static List<Form> common() {
        return List.of(
                // By key, by column
                Form.of("select " + CALL + " from call_record c1_0 where c1_0.id=?", 101L),
                Form.of("select " + CALL + " from call_record c1_0 where c1_0.id in (?,?,?)", 101L, 400L, 900L),
                Form.of("select " + CALL + " from call_record c1_0 where c1_0.ref=?", new UUID(7, 400)),
                Form.of("select callee, note from call_record where callee = ?", "+12125550400"),
                Form.of("select callee from call_record where callee = '+12125xxxxxxx'"),
                Form.of("select id from call_record where note is null"),
                Form.of("select id from call_record where cell = ?", "cell-0"),
                Form.of("select c.id, c.cell from call_record c where c.cell is not null and not c.cell <> 'cell-0'"),
                Form.of("select c.id from call_record c where c.callee is distinct from c.caller"),
                Form.of(
                        "select c.id from call_record c where (c.account_id, c.id) in ((40,400),(40,401),(10,?))",
                        100L),
                Form.of("select c.id from call_record c where (c.duration_s,c.id)>(?,?)", 60, 300L),
                Form.of("select c.id from call_record c where c.answered and c.duration_s between ? and ?", 0, 100),
                Form.of("select c.id from call_record c where c.answered is not true"),
                Form.of(
                        "select c.id from call_record c where c.started_at >= ?",
                        OffsetDateTime.parse("2026-10-02T00:00:00Z")),
                Form.of("select c.id from call_record c where c.started_at>timestamp '2026-10-02 00:00:00'"),
                Form.of("select account.id from call_record account where account.callee is not null"),
                Form.of("select k.account_id from (select 10 as id, 1 as customer_id) account, call_record k"),
                // Patterns
                Form.of(
                        "select c1_0.id, c1_0.callee from call_record c1_0 where c1_0.callee like ? escape ''",
                        "+1212%"),
                Form.of("select c.id from call_record c where c.callee like '+12125550%'"),
                Form.of("select c.id from call_record c where c.callee not like ? escape '!'", "%!_%"),
                Form.of("select c.id from call_record c where lower(c.note) like lower(?) escape ''", "CALLED%"),
                Form.of("select c.id from call_record c where c.note ilike 'CALLED%' escape ''"),
                // Joins
                Form.of("select c.id, a.nickname from call_record c join account a on a.id=c.account_id"),
                Form.of(
                        "select c1_0.id from call_record c1_0 join account a1_0 on a1_0.id=c1_0.account_id where"
                                + " a1_0.customer_id=? order by c1_0.id",
                        Carrier.DEE),
                Form.of("select a.id, c.id, c.callee from account a left join call_record c on c.account_id=a.id"),
                Form.of(
                        "select a.id, c.id from account a left join call_record c on c.account_id=a.id and"
                                + " c.callee = ?",
                        "+12125550400"),
                Form.of("select a.id from account a left join call_record c on c.account_id=a.id where c.id is null"),
                Form.of("select a.id from account a left join call_record c on c.account_id=a.id and c.duration_s"
                        + " > 100 where c.cost * 2 is null"),
                Form.of("select c.id, a.nickname from account a right join call_record c on c.account_id=a.id"),
                Form.of("select k.name, c.id from customer k left join (account a join call_record c on"
                        + " c.account_id=a.id) on a.customer_id=k.id"),
                Form.of("select k.name, s.plan, a.id from customer k left join subscription s on s.customer_id=k.id"
                        + " left join account a on a.customer_id=s.customer_id"),
                Form.of("select c.id, t.name from call_record c join tariff t on t.prefix='+1212' and c.cost >"
                        + " t.price"),
                Form.of("select c.id from call_record c, account a where a.id=c.account_id and a.nickname like 'D%'"),
                Form.of("select k.id, c.id from customer k cross join call_record c where c.duration_s > 150"),
                Form.of("select c1_0.id from call_record c1_0 join account a1_0 on a1_0.id=c1_0.account_id left join"
                        + " customer c2_0 on c2_0.id=a1_0.customer_id and c2_0.name='Dee'"),
                // Joins by columns of one name
                Form.of("select c.id, c.callee, a.nickname from call_record c join account a using (id)"),
                Form.of("select s.id, s.plan, a.nickname from subscription s join account a using (id, customer_id)"),
                Form.of("select s.customer_id, s.plan, a.id from subscription s join account a using (customer_id)"
                        + " where s.plan like 'un%' and a.customer_id > 1 order by a.id"),
                Form.of("select s.customer_id, a.nickname, s.plan from account a left join subscription s using"
                        + " (customer_id) left join call_record c on c.account_id = a.id and c.duration_s > 100"),
                Form.of("select s.id, a.id from account a right outer join subscription s using (customer_id)"),
                Form.of("select count(*), max(a.nickname) from subscription natural join account a"),
                Form.of("select s.id, plan, nickname from subscription s natural join account where account.id > 0"),
                Form.of("select account.id from call_record natural join account"),
                Form.of("select c.id, 1000/c.duration_s, cast(a.id as varchar) from account a join call_record c"
                        + " using (id) where c.duration_s + 1 > 1"),
                Form.of("select d.id, d.plan from (select * from subscription s natural join account a) d"
                        + " where d.plan = 'metered'"),
                Form.of("select k.name from customer k where exists (select 1 from subscription s join account a"
                        + " using (customer_id) where s.customer_id = k.id and a.nickname is not null)"),
                Form.of("with x as (select a.id, a.customer_id from account a) select x.id, s.plan from x join"
                        + " subscription s using (customer_id)"),
                Form.of("select c.id from (select k.id, k.name from customer k) x join call_record c using (id)"),
                // Subqueries
                Form.of("select c.id from call_record c where exists(select 1 from account a where"
                        + " a.id=c.account_id and"
                        + " a.nickname is not null)"),
                Form.of("select a.id from account a where not exists(select 1 from call_record c where"
                        + " a.id=c.account_id)"),
                Form.of("select a.id from account a where a.id in (select c.account_id from call_record c)"),
                Form.of("select a.id from account a where a.id not in (select c.account_id from call_record c where"
                        + " c.account_id is not null)"),
                Form.of("select a.id,(select count(*) from call_record c where a.id=c.account_id) from account a"),
                Form.of("select c.id from call_record c where c.id=any(select max(d.id) from call_record d)"),
                Form.of("select c.id from call_record c where c.cost > (select avg(d.cost) from call_record d)"),
                Form.of("select id from call_record where cost > (select avg(cost) from call_record)"),
                Form.of("select id from account where exists (select 1 from call_record where account_id ="
                        + " account.id)"),
                Form.of("select (select max(c.callee) from call_record c) from tariff t"),
                Form.of("select t.name from tariff t where exists (select 1 from call_record c where c.callee"
                        + " is null)"),
                Form.of("select c.id from call_record c where c.callee in (select d.caller from call_record d)"),
                Form.of("select x.i from (select c1_0.id,c1_0.cost from call_record c1_0) x(i,k) where x.k>0"),
                Form.of(
                        "select d.callee, count(*) from (select c.callee from call_record c where c.id > ?) d group by"
                                + " d.callee",
                        100L),
                Form.of(
                        "select d.n from (select lower(c.note) as n from call_record c) d where d.n = ?",
                        "called back"),
                Form.of(
                        "select d.m from (select max(c.note) as m, c.account_id from call_record c group by"
                                + " c.account_id)"
                                + " d where d.m = ?",
                        "called back"),
                // Grouping, windows, distinct
                Form.of("select count(*) from call_record"),
                Form.of("select count(c.callee), count(distinct c.callee), min(c.callee) from call_record c"),
                Form.of("select c.account_id,sum(c.cost),max(c.started_at) from call_record c group by"
                        + " c.account_id having"
                        + " sum(c.cost)>1 order by c.account_id"),
                Form.of("select c.callee, count(*) from call_record c group by c.callee having count(*) > 1"),
                Form.of("select case when c.duration_s > 60 then 'long' else 'short' end, count(*) from call_record c"
                        + " group by case when c.duration_s > 60 then 'long' else 'short' end"),
                Form.of("select c.account_id from call_record c group by c.account_id having"
                        + " sum(c.duration_s)/count(*) > 50"),
                Form.of("select a.id,(select sum(c.cost)/count(c.cost) from call_record c where c.account_id=a.id) from"
                        + " account a"),
                Form.of("select sum(c.cost) filter (where c.answered) from call_record c"),
                Form.of("select bool_and(c.answered), every(c.answered), any_value(t.prefix) from call_record"
                        + " c, tariff t"
                        + " where t.prefix = '+44'"),
                Form.of("select distinct c.callee from call_record c"),
                Form.of("select distinct c.callee from call_record c order by c.callee"),
                Form.of("select c.id, row_number() over (partition by c.account_id order by c.started_at, c.id) from"
                        + " call_record c"),
                Form.of(
                        "select w.id from (select c.id, rank() over (order by c.id) as r from call_record c) w"
                                + " where w.r <="
                                + " ?",
                        3),
                Form.of("select c.id, sum(c.cost) over w, count(*) over w from call_record c window w as (partition by"
                        + " c.account_id order by c.callee, c.id rows between unbounded preceding and current row)"),
                Form.of("select d.id from (select c.id, row_number() over w as n from call_record c window w as (order"
                        + " by c.note, c.id), v as (partition by c.cell)) d where d.n < 4"),
                // Order and pages
                Form.of("select c.id from call_record c order by c.callee nulls last, c.id"),
                Form.of("select c.callee, c.id from call_record c order by callee desc nulls last, c.id desc"),
                Form.of("select c.id from call_record c order by c.id offset ? rows fetch first ? rows only", 2L, 3L),
                Form.of("select c.id from call_record c order by c.id desc fetch first ? rows only", 2),
                Form.of("select c.id as callee from call_record c order by callee limit 3 offset 1"),
                Form.of("select c.id from call_record c where c.id > ? order by c.id limit ?", 200L, 3),
                // Sets and common tables
                Form.of("select c.id from call_record c union select a.id from account a"),
                Form.of("select c.callee as n from call_record c union all select t.prefix from tariff t order by n"),
                Form.of("select c.account_id from call_record c intersect select a.id from account a"),
                Form.of("select a.id from account a except select c.account_id from call_record c"),
                Form.of("with x as (select c.id, c.callee from call_record c) select x.callee, y.id from x join x y on"
                        + " x.id = y.id"),
                Form.of("with x (i, k) as (select c.id, c.cost from call_record c), y as (select x.k from x)"
                        + " select count(*)"
                        + " from y where y.k > 0"),
                // Values
                Form.of("select coalesce(c.note,'-'), nullif(c.callee,'911') from call_record c"),
                Form.of("select ((c.cost*2)+1), c.duration_s % 7, -c.duration_s from call_record c where c.id < 500"),
                Form.of("select (c.callee||'-'||c.caller) from call_record c where c.caller is not null"),
                Form.of("select substring(c.callee,1,8), character_length(c.callee), trim(BOTH from c.note),"
                        + " upper(c.note)"
                        + " from call_record c"),
                Form.of("select extract(day from c.started_at), extract(hour from c.started_at) from call_record c"),
                Form.of("select cast(c.id as varchar), cast(c.duration_s as bigint) from call_record c"),
                Form.of("select c.cell, c.id from call_record c where c.id < 500"),
                Form.of("select case when c.cell is null then 'hidden' else c.cell end from call_record c"),
                Form.of("select \"c\".id from call_record \"c\" where \"c\".duration_s >= 0"),
                Form.of("select t.prefix, t.name from tariff t where t.price < ?", 1),
                Form.of("select x from (values (1),(2)) v(x) where x > 1"));
    }

    static List<Form> h2() {
        List<Form> forms = new ArrayList<>();
        forms.add(Form.of("select listagg(c.callee,',') within group (order by c.callee, c.id) from call_record c"));
        forms.add(Form.of("select c.id from call_record c where c.started_at>dateadd(day,-30,localtimestamp)"));
        forms.add(Form.of("select c.id from call_record c where c.id=? for update", 400L));
        forms.add(Form.of("select c.id from call_record c where c.id=? for update wait 2", 400L));
        forms.add(Form.of("select c.id from call_record c where c.id=? for update skip locked", 400L));
        forms.add(Form.of("select next value for call_record_seq"));
        forms.add(Form.of("values next value for call_record_seq"));
        forms.add(Form.of("select locate('5',c.callee) from call_record c"));
        forms.add(Form.of("select c._rowid_ from call_record c where c._rowid_ = ?", 400L));
        return forms;
    }

    static List<Form> mariaDb() {
        return List.of(
                Form.of(
                        "select c.id, lpad(c.note, 20, '0') from call_record c where c.note collate utf8mb4_bin > '1' order"
                                + " by c.note collate utf8mb4_bin, c.id"),
                Form.of("select group_concat(c.callee order by c.callee, c.id separator ',') from call_record c"),
                Form.of("select group_concat(distinct c.callee order by c.callee separator ',') from call_record c"),
                Form.of("select c.id from call_record c where c.started_at>timestampadd(day,-30,localtimestamp)"),
                Form.of("select timestampdiff(hour,c.started_at,'2026-11-01') from call_record c"),
                Form.of("select c.id from call_record c where c.id=? for update", 400L),
                Form.of("select c.id from call_record c where c.id=? for update nowait", 400L),
                Form.of("select c.id from call_record c where c.id=? for update wait 2", 400L),
                Form.of("select c.id from call_record c where c.id=? for update skip locked", 400L),
                Form.of("select id from call_record where id=? lock in share mode", 400L),
                Form.of("select c.id from call_record c where c.id=? lock in share mode skip locked", 400L),
                Form.of("select c.id from call_record c order by c.id limit ?,?", 2, 3),
                Form.of("select c.id from call_record c order by c.id limit 2 offset 1"),
                Form.of("select locate('5',c.callee), year(c.started_at) from call_record c"),
                Form.of("select c.id, json_extract(concat('[\"', c.callee, '\"]'), '$[0]') from call_record c"),
                Form.of("select c.id from call_record c where json_extract(c.note, '$') is null"),
                Form.of("select position('5' in c.callee), substr(c.callee,1,3) from call_record c"),
                Form.of("select date_format(c.started_at,'%Y-%m') from call_record c where c.id = 400"),
                Form.of("select c.id from call_record c where c.note <=> ?", "called back"),
                Form.of("select c.id from call_record c where c.callee <=> null"),
                Form.of("select `c`.`id`, `c`.`callee` from `call_record` `c` where `c`.`id` > ?", 100L),
                Form.of("select c.ID from call_record c where c.ID = 400"),
                Form.of("select c.id from call_record c where c.callee like '%!%' escape '!'"),
                Form.of("select c.id from call_record c where c.callee like ? escape '\\\\'", "%"),
                Form.of("select count(*) from call_record c where c.note = '?'';--/*#{d' or c.note = '` \"'"),
                Form.of("select c.id from call_record c -- a comment\n where c.id > 0 /* another */"),
                Form.of("select current_timestamp(6) > c.started_at from call_record c where c.id = 400"));
    }

    static List<Form> postgres() {
        return List.of(
                Form.of(
                        "select c.id, lpad(c.note, 20, '0') from call_record c where c.note collate \"C\" > '1' order by"
                                + " c.note collate \"C\", c.id"),
                Form.of("select string_agg(c.callee,',' order by c.callee, c.id) from call_record c"),
                Form.of("select c.id from call_record c where c.id = any (?)", (Object) new Long[] {101L, 400L, 900L}),
                Form.of("select c.id from call_record c where c.callee = any (?)", (Object)
                        new String[] {"+12125550400"}),
                Form.of("select c.id from call_record c where c.started_at>cast(localtimestamp+(-30)*interval"
                        + " '1 day' as"
                        + " timestamp)"),
                Form.of("select c.id from call_record c where c.id=? for no key update of c", 400L),
                Form.of(
                        "select c.id from call_record c join account a on a.id=c.account_id where c.id=? for"
                                + " update of c"
                                + " skip locked",
                        400L),
                Form.of("select c.id from call_record c where c.id=? for share of c nowait", 400L),
                Form.of("select nextval('call_record_seq')"),
                Form.of("select position('5' in c.callee), substr(c.callee,1,3) from call_record c"),
                Form.of("select a.id, x.m from account a join lateral (select max(c.callee) m from call_record c where"
                        + " c.account_id=a.id) x on 1=1"),
                Form.of("select c.id::varchar from call_record c"),
                Form.of("select distinct on (c.callee) c.callee, c.id from call_record c order by c.callee, c.id"),
                Form.of("select distinct on (n) c.account_id as n, c.id from call_record c order by n, c.id desc"),
                Form.of("select c.callee, c.answered, count(*) from call_record c group by rollup (c.callee,"
                        + " c.answered)"),
                Form.of("select c.account_id, c.callee, sum(c.cost) from call_record c group by grouping sets"
                        + " ((c.account_id, c.callee), c.callee, ()) having count(*) > 1"),
                Form.of("select lower(c.note), count(*) from call_record c group by cube (lower(c.note)), rollup"
                        + " ((c.answered))"),
                Form.of("select a.id, c.id, c.callee from account a full join call_record c on c.account_id = a.id"),
                Form.of("select a.id, c.id from account a full outer join call_record c on c.account_id = a.id and"
                        + " c.callee like '+1%' where c.note is null"),
                Form.of("select customer_id, s.plan, k.nickname from subscription s full join account k using"
                        + " (customer_id) order by customer_id, k.nickname"),
                Form.of("select customer_id, s.plan, a.id from subscription s join account a using (customer_id)"
                        + " where s.plan like 'un%' and customer_id > 1 order by a.id"),
                Form.of("select customer_id, a.nickname, s.plan from account a left join subscription s using"
                        + " (customer_id) left join call_record c on c.account_id = a.id and c.duration_s > 100"),
                Form.of("select id, plan, nickname from subscription s natural join account where id > 0"),
                Form.of("select k.name from customer k where exists (select 1 from subscription s join account a"
                        + " using (customer_id) where customer_id = k.id and a.nickname is not null)"),
                Form.of("select * from subscription natural full join account"),
                Form.of("select id, plan, nickname from subscription natural full join account"),
                Form.of("select id, plan, nickname from subscription natural left join account"),
                Form.of("select t.prefix, c.id from tariff t full join call_record c on c.callee = t.prefix"),
                Form.of("select k.id, c.id, a.id from customer k left join (account a full join call_record c on"
                        + " c.account_id = a.id) on a.customer_id = k.id"),
                Form.of("select c.cell, count(*) from call_record c full join account a on a.id = c.account_id"
                        + " where c.id < 500 group by c.cell"),
                Form.of("select sum(c.cost)/count(*) from account a full join call_record c on a.id = c.account_id"));
    }
}
