-- A dump that is restored into another PostgreSQL cluster brings rows whose transactions that cluster has not reached yet: it
-- would hide them, and put what happens next before them. So the log is counted in epochs: one for each cluster, and
-- timeline of it, that it has been written in, and every place in it begins with its epoch.
--
-- A server of the version before writes no epoch and reads none: the defaults keep its rows right, and its places are
-- those of epoch 1.

create table log_epoch (
  number integer primary key,
  -- PostgreSQL's own name of the cluster, and its timeline.
  cluster text not null,
  begun_at timestamptz not null default now()
);
insert into log_epoch (number, cluster)
select 1, system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) from pg_control_system();

create function current_log_epoch() returns integer language sql stable as 'select max(number) from log_epoch';

alter table event add column epoch integer not null default 1;
alter table event alter column epoch set default current_log_epoch();

create index event_in_log_order on event (epoch, xid, id);
create index event_of_member_in_log_order on event (member_id, epoch, xid, id);
drop index event_in_order;
drop index event_of_member;
-- What retention looks for. The log grows in the order of time, near enough.
create index event_by_age on event using brin (at);

-- The newest event that a member was told of and that is no longer kept: whoever reads on from before it would miss something.
create table forgotten_event (
  member_id uuid primary key references member,
  epoch integer not null,
  xid xid8 not null,
  id bigint not null
);

-- Old events may go, and only in a transaction that says so.
create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('bonafide.forgets_old_events', true) = 'on' then
    return null;
  end if;
  raise exception '% rows are only ever added', tg_table_name;
end $$;
drop trigger event_is_append_only on event;
create trigger event_is_append_only before update or delete or truncate on event
  for each statement execute function refuse_change_of_log();
