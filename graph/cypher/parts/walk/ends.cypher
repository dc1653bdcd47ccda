// Takes chain, walk. Leaves ends: top, dead_end or unknown.

// 12. How it ends. The top is reached in the last slot, or if only the person asked before sits there.
WITH *, [one IN walk.passed WHERE one.slot = chain.slots[-1].slot] AS last
WITH *, CASE WHEN walk.circle THEN 'dead_end'
             WHEN walk.reached = size(chain.slots) - 1 THEN 'top'
             WHEN last <> [] AND all(one IN last WHERE one.why = 'same_person') THEN 'top'
             WHEN any(one IN walk.passed WHERE one.why = 'not_recorded') THEN 'unknown'
             ELSE 'dead_end' END AS ends
