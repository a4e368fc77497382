SELECT c.id, c.kind, c.by_names AS who, c.to_names AS whom, c.what, c.condition, c.made_day, c.due_start, c.due_end,
       CASE WHEN c.status = 'open' AND c.due_end < :today THEN 'lapsed' ELSE c.status END AS status,
       c.evidence, c.start_char, c.end_char, t.id AS thread, d.id AS document, d.url, d.title, d.publisher, c.changed
FROM commitments c
JOIN commitments t ON t.com = c.thread
JOIN documents d ON d.doc = c.doc
WHERE {where}
ORDER BY {order}
LIMIT :limit OFFSET :offset
