# What the gate does not speak, whoever asks. One statement a line; \n is a line end.

# Servers tell things about statements and themselves
explain select callee from call_record
explain analyze select count(*) from call_record where callee = '+12025550199'
explain plan for select * from call_record
show tables
show columns from call_record
help 'select'
table call_record
describe call_record

# Catalogs and settings
select * from information_schema.tables
select table_name from INFORMATION_SCHEMA.COLUMNS where column_name = 'CALLEE'
select * from information_schema.users
select * from information_schema.sessions
select executing_statement from information_schema.sessions
select * from information_schema.in_doubt
select * from information_schema.query_statistics
select sql_statement from information_schema.query_statistics
select "STORAGE_TYPE" from "INFORMATION_SCHEMA"."TABLES"
set mode MySQL
set schema information_schema
set query_statistics true
set trace_level_system_out 3
set @x = (select max(callee) from call_record)
select @x

# Names that lead around the labels
select callee from public.call_record
select callee from carrier.public.call_record
select callee from "PUBLIC"."CALL_RECORD"
select public.call_record.callee from call_record
select * from carrier_subscription
select * from "CARRIER_SUBSCRIPTION"
select * from flyway_schema_history
select * from "flyway_schema_history"
select * from users
select password from accounts
select * from cpni_approval_interval
select * from cpni_approval_event
select * from CPNI_ASSIGNMENT
select * from "CPNI_GRANT"
select * from cpni_training
select * from cpni_audit_record
select * from cpni_audit
select * from cpni_customer_flag
select * from cpni_approval_flag
insert into cpni_grant (accessor) values ('csr')
insert into cpni_assignment (accessor_id, customer_id) values ('csr', 5)
update cpni_training set trained_until = null
delete from cpni_approval_interval
delete from cpni_audit_record
select leaf from cpni_audit_record
select * from cpni_audit_person
select wrapped from cpni_audit_key
update cpni_audit_person set id_cipher = null
delete from cpni_audit_checkpoint
select * from cpni_audit_posting

# Functions that read what the gate does not see
select * from csvread('/etc/passwd')
select csvwrite('/tmp/leak.csv', 'select * from call_record')
select file_read('/etc/passwd')
select file_write('x', '/tmp/leak')
select * from link_schema('X', '', 'jdbc:h2:mem:carrier', 'sa', '', 'PUBLIC')
call csvwrite('/tmp/leak.csv', 'select * from c'||'all_record')
call 1
{call csvwrite('x','y')}
? = call 1
select database_path()
select h2version()
select memory_used()
select session_id()
select lock_mode()
select transaction_id()
select current_user
select user()
select hash('SHA256', callee, 1) from call_record
select rawtohex(callee) from call_record
select utf8tostring(stringtoutf8(callee)) from call_record
select compress(stringtoutf8(callee)) from call_record
select encrypt('AES', '00', stringtoutf8(callee)) from call_record
select soundex(callee) from call_record
select regexp_replace(callee, '.', 'x') from call_record
select regexp_substr(callee, '[0-9]+') from call_record
select translate(callee, '0123456789', 'abcdefghij') from call_record
select xmltext(callee) from call_record
select json_object('n': callee) from call_record
select json_arrayagg(callee) from call_record
select array_agg(callee) from call_record
select cardinality(array_agg(callee)) from call_record
select bit_xor_agg(duration_seconds) from call_record
select median(cost) from call_record
select mode() within group (order by callee) from call_record
select percentile_cont(0.5) within group (order by cost) from call_record
select histogram(callee) from call_record
select * from system_range(1, 10)
select * from table(x int = 1)
select * from unnest(array['a'])
select sleep(10)
select ora_hash(callee) from call_record
select convert(callee, int) from call_record
select truncate_value(callee, 3, true) from call_record
select signal('45000', callee) from call_record
select nextval('call_record_seq')
select currval('call_record_seq')

# More than one statement, or more than meets the eye
select 1; select callee from call_record
select 1; drop table call_record
select 1 from service_plan;;select callee from call_record
select 1 /* /* */ , callee */ from call_record
select 1 /*! , callee */ from call_record
select 1 // , callee\n from call_record
select $$callee$$ from call_record
select $a$x$a$, callee from call_record
select U&'\0063' from call_record
select x'41' from call_record
select E'\\x' from call_record
select '\\' || callee from call_record
select callee from call_record where id = ?1
select callee from call_record where id = :id
select [callee] from call_record
select `callee` from call_record
select callee from call_record
select ; from call_record
begin
commit
rollback
savepoint a
begin transaction; select callee from call_record; commit
execute immediate 'select callee from call_record'
prepare p as select callee from call_record
prepare commit x
declare local temporary table t (a int)

# Copies, other tables and other code
create table leak as select * from call_record
create local temporary table leak as select callee from call_record
create view leak as select * from call_record
create alias leak as 'String leak() { return "x"; }'
create alias leak for "java.lang.System.getProperty"
create trigger leak before select on call_record call "x.Y"
create user eve password 'eve' admin
create linked table leak('', 'jdbc:h2:mem:carrier', 'sa', '', 'CALL_RECORD')
create aggregate leak for "x.Y"
create domain leak as varchar check (value in (select callee from call_record))
create index leak on call_record (callee)
create synonym leak for call_record
alter table call_record rename to leak
alter table call_record add leak varchar default 'x'
alter user sa set password 'x'
comment on table call_record is 'leak'
drop table call_record
truncate table call_record
grant all on call_record to public
analyze table call_record
script
script to '/tmp/leak.sql'
script table call_record
backup to '/tmp/leak.zip'
runscript from '/etc/passwd'
checkpoint
shutdown
shutdown immediately
insert into service_plan (id, name, category, monthly_price, included_minutes, included_destinations, rating_plan) select callee, callee, 'VOIP', 1, 1, '', 'x' from call_record
update service_plan set name = (select max(callee) from call_record)
merge into service_plan using (select max(callee) c from call_record) x on 1 = 1 when matched then update set name = x.c
insert into quarantined_row (id, cdr_import_id, line, reason) select id, 1, 1, callee from call_record
update cdr_import set format = (select min(callee) from call_record)
select * from new table (update call_record set cost = 0)
select * from old table (delete from call_record)
update call_record set cost = 0 returning callee
with x as (delete from call_record returning callee) select * from x
merge into call_record key (id) values (1, 'x')
replace into call_record values (1)
insert into call_record values (1)
insert into call_record set id = 1
delete from call_record limit 1
delete top 1 from call_record

# Corners of the grammar
with call_record as (select 1 as id) select * from call_record
with "CALL_RECORD" as (select 1 as callee) select callee from "CALL_RECORD"
select c from call_record c
select call_record from call_record
select row(c.*) from call_record c
select (c).callee from call_record c
select * from call_record full join account on true
select * from call_record for xml
select distinct on (account_id) callee from call_record
select callee from call_record group by rollup (callee)
select callee from call_record group by grouping sets ((callee))
select callee from call_record qualify row_number() over (order by id) = 1
select callee from call_record fetch first 1 percent rows only
select top 1 callee from call_record
select callee from call_record tablesample bernoulli (10)
select callee from call_record where callee similar to '%'
select callee from call_record where callee regexp '.*'
select callee from call_record where callee rlike '.*'
select callee collate unicode from call_record
select callee from call_record use index (call_record_account_ix)
select callee is json from call_record
select cast(callee as geometry) from call_record
select cast(callee as varchar array) from call_record
select array[callee] from call_record
select callee[1] from call_record
select * except (id) from call_record
select c.callee.x from call_record c
