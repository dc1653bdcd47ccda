// Takes subject, around, profile, $norms, $profiles. Leaves a row for each norm: exception, settled.

// 9. The norms asked of it, unless they do not apply to its type or are waived.
UNWIND [norm IN $norms WHERE all(one IN norm.subject WHERE subject[one.field] IN one.values)
  AND CASE WHEN profile IN [one IN $profiles | one.key] THEN profile ELSE '' END IN norm.asked_of] AS norm
CALL (norm, around) {
  UNWIND range(0, size(around) - 1) AS steps
  WITH norm, steps, around[steps] AS place
  MATCH (place)<-[:PLACE]-(waiver:Exception {norm: norm.id})
  WHERE none(x IN [waiver] WHERE /* include: not-valid */)
  WITH waiver ORDER BY steps, waiver.key LIMIT 1
  RETURN head(collect(waiver.key)) AS exception
}
WITH *, CASE WHEN coalesce(subject.type IN norm.except_types, false) THEN 'not_applicable'
  WHEN exception IS NOT NULL THEN 'exempt' WHEN norm.label IS NULL THEN 'unknown' END AS settled
