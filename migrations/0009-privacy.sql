-- What identifies a person is sealed with a key of its own, so that it can be erased; the audit trail is chained; files have an end.
--
-- A server of the version before knows the plain columns alone, and would lose mails and identities without them. So until
-- `npm run seal` says that none runs any more, everything is written as it was before; from then on all of it is sealed.
-- A database without members is sealed from the start.

-- One row once it is sealed; `done_at`: and nothing plain is left.
create table sealing (
  since timestamptz not null,
  done_at timestamptz
);
insert into sealing select now(), now() where not exists (select from member);

-- A member's data key, wrapped under a master key, whose id are its first eight bytes. Erasing a member is deleting its row;
-- keep this table out of backups that outlive it.
create table member_key (
  holder uuid primary key references member,
  wrapped bytea not null
);
create index member_key_by_master on member_key (substring(wrapped from 1 for 8));

-- Secrets of the servers, wrapped under a master key.
create table server_secret (
  name text primary key,
  wrapped bytea not null
);

alter table member add column email_sealed bytea, add column name_sealed bytea, add column information_sealed bytea,
  add column erased_at timestamptz;
alter table member drop constraint member_check;
create index member_unsealed on member (id) where erased_at is null;

alter table verification add column information_sealed bytea, add column email_sealed bytea,
  add column tax_sealed bytea, add column tax_masked_sealed bytea;

alter table material alter column file_name drop not null;
alter table material add column file_name_sealed bytea, add column deleted_at timestamptz,
  add column deleted_cause text check (deleted_cause in ('RETENTION', 'ERASED'));
create index material_of_member on material (member_id);
create index material_by_kind on material (kind, id) where deleted_at is null;

alter table material_text alter column items drop not null;
alter table material_text add column items_sealed bytea;

alter table email_code alter column email drop not null;
alter table email_code add column email_sealed bytea;

alter table decision add column note_sealed bytea;
alter table decision_reason add column note_sealed bytea;
alter table membership_change add column reason_sealed bytea;
alter table audit_entry add column reason_sealed bytea;

-- Whom a kept answer tells of, so that it goes when one of them is erased.
alter table idempotency_key add column member_ids uuid[];

-- Rows that are only ever added are changed once: when what they tell in plain is sealed.
create function refuse_change_but_sealing() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('bonafide.seals_old_rows', true) = 'on' then
    return null;
  end if;
  raise exception '% rows are only ever added', tg_table_name;
end $$;
drop trigger decision_is_append_only on decision;
create trigger decision_is_append_only before update or delete or truncate on decision
  for each statement execute function refuse_change_but_sealing();
drop trigger decision_reason_is_append_only on decision_reason;
create trigger decision_reason_is_append_only before update or delete or truncate on decision_reason
  for each statement execute function refuse_change_but_sealing();
drop trigger membership_change_is_append_only on membership_change;
create trigger membership_change_is_append_only before update or delete or truncate on membership_change
  for each statement execute function refuse_change_but_sealing();
drop trigger audit_entry_is_append_only on audit_entry;
create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_but_sealing();

-- The order in which acts were committed, as in the log of events. Null: before this migration, in the order of their ids.
alter table audit_entry add column epoch integer, add column xid xid8;
alter table audit_entry alter column epoch set default current_log_epoch(), alter column xid set default pg_current_xact_id();
create index audit_entry_in_order on audit_entry (coalesce(epoch, 0), coalesce(xid, '0'::xid8), id);

-- The chain of the audit trail: a link for each entry, in the order of their commits. `hash` is that of the link before and
-- of all that the entry says.
create table audit_link (
  position bigint primary key,
  entry_id uuid not null unique,
  -- The entry's place in the order of commits.
  epoch integer not null,
  xid xid8 not null,
  hash bytea not null
);
create trigger audit_link_is_append_only before update or delete or truncate on audit_link
  for each statement execute function refuse_change();
