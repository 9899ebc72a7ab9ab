-- What was found when a handed in file was looked at, and what was made of it to be looked at safely. A file that a server
-- of an earlier version keeps is PENDING: the inspection that looks after forgotten files takes it.
alter table material
  add column inspection_state text not null default 'PENDING' check (inspection_state in ('PENDING', 'INSPECTED', 'REFUSED')),
  add column inspection_refusal text,
  -- A list of { code, page }.
  add column inspection_warnings jsonb not null default '[]',
  add column page_count integer,
  add column inspected_at timestamptz,
  add check ((inspection_state = 'REFUSED') = (inspection_refusal is not null)),
  add check ((inspection_state = 'PENDING') = (inspected_at is null));
create index material_to_inspect on material (uploaded_at, id) where inspection_state = 'PENDING';

-- The safe renderings of each page; a picture is one page. Materials that a later run kept share their files.
create table material_page (
  material_id uuid not null references material on delete cascade,
  number integer not null check (number > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  media_type text not null,
  image_key text not null,
  thumbnail_key text not null,
  primary key (material_id, number)
);
create index material_page_by_image_key on material_page (image_key);
create index material_page_by_thumbnail_key on material_page (thumbnail_key);

-- The text that a PDF's pages carry, with its place; pages without text have no row.
create table material_text (
  material_id uuid not null references material on delete cascade,
  page integer not null check (page > 0),
  -- A list of { text, left, top, width, height }, places as shares of the page.
  items jsonb not null,
  primary key (material_id, page)
);

-- What MATERIAL_INSPECTED is about. No reference: the event stays when the file is taken out.
alter table event add column material_id uuid;
