# Aimed at call 9000000001, which whoever asks may not see: of customer CUSTOMER_NO, account ACCOUNT_NO, to number GUESS,
# with the id 'hidden-SOURCE' of the switch, for 77.77. The answer must be the same whether it is there, is another, or is
# not there at all. One statement a line; \n is a line end.

# Asking
select * from call_record where id = 9000000001
select c.* from call_record c where c.id = 9000000001
select callee from call_record where callee = 'GUESS'
select count(*) from call_record
select count(*) from call_record where callee = 'GUESS'
select count(*) from call_record where account_id = ACCOUNT_NO
select count(*), min(id), max(id), sum(duration_seconds) from call_record
select max(callee), min(callee) from call_record
select distinct callee from call_record order by callee
select exists (select 1 from call_record where callee = 'GUESS')
select 1 from service_plan where exists (select 1 from call_record where callee = 'GUESS') order by id
select (select max(callee) from call_record where id = 9000000001)
select (select count(*) from call_record where callee like 'GUESS%' escape '')
select case when exists (select 1 from call_record where id = 9000000001) then 'yes' else 'no' end
select id from call_record order by id desc fetch first 3 rows only
select id from call_record order by callee desc, id fetch first 3 rows with ties
select id from call_record order by id desc offset 1 rows
select id from call_record where id > 9000000000
select id from call_record where id >= all (select id from call_record)
select id from call_record where id = any (select id from call_record where callee = 'GUESS')
select id from call_record where (id, account_id) in ((9000000001, ACCOUNT_NO))
select _rowid_ from call_record where callee = 'GUESS'
select id from call_record where _rowid_ = 9000000001
select id from call_record where callee between 'GUESS' and 'GUESS' order by id
select id from call_record where callee is not distinct from 'GUESS' order by id
select id from call_record where not (callee <> 'GUESS') order by id
select id from call_record where (callee = 'GUESS') is true order by id
select id from call_record where id = 9000000001 or 1 = 1 order by id
select id from call_record where 1 = 1 or (id = 9000000001 and callee = 'GUESS') order by id
select callee from call_record where id = 9000000001 for update
select callee from call_record where id = 9000000001 for update nowait
select callee from call_record where id = 9000000001 for update skip locked
select callee -- , 'comment'\n from call_record where id = 9000000001
select callee /* a comment */ from call_record where id = 9000000001

# Joining
select a.id, c.callee from account a left join call_record c on c.account_id = a.id order by a.id, c.id
select p.id, c.callee from service_plan p left join call_record c on c.id = 9000000001 order by p.id
select p.id, c.id from service_plan p left join call_record c on c.callee = 'GUESS' order by p.id
select p.id, c.id from call_record c right join service_plan p on c.id = 9000000001 order by p.id
select count(*) from call_record a join call_record b on a.callee = b.callee where a.id <> b.id
select count(*) from call_record a, call_record b where a.id = 9000000001
select count(*) from call_record a cross join service_plan p where a.callee = 'GUESS'
select p.id from service_plan p where not exists (select 1 from call_record c where c.id = 9000000001) order by p.id
select p.id, x.callee from service_plan p, lateral (select callee from call_record where id = 9000000001) x
select p.id from service_plan p where p.id in (select callee from call_record) order by p.id
select p.id from service_plan p where p.monthly_price < (select sum(cost) from call_record) order by p.id
select p.id from service_plan p order by (select count(*) from call_record where callee = 'GUESS'), p.id

# Sets, windows and inner queries
select callee from call_record where id = 9000000001 union select 'x' from service_plan
select id from call_record except select id from call_record where callee <> 'GUESS'
select id from call_record intersect select 9000000001 from service_plan
select 9000000001 as id from service_plan except select id from call_record
with x as (select * from call_record) select count(*) from x
with x as (select callee, id from call_record where id = 9000000001) select * from x
with x (a, b) as (select callee, id from call_record) select max(a) from x where b = 9000000001
with recursive x (n) as (select 9000000001 union all select n + 1 from x where n < 9000000003) select n from x where n in (select id from call_record) order by n
select x.n from (select callee as n, id from call_record) x where x.id = 9000000001
select * from (select id, row_number() over (order by id desc) as n from call_record) x where n = 1
select id, lag(callee) over (order by id) from call_record order by id desc fetch first 5 rows only
select id, count(*) over () from call_record order by id fetch first 1 row only
select id, max(callee) over (order by id rows between unbounded preceding and unbounded following) from call_record order by id fetch first 1 row only
select first_value(callee) over (order by id desc) from call_record order by id fetch first 1 row only
select listagg(callee, ',') within group (order by id) from call_record where id >= 9000000001
select count(*) filter (where callee = 'GUESS') from call_record
select account_id, count(*) from call_record group by account_id having count(*) > 0 order by account_id
select any_value(callee) from call_record where id = 9000000001
select account_id from call_record group by account_id having max(callee) = 'GUESS'

