-- The carrier's own tables.

create sequence customer_seq start with 1 increment by 50;
create sequence account_seq start with 1 increment by 50;
create sequence telephone_line_seq start with 1 increment by 50;
create sequence subscription_seq start with 1 increment by 50;
create sequence call_record_seq start with 1 increment by 500;
create sequence cdr_import_seq start with 1 increment by 50;
create sequence quarantined_row_seq start with 1 increment by 50;
create sequence invoice_seq start with 1 increment by 50;
create sequence invoice_line_seq start with 1 increment by 200;

create table customer (
    id       bigint       not null primary key,
    name     varchar(255) not null,
    kind     varchar(20)  not null,
    street   varchar(255) not null,
    city     varchar(255) not null,
    state    varchar(2)   not null,
    zip      varchar(10)  not null,
    zone     varchar(64)  not null,
    unlisted boolean      not null
);

create table account (
    id          bigint      not null primary key,
    customer_id bigint      not null references customer (id),
    zone        varchar(64) not null
);
create index account_customer_ix on account (customer_id);

create table telephone_line (
    id         bigint      not null primary key,
    account_id bigint      not null references account (id),
    number     varchar(16) not null unique
);
create index telephone_line_account_ix on telephone_line (account_id);

create table service_plan (
    id                    varchar(40)    not null primary key,
    name                  varchar(255)   not null,
    category              varchar(20)    not null,
    monthly_price         numeric(10, 2) not null,
    included_minutes      integer        not null,
    included_destinations varchar(400)   not null,
    rating_plan           varchar(40)    not null
);

create table subscription (
    id          bigint      not null primary key,
    account_id  bigint      not null references account (id),
    plan_id     varchar(40) not null references service_plan (id),
    valid_from  date        not null,
    valid_until date
);
create index subscription_account_ix on subscription (account_id);

-- What the gate joins to learn which categories of service a customer takes: days in UTC are near enough for that.
create view carrier_subscription as
select a.customer_id,
       p.category                                             as service_category,
       cast(s.valid_from as timestamp(6) with time zone)      as valid_from,
       cast(s.valid_until as timestamp(6) with time zone)     as valid_until
from subscription s
     join account a on a.id = s.account_id
     join service_plan p on p.id = s.plan_id;

create table call_record (
    id               bigint                      not null primary key,
    account_id       bigint references account (id),
    format           varchar(20)                 not null,
    source_id        varchar(200)                not null,
    digest           varchar(64)                 not null,
    direction        varchar(20)                 not null,
    caller           varchar(255),
    callee           varchar(255),
    started_at       timestamp(6) with time zone not null,
    answered_at      timestamp(6) with time zone,
    ended_at         timestamp(6) with time zone not null,
    duration_seconds bigint                      not null,
    billable_seconds bigint                      not null,
    disposition      varchar(20)                 not null,
    call_id          varchar(255),
    cost             numeric(12, 6),
    constraint call_record_source_uk unique (format, source_id)
);
create index call_record_account_ix on call_record (account_id, started_at);

create table cdr_import (
    id          bigint                      not null primary key,
    imported_at timestamp(6) with time zone not null,
    imported_by varchar(200)                not null,
    format      varchar(20),
    accepted    bigint                      not null,
    duplicates  bigint                      not null,
    rejected    bigint                      not null
);

create table quarantined_row (
    id            bigint        not null primary key,
    cdr_import_id bigint        not null references cdr_import (id),
    line          bigint        not null,
    reason        varchar(1000) not null
);

create table invoice (
    id            bigint                      not null primary key,
    account_id    bigint                      not null references account (id),
    billing_month varchar(7)                  not null,
    currency      varchar(3)                  not null,
    total         numeric(12, 2)              not null,
    issued_at     timestamp(6) with time zone not null,
    constraint invoice_month_uk unique (account_id, billing_month)
);

create table invoice_line (
    id          bigint         not null primary key,
    invoice_id  bigint         not null references invoice (id),
    kind        varchar(20)    not null,
    description varchar(255)   not null,
    amount      numeric(12, 2) not null
);
create index invoice_line_invoice_ix on invoice_line (invoice_id);

create table tariff (
    id         varchar(40) not null primary key,
    valid_from date        not null,
    currency   varchar(3)  not null,
    divisor    integer     not null
);

create table tariff_file (
    tariff_id varchar(40)      not null references tariff (id),
    name      varchar(60)      not null,
    content   varchar(1000000) not null,
    primary key (tariff_id, name)
);
