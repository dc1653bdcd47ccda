// Takes ways, atom, unsure, norm. Leaves loose: of each way, the things without a scope that leave it open.

UNWIND ways AS way
WITH [one IN unsure WHERE one.loose AND one.kind = norm.kind AND one.through = norm.through
  AND all(field IN keys(atom) WHERE field = 'kind'
    OR atom[field] IN [] + coalesce(one.thing[field], one.thing[field + 's']))
  AND (one.around = [] OR any(at IN way WHERE at IN one.around)) | one.thing.key] AS loose
RETURN loose ORDER BY size(loose), loose
