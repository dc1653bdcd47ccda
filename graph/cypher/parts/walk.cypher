// Takes place, concerned. Leaves chain, profile, enclosing, units, walk, ends: a row for each chain of the place.

// The walk begins here: escalate.cypher and audit.cypher say it in the same words.

// include: walk/enclosing

// include: walk/chains

// include: walk/answering

// include: walk/slots

// include: walk/units

// include: walk/offices

// include: walk/seats

// include: walk/anchored

// include: walk/ledger

// include: walk/sittings

// include: walk/fold

// include: walk/ends

// The walk ends here.
