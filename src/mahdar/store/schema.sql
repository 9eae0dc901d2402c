-- A Mahdar record file, one table a noun. Everything here may be read with plain SQL.
--
-- Offsets count Unicode code points and are half-open: `start` and `stop` point into documents.text,
-- `raw_start` and `raw_stop` into documents.raw_text (which is NULL where it equals text: use the view
-- `articles`). `quote` is exactly text[start:stop]. `rule` names the rule that fired, as file and row.
-- Times are EDTF (ISO 8601-2): 2018-06-26, 2018-06, 2018, 2018-02-12/2018-02-14; NULL where the text allows none.
-- Amounts are intervals: an exact number has min = max, NULL is an open end; unit is an ISO 4217 code,
-- 'percent', or the counted noun. Columns whose name ends in _json hold a JSON list or object.
-- Ids: documents.id; facts "<document id>.e3" (entity), .r (role), .f (figure), .ev (event), .s (statement).
-- `global` joins the local entities (or events) of several documents into one.
-- `position` is the order of a row within its document.

-- The report as it came and as it was read. Several versions of one article share `key`; the one with
-- current = 1 is exported and searched, the others are superseded and kept.
CREATE TABLE documents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: the full-text index knows a document by it
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL,
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
  run INTEGER NOT NULL,                 -- the build that last met this version; the latest run is current
  fingerprint TEXT NOT NULL,            -- hash of the report, what its container says of it, and the rules it was read with
  path TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  sha256 TEXT NOT NULL,                 -- of the source file; empty where there is none
  url TEXT,
  outlet TEXT,
  language TEXT NOT NULL,
  title_start INTEGER, title_stop INTEGER, title_raw_start INTEGER, title_raw_stop INTEGER,
  published TEXT,
  published_basis TEXT NOT NULL CHECK (published_basis IN ('given', 'metadata', 'text', 'inferred', 'unknown')),
  published_candidates_json TEXT NOT NULL DEFAULT '[]',
  published_because TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  raw_text TEXT,                        -- NULL where it equals text
  offsets_json TEXT,                    -- runs [start, stop, raw_start, raw_stop]; NULL where the two texts are equal
  notes_json TEXT NOT NULL DEFAULT '[]',
  rules TEXT NOT NULL DEFAULT ''        -- hash of the knowledge the report was read with
) STRICT;
CREATE INDEX documents_key ON documents (key);
CREATE INDEX documents_order ON documents (path, key, id) WHERE current = 1;
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_fingerprint ON documents (fingerprint);

