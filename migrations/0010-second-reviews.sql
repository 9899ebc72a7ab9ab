-- What a reviewer confirmed of a statement, with a decision; null: it took none.
alter table decision
  add column confirmed_amount bigint check (confirmed_amount >= 0),
  add column confirmed_currency text,
  add column confirmed_from date,
  add column confirmed_to date,
  -- What the statement reached; null: no stage. Means nothing without a statement: then it is the stage asked for.
  add column unlocked_stage text,
  add constraint decision_statement_is_whole check (
    num_nulls(confirmed_amount, confirmed_currency, confirmed_from, confirmed_to) in (0, 4)
  );

-- What reviewers decided before the decision, where it takes more than one: the first, and one that differs from it.
create table review (
  verification_id uuid not null references verification,
  position integer not null check (position in (1, 2)),
  outcome text not null check (outcome in ('APPROVED', 'REJECTED')),
  reviewer_id uuid not null references member,
  at timestamptz not null,
  -- Codes and materials, as they were given.
  reasons jsonb not null,
  -- The note on the whole, then the note on each reason; sealed with the member's key in notes_sealed.
  notes jsonb,
  notes_sealed bytea,
  confirmed_amount bigint check (confirmed_amount >= 0),
  confirmed_currency text,
  confirmed_from date,
  confirmed_to date,
  -- Null: rejected, or the statement reached no stage.
  unlocked_stage text,
  primary key (verification_id, position),
  unique (verification_id, reviewer_id),
  check (num_nulls(confirmed_amount, confirmed_currency, confirmed_from, confirmed_to) in (0, 4))
);
create trigger review_is_append_only before update or delete or truncate on review
  for each statement execute function refuse_change();

-- How many of these a verification has: what the queue is filtered by.
alter table verification add column reviews integer not null default 0 check (reviews between 0 and 2);

-- The decisions that were drawn to be checked again, and what came of it.
create table recheck (
  verification_id uuid primary key references decision,
  drawn_at timestamptz not null,
  checked_by uuid references member,
  checked_at timestamptz,
  agrees boolean,
  -- Sealed with the member's key in note_sealed.
  note text,
  note_sealed bytea,
  check (num_nulls(checked_by, checked_at, agrees) in (0, 3))
);
create index recheck_to_do on recheck (drawn_at, verification_id) where checked_at is null;

-- What statistics read.
create index decision_by_time on decision (decided_at);
create index verification_by_submission on verification (submitted_at) where submitted_at is not null;

-- Up to where the log is no longer whole: whoever replays from before it misses something. What went before this migration is
-- known for what members are told of.
create table forgotten_log (
  is_one boolean primary key default true check (is_one),
  epoch integer not null,
  xid xid8 not null,
  id bigint not null
);
insert into forgotten_log (epoch, xid, id)
select epoch, xid, id from forgotten_event order by epoch desc, xid desc, id desc limit 1;
