// Takes about and the day ($on). Leaves one: each post and unit that a complaint about it must not go to.

MATCH (about:Person)-[hold:HOLDS]->(seat:Post)
WHERE none(x IN [hold, seat] WHERE /* include: not-valid */)
RETURN seat AS one
UNION
MATCH (about:Person)-[hold:HOLDS]->(chief:Post)
WHERE none(x IN [hold, chief] WHERE /* include: not-valid */)
// include: walk/deputies
RETURN deputy AS one
UNION
MATCH (chief:Post {key: about.key})
// include: walk/deputies
RETURN deputy AS one
UNION
MATCH (about:!Person) (
  (high)<-[tie:REPORTS_TO|POST_IN]-(low)
  WHERE none(x IN [high, tie, low] WHERE /* include: not-valid */)
    AND (type(tie) = 'POST_IN' OR tie.relation = 'leads')
)* (led)
RETURN led AS one
