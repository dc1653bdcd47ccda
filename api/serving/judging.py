"""A change by who sees a part: judged on the whole, limited to what they may write, shown as far as they see.

Whether a step is possible hangs on what others have done: what is left of a shared offer, which number is the next. So
it is judged on the whole network. What is said with it is looked up in the part alone, and so is what is told of it;
where the part alone would not have refused it, the refusal says nothing of why (SEMANTICS V25).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from api.serving.watched import Watched
from graph.changes import ChangeSet
from graph.errors import BadChange, LinliError, StaleRevision, StepRefused
from graph.kinds.base import registry
from graph.network import Network
from graph.rules import Rules
from graph.scoping import ScopedStore
from graph.steps.committing import M, carried_out
from graph.stores import Revision


@dataclass(frozen=True)
class Judging:
    """A part of a ledger, and the whole that it is of.

    Attributes:
        whole: What is live, all of it.
        part: What is live, as far as the scope goes.
        store: The store, as far as the scope goes.
    """

    whole: Watched
    part: Watched
    store: ScopedStore

    def carried_out(
        self,
        day: date,
        judged: Callable[[Network, Rules], M],
        said: Any,
        *,
        expected: int | None,
        dry_run: bool,
        new: bool,
    ) -> tuple[M, Network, int | None]:
        """Judge a change on a day and commit it; return it, the part of the network, and the revision that has it.

        Args:
            day: The day.
            judged: Makes the change of a network, or raises why there is none.
            said: What was asked for, with the keys of things in it.
            expected: The revision that somebody looked at before.
            dry_run: Whether to write nothing.
            new: Whether it writes something new of the part alone, so that what others have cannot matter.

        Raises:
            StaleRevision: Something that is seen was changed since ``expected``.
            LinliError: As ``judged`` raises it of the part; else that it is not possible.
        """

        def look() -> Network:
            self.whole.refresh()
            number = self.store.revision().number
            if expected not in (None, number):
                raise StaleRevision(expected=expected, found=number)
            part = self.part.newest.network(day)
            for key in keys_in(said):
                part.row(key)
            self._is_theirs(said)
            return part if new else self.whole.newest.network(day)

        def judge(network: Network) -> M:
            try:
                made = judged(network, self.whole.rules)
            except LinliError as error:
                raise self._as_of_the_part(error, day, judged) from None
            return self._admitted(made)

        made, _, number = carried_out(_Admitting(self.store), look, judge, dry_run=dry_run)  # type: ignore[arg-type]
        part = self.part.newest.network(day)
        return told_of(made, self.whole.newest.network(day), part), part, number

    def _is_theirs(self, said: Any) -> None:
        """Refuse what a partner may not do: everything but a few steps of its own.

        Raises:
            StepRefused: It is another step, or for somebody else.
        """
        scope = self.store.scope
        if scope.partner is None:
            return
        own = {scope.partner, *self.store.now().cut.inside}
        if said.get("source") not in own or said.get("step") not in scope.acts:
            raise StepRefused("step_elsewhere")

    def _as_of_the_part(self, error: LinliError, day: date, judged: Callable[[Network, Rules], M]) -> LinliError:
        """Return why it is refused, if that can be seen in the part."""
        try:
            judged(self.part.newest.network(day), self.whole.rules)
        except LinliError as own:
            if own.code == error.code:
                return own
        return StepRefused("step_elsewhere")

    def _admitted(self, made: M) -> M:
        """Return a result with the changes that may be written.

        Raises:
            StepRefused: Something of it may not.
            BadChange: It would end the place that they are bound to.
        """
        if self.store.scope.partner is not None:  # a step of its own, judged on the whole
            return replaced(made, {}, made.changes.against(self.store.now().whole))
        try:
            admitted = self.store.admitted(made.changes, judged=True)
        except BadChange as error:
            if error.code == "change_own_place":  # of what they have themselves the reason may be told
                raise
            raise StepRefused("step_elsewhere") from None
        return replaced(made, admitted.others, admitted.changes)


class _Admitting:
    """Commits the admitted changes."""

    def __init__(self, store: ScopedStore) -> None:
        self._store = store

    def commit(self, changes: ChangeSet) -> Revision:
        return self._store.commit_admitted(changes)


def keys_in(said: Any) -> list[str]:
    """Return the keys of things among the values of a request.

    Example:
        >>> keys_in({"need": "need-5222ni5m42r262ec", "reason": "家中无人", "to": None})
        ['need-5222ni5m42r262ec']
    """
    values = said.values() if isinstance(said, Mapping) else said if isinstance(said, list | tuple) else [said]
    found = []
    for value in values:
        if isinstance(value, str):
            found += [value] if _is_key(value) else []
        elif isinstance(value, Mapping | list | tuple):
            found += keys_in(value)
    return found


def _is_key(text: str) -> bool:
    kind, dash, rest = text.partition("-")
    return bool(dash) and kind in registry() and rest.isascii() and rest.isalnum()


def replaced(made: M, others: Mapping[str, str], changes: ChangeSet) -> M:
    """Return a result with other changes, and with other keys where these have them."""
    found: M = _with(made, lambda key: others.get(key, key)) if others else made
    return replace(found, changes=changes)  # type: ignore[type-var]  # each that is made is a dataclass


def told_of(made: M, whole: Network, part: Network) -> M:
    """Return a result without the notes and people to inform that lie outside the part."""
    rows, seen = whole.rows, part.rows

    def shown(key: str) -> str | None:
        return None if seen.row(key) is None and rows.row(key) is not None else key

    found: M = _with(made, shown)
    return found


def _with(value: Any, shown: Callable[[str], str | None]) -> Any:
    """Return something with its keys put through a function; of several, one that it hides is left out."""
    if isinstance(value, str):
        return shown(value) if _is_key(value) else value
    if isinstance(value, ChangeSet):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _with(getattr(value, one.name), shown) for one in fields(value) if one.init})
    if isinstance(value, Mapping):
        return {name: _with(one, shown) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(one, shown) for one in value if not _hides(one, shown))
    return value


def _hides(value: Any, shown: Callable[[str], str | None]) -> bool:
    if isinstance(value, str):
        return _is_key(value) and shown(value) is None
    if is_dataclass(value):
        return any(_hides(getattr(value, one.name), shown) for one in fields(value))
    return isinstance(value, Mapping) and any(_hides(one, shown) for one in value.values())
