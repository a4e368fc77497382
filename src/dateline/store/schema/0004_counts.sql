-- More counts that are kept as events come and go, and indices that hold all that the first pages read.

CREATE TABLE calendar (                   -- events by day
  start_day TEXT NOT NULL,                -- '': unknown
  quad INTEGER NOT NULL,
  factuality TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (start_day, quad, factuality)
) STRICT, WITHOUT ROWID;

CREATE TABLE points (                     -- events by point
  cell INTEGER NOT NULL,
  lat REAL NOT NULL,
  lon REAL NOT NULL,
  quad INTEGER NOT NULL,
  factuality TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (cell, lat, lon, quad, factuality)
) STRICT, WITHOUT ROWID;

CREATE TABLE involved (                   -- events by who acts or is acted on in them
  actor INTEGER PRIMARY KEY,
  events INTEGER NOT NULL
) STRICT;

CREATE TABLE outcomes (                   -- incidents that are not withdrawn, one facet at a time
  facet TEXT NOT NULL,                    -- status, type, factuality, quad, month
  value TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

INSERT INTO calendar (start_day, quad, factuality, events)
SELECT coalesce(start_day, ''), quad, factuality, count(*) FROM events GROUP BY 1, 2, 3;

INSERT INTO points (cell, lat, lon, quad, factuality, events)
SELECT cell, lat, lon, quad, factuality, count(*) FROM events
WHERE lat IS NOT NULL AND lon IS NOT NULL GROUP BY 1, 2, 3, 4, 5;

INSERT INTO involved (actor, events)
SELECT actor, count(DISTINCT ev) FROM mentions
WHERE actor IS NOT NULL AND role IN ('actor', 'recipient') GROUP BY 1;

INSERT INTO outcomes (facet, value, incidents)
SELECT 'status', status, count(*) FROM incidents WHERE status <> 'withdrawn' GROUP BY 1, 2
UNION ALL SELECT 'type', type, count(*) FROM incidents WHERE status <> 'withdrawn' GROUP BY 1, 2
UNION ALL SELECT 'factuality', factuality, count(*) FROM incidents WHERE status <> 'withdrawn' GROUP BY 1, 2
UNION ALL SELECT 'quad', '' || quad, count(*) FROM incidents WHERE status <> 'withdrawn' GROUP BY 1, 2
UNION ALL SELECT 'month', substr(coalesce(start_day, ''), 1, 7), count(*) FROM incidents
WHERE status <> 'withdrawn' GROUP BY 1, 2;

CREATE INDEX involved_events ON involved (events);
DROP INDEX events_day;
CREATE INDEX events_day ON events (start_day, ev, quad, factuality);
DROP INDEX events_country;
CREATE INDEX events_country ON events (country, start_day, ev, quad, factuality, incident, original, lat, lon);
DROP INDEX events_incident;
CREATE INDEX events_incident ON events (incident, country, publisher);
DROP INDEX incidents_day;
CREATE INDEX incidents_day ON incidents (start_day, inc, type, quad, status, factuality);
