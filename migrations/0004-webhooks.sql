-- Webhooks: where the marketplace's services want to be told what happened, and every message that is sent to them.
-- The rows of webhook_delivery are what is true; jobs only wake whoever sends.

create table webhook_endpoint (
  id uuid primary key,
  -- The `sub` of the service's token.
  owner text not null,
  url text not null,
  event_types text[] not null check (cardinality(event_types) > 0),
  ordered boolean not null,
  contact_email text not null,
  secret_sealed bytea not null,
  -- Goes on signing beside the new one for a while.
  previous_secret_sealed bytea,
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  -- The first failure since the last success; null while all is well.
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_cause text check (disabled_cause in ('OWNER', 'OPERATOR', 'GONE', 'FAILING', 'ATTEMPTS_EXHAUSTED')),
  check ((previous_secret_sealed is null) = (previous_secret_until is null)),
  check ((disabled_at is null) = (disabled_cause is null))
);
create index webhook_endpoint_of_owner on webhook_endpoint (owner, id);

-- What is sent, byte by byte: the same to every endpoint, at every attempt and in every replay.
create table webhook_message (
  -- The header `webhook-id`.
  id text primary key,
  -- Null for a test. The event itself may be forgotten before its message is.
  event_id bigint unique,
  -- Null for a test.
  event_type text,
  body text not null
);

create table webhook_delivery (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoint on delete cascade,
  message_id text not null references webhook_message,
  -- As the message has it, since order is kept by member. Both null for a test.
  event_id bigint,
  member_id uuid references member,
  status text not null check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  -- How often it was sent in all, and since it was last started; the schedule counts the latter.
  attempts integer not null default 0,
  tries integer not null default 0,
  first_tried_at timestamptz,
  -- Null when nothing is planned: delivered, failed, or kept for a disabled endpoint.
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  -- Who is sending it right now, and until when that counts if nothing more is heard of it.
  lease uuid,
  leased_until timestamptz,
  created_at timestamptz not null default now(),
  check ((status = 'DELIVERED') = (delivered_at is not null)),
  check ((lease is null) = (leased_until is null))
);
create index webhook_delivery_of_endpoint on webhook_delivery (endpoint_id, id desc);
create index webhook_delivery_of_message on webhook_delivery (message_id);
create index webhook_delivery_by_age on webhook_delivery (created_at);
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at, id) where status = 'PENDING';
create index webhook_delivery_in_line on webhook_delivery (endpoint_id, member_id, event_id) where status = 'PENDING';
create index webhook_delivery_leased on webhook_delivery (endpoint_id) where lease is not null;

create table webhook_attempt (
  delivery_id uuid not null references webhook_delivery on delete cascade,
  number integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  outcome text not null check (outcome in ('DELIVERED', 'REFUSED', 'UNREACHABLE', 'TIMED_OUT', 'ADDRESS_FORBIDDEN')),
  status_code integer,
  error_code text,
  primary key (delivery_id, number)
);
