-- Full text over the evidence.
ALTER TABLE events ADD COLUMN search tsvector GENERATED ALWAYS AS (
  to_tsvector('english', evidence || ' ' || who || ' ' || whom || ' ' || coalesce(place, ''))) STORED;
CREATE INDEX events_search ON events USING gin (search);