-- Machine damage mended: raw_text[raw_start:raw_stop] read `before` and now reads `after`.
CREATE TABLE repairs (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT;

-- Stretches of the raw text that are not part of the article.
CREATE TABLE dropped (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT;

-- What could not be read: a stage that broke on a document, or (document NULL) a source that gave no document.
CREATE TABLE failures (
  seq INTEGER PRIMARY KEY,
  document TEXT REFERENCES documents (id) ON DELETE CASCADE,
  path TEXT NOT NULL, stage TEXT NOT NULL, error TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  run INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX failures_document ON failures (document);

-- Expressions that point at a calendar time.
CREATE TABLE times (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  value TEXT, first TEXT, last TEXT, grain TEXT,       -- first and last day of the value, both included
  candidates_json TEXT NOT NULL DEFAULT '[]',
  because TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (document, position)
) STRICT;

-- People, organisations, armed groups and places, as one document tells of each.
CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  global TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place', 'group')),
  name TEXT NOT NULL,
  key TEXT NOT NULL DEFAULT '',         -- language-free identity key, what comparison joins by
  world TEXT,                           -- row of the world files
  latin TEXT, country TEXT,
  names_json TEXT NOT NULL DEFAULT '[]', ids_json TEXT NOT NULL DEFAULT '{}', clues_json TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX entities_document ON entities (document);
CREATE INDEX entities_global ON entities (global);

-- Every place where an entity is meant; `because` says how a title, nominal or pronoun was resolved.
CREATE TABLE mentions (
  entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('name', 'title', 'nominal', 'pronoun')),
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  because TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (entity, position)
) STRICT;

-- A person is given a post or title.
CREATE TABLE roles (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person TEXT NOT NULL, title TEXT NOT NULL, organization TEXT, country TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL
) STRICT;
CREATE INDEX roles_document ON roles (document);
CREATE INDEX roles_person ON roles (person);

-- Numbers with what they count.
CREATE TABLE figures (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  min ANY, max ANY, min_exclusive INTEGER NOT NULL, max_exclusive INTEGER NOT NULL, approximate INTEGER NOT NULL, unit TEXT,
  counted TEXT NOT NULL,
  about_event TEXT, about_entity TEXT, property TEXT, as_of TEXT, statement TEXT,
  status TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL
) STRICT;
CREATE INDEX figures_document ON figures (document);

-- Happenings, as one document tells of each. The pledged or agreed sum stands in min … unit.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  global TEXT NOT NULL,
  kind TEXT NOT NULL, level TEXT, status TEXT NOT NULL, body TEXT, edition INTEGER, time TEXT, country TEXT, part_of TEXT,
  places_json TEXT NOT NULL DEFAULT '[]',     -- local entity ids
  attendance_json TEXT NOT NULL DEFAULT '[]', -- figure ids
  has_amount INTEGER NOT NULL DEFAULT 0,
  min ANY, max ANY, min_exclusive INTEGER NOT NULL DEFAULT 0, max_exclusive INTEGER NOT NULL DEFAULT 0,
  approximate INTEGER NOT NULL DEFAULT 0, unit TEXT
) STRICT;
CREATE INDEX events_document ON events (document);
CREATE INDEX events_global ON events (global);

-- Who took part in an event, in which role, and for whom.
CREATE TABLE participants (
  event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entity TEXT NOT NULL, role TEXT NOT NULL, on_behalf TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT;
CREATE INDEX participants_entity ON participants (entity);

-- The places where a document tells of an event, with the time, places and status told there.
CREATE TABLE accounts (
  event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  time TEXT, status TEXT NOT NULL, places_json TEXT NOT NULL DEFAULT '[]',
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT;

-- What an event was about, in the words of the text.
CREATE TABLE topics (
  event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT;

-- Reported speech. start … quote is what was said; cue and speaker words stand in `phrases`.
CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('direct', 'indirect', 'mixed')),
  act TEXT NOT NULL,
  occasion TEXT, addressee TEXT, inside TEXT, repeats TEXT,
  notes_json TEXT NOT NULL DEFAULT '[]',
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL
) STRICT;
CREATE INDEX statements_document ON statements (document);

-- Who speaks in a statement: local entity ids, several where they speak together.
CREATE TABLE speakers (
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (statement, position)
) STRICT;
CREATE INDEX speakers_entity ON speakers (entity);

-- The words of a statement besides its content: part is 'speaker', 'cue', 'quote' (a quoted stretch) or 'occasion'.
CREATE TABLE phrases (
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('speaker', 'cue', 'quote', 'occasion')),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (statement, part, position)
) STRICT;

-- A document, agency or outlet through which a statement reached the report.
CREATE TABLE vias (
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entity TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL,
  quote TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (statement, position)
) STRICT;

-- What was judged to be one thing, by a rule or a person. ids are local ids of entities or events, or document ids.
CREATE TABLE same (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('entity', 'event', 'document')),
  ids_json TEXT NOT NULL,
  because TEXT NOT NULL,
  by TEXT NOT NULL CHECK (by IN ('rule', 'person')),
  score REAL
) STRICT;

-- Several accounts of one property, and the verdict on them.
CREATE TABLE comparisons (
  id TEXT PRIMARY KEY,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('entity', 'event')),
  subject TEXT NOT NULL,                -- global id
  property TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('agree', 'compatible', 'conflict', 'changed', 'repeat', 'unsure')),
  because TEXT NOT NULL
) STRICT;
CREATE TABLE comparison_accounts (
  comparison TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  value_json TEXT NOT NULL,
  as_of TEXT, statement TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, raw_start INTEGER NOT NULL, raw_stop INTEGER NOT NULL, quote TEXT NOT NULL,
  PRIMARY KEY (comparison, position)
) STRICT;

-- Builds, in order. A run that did not come to its end is gone on with by the next build.
CREATE TABLE runs (run INTEGER PRIMARY KEY, finished INTEGER NOT NULL DEFAULT 0) STRICT;

-- Full-text index; rowid is documents.seq. `forms` holds folded words, `stems` what is left of them without clitics.
CREATE VIRTUAL TABLE words USING fts5 (forms, stems, content = '', detail = column, tokenize = 'ascii');

-- The current version of every article, with its raw text filled in.
CREATE VIEW articles AS
  SELECT seq, id, path, url, outlet, published, published_basis, text, ifnull(raw_text, text) AS raw_text,
         substr(text, title_start + 1, title_stop - title_start) AS title
  FROM documents WHERE current = 1;
