// Takes own, state, responsible. Leaves two columns: responsible, and since when the last seat is vacant.

responsible,
CASE WHEN state = 'gap' THEN reduce(last = null, one IN own.vacant |
  CASE WHEN last IS NULL OR one.left > last THEN one.left ELSE last END) END AS since,
