SELECT d.id, d.url, d.publisher, d.title, d.language, d.start_day, d.end_day, d.basis, d.characters, d.version,
       d.current, d.copied, o.id AS original, d.changed,
       (SELECT count(*) FROM events e WHERE e.doc = d.doc) AS events
FROM documents d
JOIN documents o ON o.doc = d.original
WHERE {where}
ORDER BY d.start_day DESC NULLS LAST, d.doc DESC
LIMIT :limit OFFSET :offset
