// Takes here, a place. Leaves path, as people name it: up the property axis, and from its top along territory.

MATCH by_property = (here) (
  // include: climb with axis = 'property'
)* (top:Place)
WITH by_property, top ORDER BY length(by_property) DESC LIMIT 1
MATCH by_territory = (top) (
  // include: climb with axis = 'territory'
)* (:Place)
WITH nodes(by_property) + tail(nodes(by_territory)) AS places ORDER BY size(places) DESC LIMIT 1
RETURN reduce(path = head(places).name, one IN tail(places) | one.name + '/' + path) AS path