# Failing, for a hidden row only
select id from call_record where cast(callee as int) = 7 and id = 9000000001
select id from call_record where id = 9000000001 and 1 / (id - 9000000001) = 1
select count(*) from call_record where 1 / (case when callee = 'GUESS' then 0 else 1 end) = 1
select count(*) from call_record where case when callee = 'GUESS' then 1 / 0 else 1 end = 1
select count(*) from call_record where cast(case when callee = 'GUESS' then 'x' else '1' end as int) = 1
select count(*) from call_record where mod(10, case when callee = 'GUESS' then 0 else 1 end) = 0
select count(*) from call_record where sqrt(case when callee = 'GUESS' then -1 else 1 end) = 1
select count(*) from call_record where power(10, case when callee = 'GUESS' then 99999 else 1 end) > 0
select count(*) from call_record where cast(source_id as bigint) > 0 and source_id like 'hidden%'
select count(*) from call_record where substring(source_id, 1, 6) = 'hidden'
select count(*) from call_record where position('SOURCE' in source_id) > 0
select count(*) from call_record where upper(source_id) like 'HIDDEN%'
select count(*) from call_record where callee like 'GUESS' escape 'xx'
select count(*) from call_record where (select 1 / (c.id - 9000000001) from service_plan fetch first 1 row only) is null
select 1 / (case when (select count(*) from call_record where callee = 'GUESS') > 0 then 0 else 1 end)
select (select p.id from service_plan p, call_record c where c.callee = 'GUESS')
select id from call_record where id = (select c.id from call_record c, service_plan p where c.callee = 'GUESS')
select sum(case when callee = 'GUESS' then 9223372036854775807 else 0 end) + 1 from call_record
select sum(duration_seconds * 9223372036854775807) from call_record where id = 9000000001
select count(*) from call_record order by 1 / (select count(*) from call_record where callee = 'GUESS')
select id from call_record order by case when callee = 'GUESS' then 1 / 0 else id end fetch first 1 row only
select count(*) from call_record group by case when callee = 'GUESS' then 1 / 0 else 1 end
select id from call_record fetch first (select count(*) from call_record where callee = 'GUESS') rows only
select id from call_record offset (select 1 / count(*) from call_record where callee = 'GUESS') rows
select dateadd('day', case when callee = 'GUESS' then 9999999999 else 0 end, started_at) from call_record order by id fetch first 1 row only
select id from call_record where callee = 5
select id from call_record where id = 'GUESS'
select id from call_record where started_at = callee
select id from call_record where callee > 1 order by id
select greatest(callee, 1) from call_record order by id
select coalesce(cost, callee) from call_record where id = 9000000001

# Whose it is
select id, name from customer where id = CUSTOMER_NO
select name from customer order by id
select count(*) from customer
select a.id from account a where a.customer_id = CUSTOMER_NO
select c.name, l.number from customer c join account a on a.customer_id = c.id join telephone_line l on l.account_id = a.id where c.id = CUSTOMER_NO
select number from telephone_line where account_id = ACCOUNT_NO
select plan_id from subscription where account_id = ACCOUNT_NO
select c.id from call_record c join account a on a.id = c.account_id where a.customer_id = CUSTOMER_NO
select total from invoice where account_id = ACCOUNT_NO
select l.amount from invoice_line l join invoice i on i.id = l.invoice_id where i.account_id = ACCOUNT_NO

# Changing, or failing to
update call_record set cost = cost where callee = 'GUESS'
update call_record set cost = 0 where id = 9000000001
update call_record set source_id = callee where id = 9000000001
update call_record set account_id = 1 where id = 9000000001
update account set customer_id = 1
update account set customer_id = 1 where id = ACCOUNT_NO
update customer set name = 'x'
update customer set unlisted = false where id = CUSTOMER_NO
update telephone_line set account_id = 1 where account_id = ACCOUNT_NO
update subscription set plan_id = plan_id
update service_plan set category = 'VOIP'
update service_plan set category = 'CMRS' where exists (select 1 from call_record where callee = 'GUESS')
insert into service_plan (id, name, category, monthly_price, included_minutes, included_destinations, rating_plan) values ('x', 'x', 'VOIP', 1, 1, '', 'x')
delete from call_record where callee = 'GUESS'
delete from call_record where id = 9000000001
delete from service_plan
delete from tariff_file
insert into call_record (id, account_id, format, source_id, digest, direction, started_at, ended_at, duration_seconds, billable_seconds, disposition) values (9000000001, ACCOUNT_NO, 'ASTERISK_CSV', 'mine', 'x', 'OUTBOUND', current_timestamp, current_timestamp, 1, 1, 'ANSWERED')
insert into call_record (id, account_id, format, source_id, digest, direction, started_at, ended_at, duration_seconds, billable_seconds, disposition) values (9000000002, ACCOUNT_NO, 'ASTERISK_CSV', 'hidden-SOURCE', 'x', 'OUTBOUND', current_timestamp, current_timestamp, 1, 1, 'ANSWERED')
insert into call_record (id, account_id, format, source_id, digest, direction, callee, started_at, ended_at, duration_seconds, billable_seconds, disposition) select id + 1, 1, format, 'copy', digest, direction, callee, started_at, ended_at, 1, 1, disposition from call_record where id = 9000000001
insert into telephone_line (id, account_id, number) values (9000000001, 1, 'GUESS')
merge into call_record c using (values (9000000001)) v (i) on c.id = v.i when matched then update set cost = 0
merge into call_record c using (select 9000000001 as i) v on c.id = v.i when not matched then insert (id, account_id, format, source_id, digest, direction, started_at, ended_at, duration_seconds, billable_seconds, disposition) values (v.i, 1, 'x', 'y', 'z', 'x', current_timestamp, current_timestamp, 1, 1, 'x')
merge into call_record c using service_plan p on c.callee = 'GUESS' when matched then delete

