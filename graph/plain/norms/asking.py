"""One norm asked of one subject: whether it applies there at all, and then what its type says."""

from __future__ import annotations

from graph.kinds import things
from graph.plain.facts.world import World
from graph.plain.norms import base_of, judge, needs
from graph.plain.norms.counting import NOT_KEPT
from graph.plain.norms.judgement import Judgement
from graph.plain.norms.overriding import at_subject
from graph.plain.norms.when import unless_it_applies
from graph.rules import Norm


def ask(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return the judgements of a norm on a subject."""
    if world.reading.fields(subject).get("type") in norm.except_type:
        return [Judgement(norm, subject, "not_applicable")]
    open_or_not = unless_it_applies(world, norm, subject)
    if open_or_not is not None and open_or_not.state == "not_applicable":
        return [open_or_not]
    exception = _exception(world, norm, subject)
    if exception is not None:
        return [Judgement(norm, subject, "exempt", exception=exception)]
    if open_or_not is not None:
        return [open_or_not]
    norm = at_subject(world, norm, subject)
    known = {kind.kind for kind in things()}
    if not all(selector.get("kind") <= known for selector in norm.body.listed):
        base = base_of(world, norm, subject)
        return [Judgement(norm, subject, "unknown", NOT_KEPT, needs=needs(norm, base), base=base)]
    return judge(world, norm, subject)


def _exception(world: World, norm: Norm, subject: str) -> str | None:
    """Return the exception in force for a norm at the nearest place around the subject that has one."""
    enclosing = world.places.enclosing(world.anchors.of(subject) or "")
    found = [
        (enclosing.index(fields["place"]), key)
        for key in world.reading.things("exception")
        if (fields := world.reading.fields(key))["norm"] == norm.id and fields["place"] in enclosing
    ]
    return min(found)[1] if found else None
