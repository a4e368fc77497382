SELECT i.id, i.start_day, i.end_day, i.type, i.mode, i.quad, i.factuality, i.status, i.who, i.whom, i.place, i.country,
       i.lat, i.lon, i.killed_min, i.killed_max, i.injured_min, i.injured_max, i.reports, i.documents, i.sources,
       i.independent, i.first_report, i.last_report, i.gone_to, i.changed
FROM incidents i
WHERE {where}
ORDER BY {order}
LIMIT :limit OFFSET :offset
