# Aimed at the number of call 9000000001, which whoever asks sees masked: it is GUESS or OTHER, which look the same behind
# the mask. The answer must be the same for both, and so must it be for two costs. One statement a line.
select callee from call_record where id = 9000000001
select * from call_record where id = 9000000001
select c.callee as x from call_record c where c.id = 9000000001
select count(*) from call_record where callee = 'GUESS'
select id from call_record where callee = 'GUESS'
select id from call_record where callee like 'GUESS'
select id from call_record where callee like '%0198' and id = 9000000001
select id from call_record where callee > '+12025550150' and id = 9000000001
select id from call_record where callee in ('GUESS', 'OTHER')
select id from call_record where callee between '+12025550190' and 'GUESS' and id = 9000000001
select id from call_record where cast(substring(callee, 2) as bigint) > 12025550198 and id = 9000000001
select id from call_record where right(callee, 1) = '9' and id = 9000000001
select substring(callee, 9) from call_record where id = 9000000001
select callee || '' from call_record where id = 9000000001
select concat(callee, '') from call_record where id = 9000000001
select replace(callee, 'x', '') from call_record where id = 9000000001
select lower(callee), upper(callee), trim(callee) from call_record where id = 9000000001
select lpad(callee, 40, '.') from call_record where id = 9000000001
select coalesce(callee, 'x') from call_record where id = 9000000001
select nullif(callee, 'GUESS') from call_record where id = 9000000001
select case callee when 'GUESS' then 1 else 0 end from call_record where id = 9000000001
select case when callee = 'GUESS' then 1 / 0 else 1 end from call_record where id = 9000000001
select greatest(callee, 'GUESS'), least(callee, 'GUESS') from call_record where id = 9000000001
select cast(callee as char(20)) from call_record where id = 9000000001
select max(callee) from call_record where id = 9000000001
select listagg(callee, ',') from call_record where id = 9000000001
select callee, count(*) from call_record where id >= 9000000001 group by callee
select distinct callee from call_record where id >= 9000000001
select id from call_record where id >= 9000000001 order by callee
select id from call_record order by callee desc, id fetch first 5 rows only
select id, rank() over (order by callee) from call_record where id >= 9000000001 order by id
select dense_rank() over (order by callee desc) from call_record where id >= 9000000001 order by id
select lag(callee) over (order by id) from call_record where id >= 9000000001 order by id
select first_value(callee) over (order by callee) from call_record where id >= 9000000001
select a.id from call_record a join call_record b on a.callee = b.callee where a.id = 9000000001 and b.id = 9000000002
select a.id, b.id from call_record a join call_record b on a.callee = b.caller where a.id = 9000000001 order by b.id
select l.id from telephone_line l join call_record c on c.callee = l.number where c.id = 9000000001
select callee from call_record where id = 9000000001 union select 'GUESS' from service_plan
select callee from call_record where id = 9000000001 intersect select 'GUESS' from service_plan
select 'GUESS' from service_plan except select callee from call_record where id = 9000000001
select x.callee from (select callee from call_record where id = 9000000001) x
select x.y from (select callee as y from call_record where id = 9000000001) x where x.y = 'GUESS'
with x as (select callee as y from call_record where id = 9000000001) select y from x where y = 'GUESS'
with x (callee) as (select callee from call_record where id = 9000000001) select callee from x
select (select c.callee from call_record c where c.id = 9000000001)
select 1 from service_plan where 'GUESS' in (select callee from call_record)
select 1 from service_plan where 'GUESS' = any (select callee from call_record)
select 1 from service_plan where 'GUESS' <> all (select callee from call_record)
select 1 from service_plan where exists (select callee from call_record where callee = 'GUESS')
select length(callee), octet_length(callee) from call_record where id = 9000000001
select position('9' in callee) from call_record where id = 9000000001
select locate('0199', callee) from call_record where id = 9000000001
select cast(callee as bigint) from call_record where id = 9000000001
select 1 / (case when callee = 'GUESS' then 0 else 1 end) from call_record where id = 9000000001
select callee is not distinct from 'GUESS' from call_record where id = 9000000001
select callee from call_record where id = 9000000001 for update
select "CALLEE" from call_record where id = 9000000001
select call_record.callee from call_record where id = 9000000001
select digest from call_record where id = 9000000001
select id from call_record where digest = 'digest-of-GUESS'
select caller from call_record where id = 9000000001
select cost from call_record where id = 9000000001
select sum(cost), min(cost), max(cost), count(cost), avg(cost) from call_record
select id from call_record where cost > 50
select id from call_record where cost is not null order by id
select id from call_record where cost = 77.77
select id from call_record order by cost desc, id fetch first 3 rows only
select cost * 1 from call_record where id = 9000000001
select case when cost > 50 then 'high' else 'low' end from call_record where id = 9000000001
select stddev_pop(cost) from call_record
select count(*) from call_record where 1 / (cost - 77.77) > 0
update call_record set source_id = callee where id = 9000000001
update call_record set cost = 0 where callee = 'GUESS'
update call_record set callee = callee
delete from call_record where callee = 'GUESS'
insert into call_record (id, format, source_id, digest, direction, started_at, ended_at, duration_seconds, billable_seconds, disposition) select 9000000009, format, callee, digest, direction, started_at, ended_at, 1, 1, disposition from call_record where id = 9000000001
merge into call_record c using (values ('GUESS')) v (n) on c.callee = v.n when matched then update set cost = 0
select count(*) from call_record where callee = 'GUESS' and 'x' = (select id from service_plan)
select count(*) from call_record where coalesce(nullif(callee, 'GUESS'), (select id from service_plan)) = 'x'
select count(*) from call_record where id = 9000000001 and case when callee = 'GUESS' then (select id from service_plan) else 'x' end = 'x'
select count(*) from call_record where id = 9000000001 and callee = 'GUESS' and next value for quarantined_row_seq > 0
select date_trunc(callee, started_at) from call_record where id = 9000000001
select x.d from (select cast(substring(callee, 3) as bigint) as d from call_record where id = 9000000001) x where x.d > 0
