// Takes ways, atom, unsure, norm. Leaves loose: the things without a scope that leave any of the ways open.

WITH ways, [one IN unsure WHERE one.loose AND one.kind = norm.kind AND one.through = norm.through
  AND all(field IN keys(atom) WHERE field = 'kind'
    OR atom[field] IN [] + coalesce(one.thing[field], one.thing[field + 's']))
  AND any(way IN ways WHERE any(at IN way WHERE at IN one.around)) | one.thing.key] AS loose
WHERE size(ways) > 0
RETURN loose
