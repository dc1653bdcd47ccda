"""A thing is called otherwise; its key stays, and the old name finds it (SEMANTICS K16, K24)."""

from __future__ import annotations

from graph.adjusting.outcome import Adjusted
from graph.adjusting.siblings import beside, refuse_same_name
from graph.adjusting.writing import Writing, kind_in
from graph.changes import PUT
from graph.errors import BadInput
from graph.kinds import Thing, field_of, kind_of
from graph.names import former
from graph.network import Network
from graph.rules import Rules
from graph.steps.texts import named
from graph.tables import apart_kinds

#: What one of these is called need not differ: a post is meant by its role, and somebody may be called as another.
_FREE = ("post",)


def rename(
    network: Network,
    rules: Rules,  # noqa: ARG001 - all pieces of work are called alike
    *,
    thing: str,
    name: str,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where a thing is called otherwise; what it was called is kept until the day.

    Names have no days: it is called as it is now on every date.

    Raises:
        NotFound: There is no such thing.
        BadInput: It has no name, or is somebody, whose name is changed in a workbook; the new one is none, or that of
            something beside it.
    """
    writing = Writing(network)
    key = writing.there(thing)
    kind = kind_in(key)
    if kind in apart_kinds():
        raise BadInput("rename_person")
    model = kind_of(kind)
    if not (issubclass(model, Thing) and any(one.name == "name" for one in model.fields)):
        raise BadInput("rename_nameless")
    said = named("adjust.part.name", name)
    if said is None:
        raise BadInput("adjust_needs", work="adjust.rename", option="adjust.part.name")
    if kind not in _FREE:
        refuse_same_name(writing, said, beside(writing, key, said), but=key)
    row = writing.thing(key)
    known = writing.referring(former.KIND, "subject", key)
    had = row["name"] if kind in field_of(former.KIND, "subject").to else None
    for operation, one in former.kept(key, had, said, writing.day, row["since"], known, writing.free):
        if operation == PUT:
            writing.put(one)
        else:
            writing.remove(one)
    writing.put(row, name=said)
    writing.note_path(said)
    return writing.adjusted("rename", by, reason)
