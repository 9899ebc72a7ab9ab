-- What was reminded of, so that it happens once per occasion however many servers run.
create table reminder (
  kind text not null,
  -- A claim by its verification and end, a day, a draft.
  occasion text not null,
  at timestamptz not null,
  primary key (kind, occasion)
);
create index reminder_by_age on reminder (at);

-- When the buyer last did something about a draft that leaves no other trace; null: never.
alter table verification add column touched_at timestamptz;
create index verification_drafts on verification (created_at) where status = 'DRAFT';
create index verification_withdrawn_drafts on verification (id) where status = 'WITHDRAWN' and submitted_at is null;
