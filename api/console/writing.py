"""A form written down, judged against the newest revision; shown again where somebody changed the same meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from fastapi import Response

import graph
from api.console.asked import Asked
from api.console.frame import framed
from api.console.sent import Sent
from api.rendering.changes import told_between
from api.rendering.sentences import sentence
from api.routes.requested import by_of, viewer_of
from api.routes.writing import carried_out_on
from graph.changes import ChangeSet
from graph.network import Network
from graph.rules import Rules
from graph.steps.committing import M
from graph.values.instant import show_instant
from graph.viewing import log_of

#: The columns by which a row is about something.
_ABOUT = ("key", "source", "target", "need")
_CONFLICT = 409


class ChangedMeanwhile(Exception):
    """The subject of a form was changed after the form was shown.

    Attributes:
        lines: What they changed, in sentences.
        revision: The newest revision.
    """

    def __init__(self, lines: Collection[str], revision: int) -> None:
        """Take what was changed."""
        super().__init__(revision)
        self.lines, self.revision = lines, revision


def by(asked: Asked) -> str:
    """Return who writes: whoever is signed in, else whoever is logged in on this machine."""
    return by_of(asked.request, None)


def written(
    asked: Asked,
    sent: Sent,
    day: date,
    judged: Callable[[Network, Rules], M],
    about: Collection[str],
    *,
    new: bool = False,
) -> tuple[M, Network, int | None]:
    """Return what was made of a form, the network that it was judged on, and the revision that has it.

    Args:
        asked: The page.
        sent: The form; ``expected`` says on which revision it was shown.
        day: The day of the change.
        judged: Makes the change, or raises why there is none.
        about: Keys of what the form is about: only who changed these was in its way.
        new: Whether it is something new, that rests on nothing else.

    Raises:
        ChangedMeanwhile: Somebody did; nothing was written.
        LinliError: As ``judged`` raises it; nothing was written.
    """
    asked.live.refresh()
    newest = asked.live.newest.revision.number
    if sent.expected is not None and sent.expected < newest:
        lines = tuple(_changed(asked, sent.expected, newest, {*about}))
        if lines:
            raise ChangedMeanwhile(lines, newest)
    said = {**{name: sent.said(name) for name in sent.fields}, "about": [*about]}
    return carried_out_on(asked.live, day, judged, said, expected=None, dry_run=False, new=new)


def again(asked: Asked, sent: Sent, change: ChangedMeanwhile, *, name: str) -> Response:
    """Return the page that says what was changed meanwhile, with the form to be sent all the same."""
    fields = [(one, value) for one, values in sent.fields.items() for value in values]
    kept = [(one, value) for one, value in fields if one not in ("expected", "form_token")]
    return framed(
        asked.request,
        "meanwhile.html",
        name=name,
        status=_CONFLICT,
        asked=asked,
        lines=change.lines,
        revision=change.revision,
        fields=kept,
    )


def changed_since(asked: Asked, first: int | None, about: Collection[str]) -> tuple[str, ...]:
    """Return what others changed of some things since a form was shown on a revision, in sentences."""
    newest = asked.live.newest.revision.number
    return () if first is None or first >= newest else tuple(_changed(asked, first, newest, {*about}))


def _changed(asked: Asked, first: int, last: int, about: set[str]) -> Iterator[str]:
    """Yield what was changed of some things, in sentences."""
    store = asked.live.store
    changes = store.deltas(first, last)
    keys = set(_touched(changes, about))
    for row in changes.frames["step"].iter_rows(named=True) if "step" in changes.frames else ():
        if row["key"] in keys:  # a step has no name: what it is says more
            yield f"{asked.say('need.step.' + row['sort'])} {show_instant(row['at'], asked.lang)}"
    keys = {one for one in keys if not one.startswith("step-")}
    if not keys:
        return
    viewer = viewer_of(asked.request)
    told = told_between(store, first, last, asked.rules, viewer, graph.today(), log_of(store.where))
    yield from (sentence(told, one, asked.lang) for one in told.rows if one.key in keys)


def _touched(changes: ChangeSet, about: set[str]) -> Iterator[str]:
    """Yield the keys of the rows in a change that are about some things."""
    for frame in changes.frames.values():
        for row in frame.select(name for name in _ABOUT if name in frame.columns).iter_rows(named=True):
            if about & {*row.values()}:
                yield row["key"]
