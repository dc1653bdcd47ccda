"""A path as a page tells it: by chain its steps from the start upwards, what was passed on the way, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.console.asked import Asked
from graph.answers import Answer
from graph.answers.dated import due_said, passed_over
from graph.rules import Profile

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Passed:
    """What was passed over.

    Attributes:
        what: The slot, or the sort of step beside it.
        who: Who was passed; empty where there was nobody.
        why: Why.
        key: Key of what the reason is about; None = nothing.
    """

    what: str
    who: str
    why: str
    key: str | None


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        number: Which of the chain it is; None of a step beside it.
        what: The slot, or the sort of step beside it.
        holder: Who is asked; empty where nobody wrote down who.
        how: How they sit there, or what is done there.
        seat: The unit and the post.
        key: Key of the post, else of the unit.
        place: What it answers for.
        contact: A public telephone number.
        due: Within which time, and by when.
        notes: What a reader should know besides: flags, who sits there too.
        passed: What was passed on the way here.
    """

    number: int | None
    what: str
    holder: str
    how: str
    seat: str
    key: str | None
    place: str
    contact: str | None
    due: str
    notes: tuple[str, ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True)
class Path:
    """The path of one chain.

    Attributes:
        chain: Its key.
        title: What it is called.
        steps: Its steps.
        passed: What was passed after the last of them.
        end: The code of how it ends.
    """

    chain: str
    title: str
    steps: tuple[Step, ...]
    passed: tuple[Passed, ...]
    end: str


def paths_of(asked: Asked, answer: Answer) -> list[Path]:
    """Return the paths of an answer to ``escalate`` in which people are named as whoever asks may see."""
    network = asked.whole
    place = int(network.view.anchor[network.row(answer.options["start"])])
    telling = _Telling(asked, asked.say.profile(network.key(place)) if place >= 0 else None)
    rows = list(answer.rows.iter_rows(named=True))
    return [telling.path(end, rows) for end in answer.frames["ends"].iter_rows(named=True)]


class _Telling:
    """Puts the steps of one start into words."""

    def __init__(self, asked: Asked, profile: Profile | None) -> None:
        self.asked, self.say, self.profile = asked, asked.say, profile
        self.key = profile.key if profile else None

    def path(self, end: Row, rows: list[dict[str, Any]]) -> Path:
        """Return the path of a chain."""
        steps: list[Step] = []
        number = 0
        for row in rows:
            if row["chain"] == end["chain"]:
                number += row["sideways"] is None
                steps.append(self._step(row, number if row["sideways"] is None else None))
        title = self.say.chain(self.profile, end["chain"])
        return Path(end["chain"], title, tuple(steps), self._passed(end), end["state"])

    def _step(self, row: Row, number: int | None) -> Step:
        say, beside = self.say, row["sideways"]
        post, unit, place = row["post"], row["unit"], row["answers_for"]
        return Step(
            number=number,
            what=say.slot(self.profile, row["chain"], row["slot"]) if beside is None else say(f"sideways.{beside}"),
            holder=(row["holder"]["name"] or "") if row["holder"] else "",
            how=say(f"how.{row['how']}") if beside is None else say(f"action.{row['action']}"),
            seat=self._seat(row, unit is not None and place is not None and unit["id"] == place["id"]),
            key=post["id"] if post else unit["id"] if unit else None,
            place=place["path"] or place["name"] or "" if place else "",
            contact=row["contact"],
            due=due_said(row, self.asked.lang),
            notes=tuple(self._notes(row)),
            passed=self._passed(row),
        )

    def _notes(self, row: Row) -> list[str]:
        say = self.say
        found = [say(f"flags.{flag}", since=row["since"]) for flag in row["flags"]]
        if row["by"]:
            found.append(say("cli.escalate.by", by=row["by"]["name"] or say.word("role", row["by"]["role"], self.key)))
        for one in row["also"]:
            word = ("role", one["role"]) if one["form"] is None else ("form", one["form"])
            said = say.word(*word, self.key)
            role = say("picture.named", text=one["name"], note=said) if one["name"] and one["form"] else one["name"]
            holder = one["holder"]["name"] if one["holder"] else ""
            found.append(say(f"also.{one['as']}", role=role or said, holder=holder or "").rstrip())
        return found

    def _passed(self, row: Row) -> tuple[Passed, ...]:
        found = []
        for one in row["passed"]:
            beside = one["sideways"]
            slot = self.say.slot(self.profile, row["chain"], one["slot"])
            why = passed_over(one, self.asked.lang)
            if one["party"] is not None:
                why = self.say("cli.escalate.missing", party=self.say.word("form", one["party"], self.key), why=why)
            who = self._seat(one, here=False)
            person = one["person"]["name"] if one["person"] else ""
            found.append(
                Passed(
                    slot if beside is None else self.say(f"sideways.{beside}"),
                    " ".join(filter(None, (who, person))),
                    why,
                    one["cause"],
                )
            )
        return tuple(found)

    def _seat(self, one: Row, here: bool) -> str:  # noqa: FBT001 - whether the unit is the place itself
        role = self.say.seat(one["post"], self.key)
        unit = "" if here or not one["unit"] else one["unit"]["name"]
        return " ".join(filter(None, (unit, role)))
