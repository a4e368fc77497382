SELECT {unit}, {period} AS period,
       count(*) AS events,
       count(DISTINCT e.incident) AS incidents,
       count(DISTINCT e.original) AS sources,
       sum(CASE WHEN e.quad = 1 THEN 1 ELSE 0 END) AS verbal_cooperation,
       sum(CASE WHEN e.quad = 2 THEN 1 ELSE 0 END) AS material_cooperation,
       sum(CASE WHEN e.quad = 3 THEN 1 ELSE 0 END) AS verbal_conflict,
       sum(CASE WHEN e.quad = 4 THEN 1 ELSE 0 END) AS material_conflict
FROM events e
WHERE e.start_day IS NOT NULL AND {named} AND {where}
GROUP BY {unit}, {period}
ORDER BY {unit}, {period}
