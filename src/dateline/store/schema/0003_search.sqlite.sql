-- Full text over the evidence: the index holds no second copy of it.
CREATE VIRTUAL TABLE search USING fts5 (evidence, who, whom, place, content='events', content_rowid='ev', tokenize='porter unicode61');
CREATE TRIGGER events_in AFTER INSERT ON events BEGIN
  INSERT INTO search (rowid, evidence, who, whom, place) VALUES (new.ev, new.evidence, new.who, new.whom, new.place);
END;
CREATE TRIGGER events_out AFTER DELETE ON events BEGIN
  INSERT INTO search (search, rowid, evidence, who, whom, place)
  VALUES ('delete', old.ev, old.evidence, old.who, old.whom, old.place);
END;
CREATE TRIGGER events_again AFTER UPDATE OF evidence, who, whom, place ON events BEGIN
  INSERT INTO search (search, rowid, evidence, who, whom, place)
  VALUES ('delete', old.ev, old.evidence, old.who, old.whom, old.place);
  INSERT INTO search (rowid, evidence, who, whom, place) VALUES (new.ev, new.evidence, new.who, new.whom, new.place);
END;
