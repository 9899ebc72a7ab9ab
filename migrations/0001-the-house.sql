-- Members, verifications, membership, spend, and the two logs (events, audit trail) that everything else reads.
-- Times are instants (timestamptz); money is whole minor units; ids are UUID version 7 made by the server.

create table member (
  id uuid primary key,
  subject text not null unique,
  email text,
  name text,
  identity_type text,
  identity_information jsonb,
  spend_counts_since timestamptz,
  created_at timestamptz not null,
  check ((identity_type is null) = (identity_information is null))
);

create table verification (
  id uuid primary key,
  member_id uuid not null references member,
  stage text not null,
  method text not null check (method in ('MATERIALS', 'TAX_NUMBER', 'EMAIL')),
  status text not null check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  version integer not null default 1,
  -- The identity as it was when submitted; null while a draft, which follows the member's.
  identity_type text,
  identity_information jsonb,
  created_at timestamptz not null,
  submitted_at timestamptz,
  expected_earliest date,
  expected_latest date,
  -- The end of expected_latest in the operator's time zone: what the queue is ordered by.
  due_at timestamptz,
  claimed_by uuid references member,
  claimed_until timestamptz,
  tax_country text,
  tax_number_sealed bytea,
  tax_number_masked text,
  tax_verdict text,
  email text,
  email_confirmed_at timestamptz,
  check (status in ('DRAFT', 'WITHDRAWN') or (submitted_at is not null and due_at is not null and identity_type is not null)),
  check ((claimed_by is null) = (claimed_until is null))
);

-- One open verification per member and method, whatever requests do at once.
create unique index verification_one_open on verification (member_id, method) where status in ('DRAFT', 'SUBMITTED');
create index verification_of_member on verification (member_id, id desc);
create index verification_queue on verification (due_at, id) where status = 'SUBMITTED';

create table material (
  id uuid primary key,
  verification_id uuid not null references verification,
  member_id uuid not null references member,
  kind text not null,
  file_name text not null,
  media_type text not null,
  bytes integer not null check (bytes > 0),
  sha256 text not null,
  storage_key text not null,
  uploaded_at timestamptz not null,
  kept_from uuid references material on delete set null
);
create index material_of_verification on material (verification_id, id);
create index material_by_storage_key on material (storage_key);

create table decision (
  verification_id uuid primary key references verification,
  outcome text not null check (outcome in ('APPROVED', 'REJECTED')),
  decided_by uuid not null references member,
  decided_at timestamptz not null,
  note text
);

create table decision_reason (
  id uuid primary key,
  verification_id uuid not null references decision,
  position integer not null,
  code text not null,
  material_id uuid references material,
  note text,
  unique (verification_id, position)
);

-- How many chances of a method a member has spent; no row: none. The limit stands in the policy.
create table chance (
  member_id uuid not null references member,
  method text not null,
  used integer not null check (used >= 0),
  primary key (member_id, method)
);

-- The one code that is out for a verification: its salted hash, never the code.
create table email_code (
  verification_id uuid primary key references verification,
  email text not null,
  salt bytea not null,
  hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null
);

create table stage_unlock (
  member_id uuid not null references member,
  stage text not null,
  unlocked_at timestamptz not null,
  primary key (member_id, stage)
);

create table membership_change (
  id uuid primary key,
  member_id uuid not null references member,
  from_level text not null,
  to_level text not null,
  at timestamptz not null,
  cause text not null check (cause in ('VERIFICATION', 'SPEND', 'REVOKED')),
  verification_id uuid references verification,
  stage text,
  order_id text,
  reason text
);
create index membership_change_of_member on membership_change (member_id, id desc);

create table market_order (
  id text primary key,
  member_id uuid not null references member,
  amount bigint not null check (amount > 0),
  currency text not null,
  refunded bigint not null default 0 check (refunded >= 0 and refunded <= amount),
  recorded_at timestamptz not null
);
create index market_order_of_member on market_order (member_id, recorded_at);

create table refund (
  id text primary key,
  order_id text not null references market_order,
  amount bigint not null check (amount > 0),
  currency text not null,
  recorded_at timestamptz not null
);

-- What happened, in the order in which it was committed: a follower reads by (xid, id) up to the oldest running
-- transaction, so a row that commits late is never skipped.
create table event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  type text not null,
  member_id uuid not null references member,
  verification_id uuid references verification,
  membership_change_id uuid references membership_change,
  queue_change text
);
create index event_in_order on event (xid, id);
create index event_of_member on event (member_id, type, xid, id);

create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  act text not null,
  actor_id uuid references member,
  actor_role text,
  actor_subject text,
  member_id uuid references member,
  verification_id uuid references verification,
  reason text
);
create index audit_entry_of_member on audit_entry (member_id, id desc);
create index audit_entry_of_actor on audit_entry (actor_id, id desc);
create index audit_entry_of_verification on audit_entry (verification_id, id desc);

-- Rows of these tables are only ever added, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are only ever added', tg_table_name;
end $$;
create trigger event_is_append_only before update or delete or truncate on event
  for each statement execute function refuse_change();
create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
create trigger membership_change_is_append_only before update or delete or truncate on membership_change
  for each statement execute function refuse_change();
create trigger decision_is_append_only before update or delete or truncate on decision
  for each statement execute function refuse_change();
create trigger decision_reason_is_append_only before update or delete or truncate on decision_reason
  for each statement execute function refuse_change();

-- Wakes the followers up; what they read is the table.
create function wake_followers() returns trigger language plpgsql as $$
begin
  perform pg_notify('bonafide_event', '');
  return null;
end $$;
create trigger event_wakes_followers after insert on event
  for each statement execute function wake_followers();

-- How many codes were mailed within the hour, by whom and to whom (hashed); counted over all servers.
create table code_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
