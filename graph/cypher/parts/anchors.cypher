// Takes unit, aside and the day ($on). Leaves anchor, last: each place where it may be, and its rank among them.

WITH unit WHERE unit:Place
RETURN unit AS anchor, '0' AS last
UNION ALL
MATCH (unit)-[tie:/* declared: locating */]->(place:Place)
WHERE none(x IN [tie, place] WHERE /* include: not-valid */)
RETURN place AS anchor, /* declared: ranks */[type(tie)] + place.key AS last
UNION ALL
MATCH (unit)-[tie:/* declared: common */]->(place:Place)
WHERE none(x IN [tie, place] WHERE /* include: not-valid */)
WITH collect(DISTINCT place) AS places
UNWIND places AS place
UNWIND ['territory', 'property'] AS axis
MATCH way = (place) (()-[tie:PART_OF]->() WHERE NOT axis + ' ' + tie.key IN aside)* (above)
WITH axis, above, count(*) = size(places) AS common, sum(length(way)) AS steps, places
WHERE common
RETURN above AS anchor, /* declared: common-rank */ AS last ORDER BY axis DESC, steps LIMIT 1
