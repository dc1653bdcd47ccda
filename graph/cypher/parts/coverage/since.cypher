// Takes own, state, responsible. Leaves two columns: responsible, and since when the last seat is vacant.

responsible,
CASE WHEN state = 'gap' THEN head(COLLECT {
  UNWIND own.vacant AS key
  MATCH (:Post {key: key})<-[hold:HOLDS]-(person:Person)
  WHERE hold.until IS NOT NULL AND none(x IN [person, hold] WHERE /* include: not-begun */)
  RETURN hold.until ORDER BY hold.until DESC LIMIT 1 }) END AS since,
