// Takes own, state, short. Leaves the beginning of close, what would close it: appoint, establish, and what to record.

CASE WHEN state = 'met' OR own IS NULL THEN [] ELSE
  [one IN own.vacant | {code: 'appoint', count: 1, id: one.key}]
  + CASE WHEN short.low > size(own.vacant)
      THEN [{code: 'establish', count: short.low - size(own.vacant), id: null}] ELSE [] END
  + CASE WHEN own.listed THEN [] ELSE [{code: 'declare_listing', count: 1, id: null}] END
  + [one IN own.unknown | {code: 'record_holder', count: 1, id: one.key}]
