-- The record: documents and what each says.  Days are ISO dates, moments ISO times in UTC, lists JSON.
-- Integer keys are the store's own and never leave it; `id` is stable: the same document and version give the same anywhere.

CREATE TABLE runs (                       -- one call of `add` or `recode`
  run INTEGER PRIMARY KEY,
  version TEXT NOT NULL,                  -- of the coder: package, models, tables
  started TEXT NOT NULL,
  ended TEXT,
  documents INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE documents (                  -- one report as read; another text at the same address is another version
  doc INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL,                      -- what it is known by: address, else the input's own id, else the text's hash
  version INTEGER NOT NULL,               -- 1, 2, ... of the same key
  current INTEGER NOT NULL,               -- 1: the newest version of its key
  sha256 TEXT NOT NULL,
  url TEXT,
  publisher TEXT,
  title TEXT,
  language TEXT,
  start_day TEXT,                         -- publication, a period
  end_day TEXT,
  basis TEXT,
  characters INTEGER NOT NULL,
  text BLOB,                              -- zlib; NULL when the store keeps no texts
  original INTEGER NOT NULL,              -- the first document of its group of copies (itself, if it is no copy)
  copied TEXT,                            -- what makes it a copy, in words
  sketch BLOB NOT NULL,
  coding INTEGER,                         -- the coding whose events stand in this store
  changed TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_key ON documents (key, version);
CREATE INDEX documents_sha ON documents (sha256);
CREATE INDEX documents_day ON documents (start_day);
CREATE INDEX documents_original ON documents (original);

CREATE TABLE sketch_keys (                -- under which near copies are looked for
  key INTEGER NOT NULL,
  doc INTEGER NOT NULL,
  PRIMARY KEY (key, doc)
) STRICT, WITHOUT ROWID;

CREATE TABLE codings (                    -- what one version of the coder made of a document, whole
  coding INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL,
  version TEXT NOT NULL,
  run INTEGER NOT NULL,
  record BLOB NOT NULL                    -- the record as printed, zlib
) STRICT;
CREATE UNIQUE INDEX codings_doc ON codings (doc, version);

CREATE TABLE actors (                     -- whoever is named anywhere, once
  actor INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,                   -- the name in small letters without accents, to search
  wikidata TEXT,
  country TEXT,
  sectors TEXT NOT NULL
) STRICT;
CREATE INDEX actors_folded ON actors (folded);
CREATE INDEX actors_wikidata ON actors (wikidata);
CREATE INDEX actors_short ON actors ((length(folded)), folded, actor);
CREATE INDEX actors_country ON actors (country);

CREATE TABLE events (                     -- one act as one sentence of one document reports it
  ev INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  doc INTEGER NOT NULL,
  original INTEGER NOT NULL,              -- of the document: what is counted as one independent source
  publisher TEXT,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  quad INTEGER NOT NULL,
  intensity REAL,
  factuality TEXT NOT NULL,
  confidence REAL NOT NULL,
  start_day TEXT,                         -- when; where the text doesn't say, when the report was published
  end_day TEXT,
  dated INTEGER NOT NULL,                 -- 0: the publication stands in
  precision TEXT,
  place TEXT,
  place_id TEXT,
  lat REAL,
  lon REAL,
  cell INTEGER,                           -- of 2 by 2 degrees
  country TEXT,                           -- of the place
  adm1 TEXT,                              -- the first subdivision that it lies in
  feature TEXT,
  place_precision TEXT,
  radius REAL,
  who TEXT NOT NULL,                      -- names, to show
  whom TEXT NOT NULL,
  from_country TEXT,                      -- of the first actor that has one
  to_country TEXT,                        -- of the first recipient that has one
  killed INTEGER,
  injured INTEGER,
  count_min INTEGER,
  count_max INTEGER,
  start_char INTEGER NOT NULL,            -- the sentence, in the document's text
  end_char INTEGER NOT NULL,
  trigger_text TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,
  evidence TEXT NOT NULL,                 -- the sentence
  incident INTEGER,
  verdict TEXT,                           -- of the last judgement: accept, reject, correct
  changed TEXT NOT NULL
) STRICT;
CREATE INDEX events_doc ON events (doc);
CREATE INDEX events_day ON events (start_day, ev);
CREATE INDEX events_type ON events (type, start_day, ev);
CREATE INDEX events_country ON events (country, start_day, ev, quad, incident, original);  -- all that a panel reads
CREATE INDEX events_from ON events (from_country, start_day, ev);
CREATE INDEX events_dyad ON events (from_country, to_country, start_day, ev, quad, incident, original);
CREATE INDEX events_to ON events (to_country, start_day, ev);
CREATE INDEX events_cell ON events (cell, start_day);
CREATE INDEX events_factuality ON events (factuality, start_day, ev);
CREATE INDEX events_publisher ON events (publisher, start_day, ev);
CREATE INDEX events_incident ON events (incident);
CREATE INDEX events_confidence ON events (confidence);

CREATE TABLE mentions (                   -- the words behind each field of an event
  ev INTEGER NOT NULL,
  role TEXT NOT NULL,                     -- actor, recipient, source, place, time
  position INTEGER NOT NULL,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  text TEXT NOT NULL,
  via TEXT,
  actor INTEGER,
  day TEXT,                               -- of the event, so that one index answers "this actor, by time"
  PRIMARY KEY (ev, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_actor ON mentions (actor, role, day, ev);

CREATE TABLE attributions (
  att INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  doc INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source INTEGER,                         -- an actor
  source_text TEXT,
  cue TEXT,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX attributions_doc ON attributions (doc);
CREATE INDEX attributions_source ON attributions (source);

CREATE TABLE relations (
  rel INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  relation TEXT NOT NULL,
  object INTEGER NOT NULL,
  start_day TEXT,
  end_day TEXT,
  factuality TEXT NOT NULL,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX relations_doc ON relations (doc);
CREATE INDEX relations_subject ON relations (subject);
CREATE INDEX relations_object ON relations (object);

CREATE TABLE commitments (                -- what binds
  com INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  doc INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by_names TEXT NOT NULL,
  to_names TEXT NOT NULL,
  what TEXT NOT NULL,
  condition TEXT,
  made_day TEXT,                          -- when it was reported
  due_start TEXT,
  due_end TEXT,
  status TEXT NOT NULL,                   -- open, met, broken, postponed, withdrawn, repeated; lapsed is told by the day
  thread INTEGER NOT NULL,                -- the first commitment that this one repeats or changes (itself, if none)
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  pledge TEXT NOT NULL,                   -- as linking sees it
  changed TEXT NOT NULL
) STRICT;
CREATE INDEX commitments_doc ON commitments (doc);
CREATE INDEX commitments_due ON commitments (due_end, com);
CREATE INDEX commitments_day ON commitments ((coalesce(due_end, made_day)), com);
CREATE INDEX commitments_thread ON commitments (thread);

CREATE TABLE parties (                    -- of a commitment
  com INTEGER NOT NULL,
  role TEXT NOT NULL,                     -- by, to
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  actor INTEGER NOT NULL,
  PRIMARY KEY (com, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_actor ON parties (actor, com);
