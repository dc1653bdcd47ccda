"""Ties: those that stand on the line of a thing, and those with a line of their own."""

from __future__ import annotations

from graph.kinds import kind_of, ties
from graph.rules import Profile
from graph.rules.reader import slot_field
from tests.casefile.gathered import Rows
from tests.casefile.lines import Line
from tests.casefile.names import CaseError
from tests.casefile.values import Values

VACANT = "空缺"
_SHORT = {"post_in": "in"}
#: Ties that stand on the line of what they end at.
_BY = {"gives": "given_by", "raises": "raised_by", "party_to": "signed_by", "runs": "run_by"}
_OF_HOLDER = ("term_ends", "absences", "basis")


def add_tie(line: Line, values: Values, rows: Rows) -> None:
    """Add the tie that a line of its own says."""
    _add(line.kind, line.args["source"], line.args["target"], line.options, values, rows)


def add_ties(line: Line, profile: Profile, values: Values, rows: Rows) -> None:
    """Add the ties on the line of a thing, and strike them off."""
    label = line.key
    if line.kind == "place":
        _add_parents(line, values, rows)
    if line.kind == "post":
        _add_holders(line, values, rows)
    _add_from_others(line, values, rows)
    for tie in ties():
        if line.kind not in tie.source or tie.kind in ("part_of", "holds"):
            continue
        fields = _prefixed(line, tie.kind)
        if tie.kind == "reports_to" and "reports_to" in line.options:
            fields = {"relation": "leads", "chain": "", **fields}
            fields["chain"] = fields["chain"] or _chain(line, profile, values)
        for target in line.split(_SHORT.get(tie.kind, tie.kind)):
            _add(tie.kind, label, target, dict(fields), values, rows)


def _add_from_others(line: Line, values: Values, rows: Rows) -> None:
    for tie in ties():
        if line.kind in tie.target and (name := _BY.get(tie.kind)):
            fields = _prefixed(line, name)
            for source in line.split(name):
                _add(tie.kind, source, line.key, dict(fields), values, rows)


def _add_parents(line: Line, values: Values, rows: Rows) -> None:
    parent = line.args["path"].rpartition("/")[0]
    fields = {"axis": line.take("axis"), **_prefixed(line, "part_of")}
    if parent:
        _add("part_of", line.key, parent, fields, values, rows)
    for axis in ("territory", "property"):
        if other := line.take(axis):
            _add("part_of", line.key, other, {"axis": axis}, values, rows)


def _add_holders(line: Line, values: Values, rows: Rows) -> None:
    fields = {**_prefixed(line, "holder"), **{name: line.take(name) for name in _OF_HOLDER if name in line.options}}
    for person in line.split("holder"):
        if person == VACANT:
            line.options["vacant"] = "是"
        else:
            _add("holds", person, line.key, dict(fields), values, rows)
    fields = _prefixed(line, "acting")
    for person in line.split("acting"):
        _add("holds", person, line.key, {**fields, "acting": "是"}, values, rows)


def _prefixed(line: Line, name: str) -> dict[str, str]:
    """Return what a line says of a tie, ``answers_for_until=``, and strike it off."""
    found = [option for option in line.options if option.startswith(f"{name}_")]
    return {option.removeprefix(f"{name}_"): line.take(option) for option in found}


def _chain(line: Line, profile: Profile, values: Values) -> str:
    """Return the one chain that a unit stands on."""
    name = values.words.resolve(slot_field(line.kind), next(iter(line.args.values())))
    found = [key for key, chain in profile.chains.items() if any(name in slot.carrier.names for slot in chain.slots)]
    if len(found) != 1:
        raise CaseError(f"say on which chain it reports: reports_to_chain={'|'.join(profile.chains)}")
    return found[0]


def _add(kind: str, source: str, target: str, written: dict[str, str], values: Values, rows: Rows) -> None:
    tie = next(one for one in ties() if one.kind == kind)
    ends = [values.names.key(label, kinds) for label, kinds in ((source, tie.source), (target, tie.target))]
    fields = values.fields(kind, written)
    if written:
        raise CaseError(f"{kind_of(kind).kind} has no {', '.join(sorted(written))}")
    rows.tie(kind, *ends, **fields)