# Failing by something else, which is only looked at for a hidden row
select count(*) from call_record where id = 9000000001 and 1 / (select count(*) from service_plan where id = 'none') = 1
select count(*) from call_record where callee = 'GUESS' and (select 1 / count(*) from service_plan where id = 'none') = 1
select count(*) from call_record where callee = 'GUESS' and exists (select 1 from service_plan where cast(name as int) = 1)
select count(*) from call_record where callee = 'GUESS' and 'x' = (select id from service_plan)
select count(*) from call_record where id = 9000000001 and callee <> (select id from service_plan)
select count(*) from call_record where id = 9000000001 and id in (select cast(name as int) from service_plan)
select count(*) from call_record where callee <> 'GUESS' or 'x' = (select id from service_plan)
select count(*) from call_record where case when callee = 'GUESS' then (select id from service_plan) else 'x' end = 'x'
select count(*) from call_record where coalesce(nullif(callee, 'GUESS'), (select id from service_plan)) = 'x'
select count(*) from call_record where id = 9000000001 and id in (1 / 0)
select count(*) from call_record where id = 9000000001 and exists (select 1 from service_plan p where 1 / (p.included_minutes - p.included_minutes) = 1)
select p.id from service_plan p left join call_record c on c.callee = 'GUESS' and c.callee = (select id from service_plan) order by p.id
select p.id from service_plan p where exists (select 1 from call_record c where c.callee = 'GUESS' and p.id = (select id from service_plan)) order by p.id
select v.x from (values (9000000001), (5)) v (x) join call_record c on c.id = v.x and 1 / (v.x - 9000000001) = 0
select v.x from (values (9000000001), (5)) v (x) join call_record c on c.id = v.x where 1 / (v.x - 9000000001) = 0
select v.x from (values (9000000001)) v (x) left join call_record c on c.id = v.x where 1 / (case when c.id is null then 1 else 0 end) = 1
select v.x, (select 1 / (c.id - v.x) from call_record c where c.id = v.x) from (values (9000000001)) v (x)
select x.d from (select 1 / (id - 9000000001) as d from call_record) x where x.d >= 0
select count(*) from (select id, cast(source_id as int) as n from call_record) x where x.id = 9000000001 and x.n = 1
select count(*) from call_record a where 0 = (select count(*) from call_record b where 1 / (b.id - 9000000001) = 0)
select sum(1 / (id - 9000000001)) from call_record
select count(*) filter (where 1 / (id - 9000000001) = 0) from call_record
select max(row_number) from (select row_number() over (order by 1 / (id - 9000000001)) as row_number from call_record) x
select listagg(callee, ',') within group (order by 1 / (id - 9000000001)) from call_record
select account_id from call_record group by account_id having 1 / (max(id) - 9000000001) = 0 order by account_id
select account_id from call_record group by account_id, 1 / (id - 9000000001) order by account_id
select id from call_record order by 1 / (id - 9000000001), id
select id, 1 / (id - 9000000001) from call_record union select 1, 1 from service_plan order by 1, 2
with x (d) as (select 1 / (id - 9000000001) from call_record) select max(d) from x
select count(*) from call_record where date_trunc(callee, started_at) is null
select count(*) from call_record where formatdatetime(started_at, source_id) = 'x'
select count(*) from call_record where cast(callee as date) is null
select count(*) from call_record where cast(source_id as uuid) is null
select count(*) from call_record where cast(source_id as boolean)
select count(*) from call_record where source_id
select count(*) from call_record where lpad(callee, case when callee = 'GUESS' then -1 else 1 end) = 'x'
select count(*) from call_record where callee like source_id escape callee
select count(*) from call_record where started_at + cast(duration_seconds * 999999999 as interval day) is null

# Leaving a trace
select count(*) from call_record where callee = 'GUESS' and next value for quarantined_row_seq > 0
select case when callee = 'GUESS' then next value for quarantined_row_seq end from call_record where callee = 'GUESS'
select count(*) from service_plan p where exists (select next value for quarantined_row_seq from call_record where callee = 'GUESS')
select (select next value for quarantined_row_seq from call_record where id = 9000000001)
select count(*) from call_record natural join account
select count(*) from call_record c join account a using (id) where 1 / (c.duration_seconds - 61) > 0
select sum(c.duration_seconds) over w from call_record c window w as (order by c.id)
