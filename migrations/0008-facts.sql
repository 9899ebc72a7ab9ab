-- What was read of a material. A material without a row is still to be read, or was handed in to an earlier version.
create table material_reading (
  material_id uuid primary key references material on delete cascade,
  state text not null check (state in ('READ', 'UNREADABLE')),
  read_at timestamptz not null,
  -- What was found, with the words that show it: personal data, all of it, and nothing looks into it with SQL.
  content jsonb,
  -- The same, sealed with the member's key.
  content_sealed bytea
);

-- What a material is compared by: what its first page looks like, and its words hashed with the operator's key.
create table material_print (
  material_id uuid primary key references material on delete cascade,
  member_id uuid not null references member,
  look bigint,
  tokens bigint[] not null,
  figures bigint[] not null,
  -- Two materials that share one are worth a closer look.
  keys bigint[] not null
);
create index material_print_by_key on material_print using gin (keys);
create index material_by_sha256 on material (sha256);

-- Materials of two members that resemble each other, once for both.
create table material_resemblance (
  material_id uuid not null references material on delete cascade,
  other_id uuid not null references material on delete cascade,
  kind text not null check (kind in ('EXACT_COPY', 'EDITED_COPY')),
  similarity real not null check (similarity between 0 and 1),
  primary key (material_id, other_id),
  check (material_id < other_id)
);
create index material_resemblance_of_other on material_resemblance (other_id);

-- A tax number hashed with the operator's key, by which it is seen that several members handed in the same.
alter table verification add column tax_number_hash text;
create index verification_by_tax_number on verification (tax_number_hash) where tax_number_hash is not null;
