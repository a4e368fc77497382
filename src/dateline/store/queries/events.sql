SELECT e.id, e.start_day, e.end_day, e.dated, e.precision, e.type, e.mode, e.contexts, e.quad, e.intensity,
       e.factuality, e.who, e.whom, e.from_country, e.to_country, e.place, e.place_id, e.adm1, e.country, e.lat, e.lon,
       e.place_precision, e.radius, e.killed, e.injured, e.count_min, e.count_max, e.confidence, e.verdict,
       e.trigger_text, e.evidence, e.start_char, e.end_char, e.changed, e.publisher,
       d.id AS document, d.url, d.title, d.start_day AS published, i.id AS incident, i.status
FROM events e
JOIN documents d ON d.doc = e.doc
LEFT JOIN incidents i ON i.inc = e.incident
WHERE {where}
ORDER BY {order}
LIMIT :limit OFFSET :offset
