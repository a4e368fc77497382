-- Incidents: what happened, once, and how that was found.

CREATE TABLE incidents (
  inc INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  mode TEXT,
  quad INTEGER NOT NULL,
  factuality TEXT NOT NULL,
  start_day TEXT,
  end_day TEXT,
  place TEXT,
  lat REAL,
  lon REAL,
  cell INTEGER,
  country TEXT,
  who TEXT NOT NULL,
  whom TEXT NOT NULL,
  killed_min INTEGER,
  killed_max INTEGER,
  injured_min INTEGER,
  injured_max INTEGER,
  reports INTEGER NOT NULL,               -- events
  documents INTEGER NOT NULL,
  sources INTEGER NOT NULL,               -- publishers
  independent INTEGER NOT NULL,           -- groups of copies
  first_report TEXT,
  last_report TEXT,
  status TEXT NOT NULL,                   -- candidate, corroborated, contested, reviewed, withdrawn
  summary BLOB NOT NULL,                  -- field by field: value, agreement, who says otherwise (`rows.squeezed`)
  gone_to TEXT,                           -- a tombstone: the incident that this one became part of
  changed TEXT NOT NULL
) STRICT;
CREATE INDEX incidents_day ON incidents (start_day, inc);
CREATE INDEX incidents_type ON incidents (type, start_day, inc);
CREATE INDEX incidents_country ON incidents (country, start_day, inc);
CREATE INDEX incidents_status ON incidents (status, start_day, inc);
CREATE INDEX incidents_cell ON incidents (cell, start_day);
CREATE INDEX incidents_changed ON incidents (changed);

CREATE TABLE links (                      -- an event as linking sees it
  ev INTEGER PRIMARY KEY,
  report BLOB NOT NULL                    -- `rows.squeezed`
) STRICT;

CREATE TABLE link_keys (                  -- under which events of the same act are looked for
  key INTEGER NOT NULL,
  ev INTEGER NOT NULL,
  PRIMARY KEY (key, ev)
) STRICT, WITHOUT ROWID;

CREATE TABLE pledge_keys (                -- and later words on the same commitment
  key INTEGER NOT NULL,
  com INTEGER NOT NULL,
  PRIMARY KEY (key, com)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (                    -- every change of an incident or a commitment, oldest first
  entry INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,                  -- its id
  change TEXT NOT NULL,                   -- founded, joined, left, merged, split, status ...
  other TEXT,                             -- the id of the event or incident that it concerns
  because TEXT NOT NULL,
  changed TEXT NOT NULL
) STRICT;
CREATE INDEX history_subject ON history (subject, entry);

CREATE TABLE judgements (                 -- what a person decided; never edited, only followed by another
  jud INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL,
  field TEXT,
  verdict TEXT NOT NULL,
  value TEXT,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  why TEXT
) STRICT;
CREATE INDEX judgements_event ON judgements (event, jud);

CREATE TABLE fetches (                    -- what was asked for on the network, so that nothing is fetched twice
  url TEXT PRIMARY KEY,
  etag TEXT,
  modified TEXT,
  status INTEGER NOT NULL,
  fetched TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tallies (                    -- events by month, one facet at a time
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  month TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (facet, value, month)
) STRICT, WITHOUT ROWID;
