package io.cpni.sql;

import io.cpni.sql.Outcome.Form;
import java.util.List;

/** Changes that Hibernate emits for one database only. */
final class WriteForms {

    private WriteForms() {}

    static List<Form> h2() {
        return List.of(
                Form.of("merge into call_record as t using (select 'x',c1_0._rowid_ from call_record c1_0 join"
                        + " account a1_0"
                        + " on a1_0.id=c1_0.account_id join customer c2_0 on c2_0.id=a1_0.customer_id where"
                        + " c2_0.name='secret') s(c0,c1) on t._rowid_=s.c1 when matched then update set"
                        + " t.note=s.c0"),
                Form.of("merge into call_record as t using (select 'x',c1_0._rowid_ from call_record c1_0 join"
                        + " account a1_0"
                        + " on a1_0.id=c1_0.account_id) s(c0,c1) on t._rowid_=s.c1 when matched then"
                        + " update set t.note=s.c0"),
                Form.of("delete from call_record dml_target_ where exists(select 1 from call_record c1_0 join"
                        + " account a1_0 on"
                        + " a1_0.id=c1_0.account_id where a1_0.nickname='7' and"
                        + " dml_target_._rowid_=c1_0._rowid_)"),
                Form.of("merge into account c1_0 using (values (9,'x')) excluded(id,nickname) on"
                        + " (c1_0.id=excluded.id) when"
                        + " matched then update set nickname='z'"),
                Form.of("update call_record set (note, duration_s) = (select 'x', 7), cost = 1"),
                Form.of("insert into tariff (prefix, name) values ('+1', default)"));
    }

    static List<Form> mariaDb() {
        return List.of(
                Form.of("delete c1_0 from call_record c1_0 where c1_0.callee='secret'"),
                Form.of("delete c1_0 from call_record c1_0 where c1_0.id > 0"),
                Form.of("delete c from call_record c where exists(select 1 from account a where a.id=c.account_id and"
                        + " a.nickname='7')"),
                Form.of("delete c from call_record c where cast(c.note as int) = 7"),
                Form.of("update call_record c set c.note=concat(c.note,'x'),c.cost=c.duration_s where c.id > 0"),
                Form.of(
                        "update call_record set note='x' where id in (select d.id from call_record d where d.note='7')"),
                Form.of("update call_record set note='x' where note = 7"),
                Form.of("insert into tariff (prefix, name) values ('+1', default)"));
    }

    static List<Form> postgres() {
        return List.of(
                Form.of("update call_record set note='x' from call_record c1_0 join account a1_0 on"
                        + " a1_0.id=c1_0.account_id"
                        + " join customer c2_0 on c2_0.id=a1_0.customer_id where c2_0.name='7' and"
                        + " call_record.ctid=c1_0.ctid"),
                Form.of("update call_record set note='x' from account a where a.id = call_record.account_id and"
                        + " cast(a.nickname as int) = 7"),
                Form.of("delete from call_record c1_0 where exists(select 1 from (values(0)) d_ join account a1_0 on"
                        + " a1_0.id=c1_0.account_id where a1_0.nickname='7')"),
                Form.of("update call_record set (note, duration_s) = ('x', 60/duration_s), cost = 1"),
                Form.of("update call_record c set (note, cost) = (select max(d.note), max(d.cost) from call_record d"
                        + " where d.account_id = c.account_id)"),
                Form.of("update call_record c set (note, cost) = (select d.note, 60/c.duration_s from call_record d"
                        + " where d.id = c.id)"),
                Form.of(
                        "delete from call_record c using account a where a.id = c.account_id and a.nickname = 'secret'"),
                Form.of("delete from call_record c using account a, tariff t where a.id = c.account_id and"
                        + " cast(c.note as int) = 7 and 1/c.duration_s = 0 and t.prefix = '+44'"),
                Form.of("delete from tariff t using call_record c where cast(c.note as int) = 7 and t.prefix = '+44'"),
                Form.of("delete from call_record c using subscription s full join account a on a.id = s.id where"
                        + " a.nickname = c.note"),
                Form.of("delete from call_record where id = 100 returning id, account_id, upper(note), cost + 1 as d"),
                Form.of("delete from call_record where id = 500 returning id"),
                Form.of("update call_record set note='x' where id = 500 returning note"),
                Form.of("update call_record set note='x' where 1/duration_s = 0 and id < 101 returning note"),
                Form.of("insert into tariff as t1_0(prefix,name) values ('+1','x')"),
                Form.of("insert into tariff (prefix, name) values ('+1', default)"));
    }
}
