SELECT a.id, a.name, a.wikidata, a.country, a.sectors,
       (SELECT count(*) FROM mentions m WHERE m.actor = a.actor AND m.role = 'actor') AS acts,
       (SELECT count(*) FROM mentions m WHERE m.actor = a.actor AND m.role = 'recipient') AS receives,
       (SELECT count(*) FROM mentions m WHERE m.actor = a.actor AND m.role = 'source') AS says
FROM actors a
WHERE {where}
ORDER BY length(a.folded), a.folded, a.actor
LIMIT :limit OFFSET :offset
