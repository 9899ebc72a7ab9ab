-- Which servers live, so that what a dead one had begun goes on elsewhere; and which mails went out, so that none goes twice.

-- One row a running process. `beat_at` is the database's clock; whoever is silent for long is taken for dead.
create table server (
  id uuid primary key,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  -- The worker pools whose jobs are locked in this server's name.
  worker_ids text[] not null default '{}',
  version text not null
);

-- One row a mail that was tried: by the hash of what ordered it, which is also its Message-ID. No address, no text.
create table mail (
  id text primary key,
  kind text not null,
  attempts integer not null check (attempts > 0),
  tried_at timestamptz not null,
  sent_at timestamptz,
  refused_at timestamptz,
  -- The mail server's code, such as `550 5.1.1`; never its words.
  refusal text,
  check ((refused_at is null) = (refusal is null))
);
create index mail_by_age on mail (tried_at);
