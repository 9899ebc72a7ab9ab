-- The first answer to each mutation that came with an idempotency key, for a day. Neither the key, nor who sent it, nor what
-- was sent stands here: `id` and `input` are signatures by the server's secret, `progress` and `answer` are sealed.
create table idempotency_key (
  -- Of the key and whose it is.
  id text primary key,
  -- Of the mutation and its arguments, so that the same key can't bring something else.
  input text not null,
  -- The one attempt that may do it now; null once it failed in a way that it knew of.
  attempt uuid,
  -- When that attempt began, by this database's clock: what is older than a day does not count.
  began_at timestamptz not null default now(),
  -- What the attempt's steps gave that committed before its answer.
  progress bytea,
  -- Null until there is one; written in the transaction of what it tells.
  answer bytea
);
create index idempotency_key_by_age on idempotency_key (began_at);
