"""What a need says of its own path: its category, whom it is about, and who has been asked so far (SEMANTICS W13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.life.life import Life
from graph.life.subject import Subject
from graph.network import Network
from graph.rules import Rules
from graph.values.instant import SHANGHAI, instant_of

#: Steps that ask somebody, and those by which somebody took it on.
_ASKS, _TOOK = ("dispatch", "transfer", "up"), ("take",)


@dataclass(frozen=True)
class OfNeed:
    """What a need says.

    Attributes:
        category: Its category, if the profile says which chain handles it.
        about: Whom or what it is about, if that is there.
        priority: How urgent it is.
        since: Who was asked and has not given it back, each with when.
        dues: By when who took it is to be done, where that is another day than the limit of an answer.
    """

    category: str | None = None
    about: str | None = None
    priority: str | None = None
    since: tuple[tuple[str, datetime], ...] = ()
    dues: Mapping[str, datetime] | None = None


_NOTHING = OfNeed()


def of_need(network: Network, rules: Rules, start: str) -> OfNeed:
    """Return what a need says of its own path; of anything else nothing."""
    if start.rpartition("-")[0] != "need" or network.rows.row(start) is None:
        return _NOTHING
    subject = Subject(network, rules, start)
    fields, profile = subject.fields, subject.profile
    category = fields["category"]
    handled = category is not None and profile is not None and profile.handling(category) is not None
    about = network.rows.row(fields["about"]) if fields["about"] is not None else None
    there = about is not None and bool(network.view.valid[about])
    since, dues = ((), {}) if subject.life.done else _asked(subject, subject.life)
    return OfNeed(
        category if handled else None, fields["about"] if there else None, fields["priority"], tuple(since), dues
    )


def _asked(subject: Subject, life: Life) -> tuple[list[tuple[str, datetime]], dict[str, datetime]]:
    """Return who was asked and when; who took it is judged by when the need itself is due."""
    asked: dict[str, datetime] = {}
    has, took = None, False
    for step in subject.steps:
        if step["sort"] in _ASKS and step["to"] is not None:
            has, took = step["to"], False
            asked.setdefault(step["to"], instant_of(step["at"]).astimezone(SHANGHAI))
        elif step["sort"] in _TOOK:
            took = True
        elif step["sort"] == "return" and has is not None:
            asked.pop(has, None)
            has = None
    rows = subject.network.rows
    kinds = {key: rows.kind_of(row) for key in asked if (row := rows.row(key)) is not None}
    since = [(key, at) for key, at in asked.items() if kinds.get(key) in ("organisation", "post")]
    if took and has is not None and life.due is None:
        since = [one for one in since if one[0] != has]
    dues = {has: life.due} if took and has is not None and life.due is not None else {}
    return since, dues
