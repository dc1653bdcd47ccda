"""``linli escalate``: the path up, step by step, with what was passed over and where it ends."""

from __future__ import annotations

from typing import Any

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.dated import due_said, passed_over
from graph.rules import Profile


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, network, start = asked.say, asked.network, answer.options["start"]
    place = network.key(int(network.view.anchor[network.row(start)]))
    profile = say.profile(place)
    rows = list(answer.rows.iter_rows(named=True))
    ends = list(answer.frames["ends"].iter_rows(named=True))
    paths = Paths(asked.names, [asked.names.path_of(place)])
    around = {network.key(row) for row, _ in network.view.enclosing(network.row(place))}
    write_heading(paper, asked, "escalate", asked.called(start))
    for position, end in enumerate(ends):
        if position:
            paper.line()
        paper.heading(say.chain(profile, end["chain"]))
        number = 0
        for row in rows:
            if row["chain"] == end["chain"]:
                _passed(paper, asked, profile, paths, row)
                if row["sideways"] is None:
                    number += 1
                    _step(paper, asked, profile, around, row, number)
                else:
                    _aside(paper, asked, profile, around, row)
        _passed(paper, asked, profile, paths, end)
        paper.line(say(f"ends.{end['state']}"))
    write_noted(paper, asked, answer, paths)


def _passed(paper: Paper, asked: Opened, profile: Profile | None, paths: Paths, row: dict[str, Any]) -> None:
    """Write what was passed over on the way to a step, or after the last one."""
    say = asked.say
    for one in row["passed"]:
        who = _seat(asked, profile, one) or paths.of(one["cause"])
        slot, why = say.slot(profile, row["chain"], one["slot"]), passed_over(one, asked.lang)
        if one["sideways"] is not None:
            slot = say(f"sideways.{one['sideways']}")
        if one["party"] is not None:
            why = say("cli.escalate.missing", party=say.word("form", one["party"], _key(profile)), why=why)
        code = "cli.escalate.passed" if who else "cli.escalate.passed_none"
        paper.line(say(code, slot=slot, who=who, why=why), indent=3)


def _step(
    paper: Paper, asked: Opened, profile: Profile | None, around: set[str], row: dict[str, Any], number: int
) -> None:
    say = asked.say
    holder = row["holder"]["name"] if row["holder"] else say("cli.escalate.nobody_known")
    slot = say.slot(profile, row["chain"], row["slot"])
    how = f"how.{row['how']}"
    paper.line(say("cli.escalate.step", number=number, slot=slot, who=holder, how=say(how)))
    place, unit = row["answers_for"], row["unit"]
    seat = {**row, "unit": None if unit and unit["id"] == place["id"] else unit, "person": None}
    _details(paper, asked, profile, around, row, _seat(asked, profile, seat))


def _aside(paper: Paper, asked: Opened, profile: Profile | None, around: set[str], row: dict[str, Any]) -> None:
    """Write a step beside the chain: it has no number, since the slots are counted."""
    say = asked.say
    who = _seat(asked, profile, {**row, "person": row["holder"]})
    sort, action = say(f"sideways.{row['sideways']}"), say(f"action.{row['action']}")
    code = "cli.escalate.aside" if who else "cli.escalate.aside_together"
    paper.line(say(code, sideways=sort, who=who, action=action), indent=3)
    by = row["by"] and (row["by"]["name"] or say.word("role", row["by"]["role"], _key(profile)))
    _details(paper, asked, profile, around, row, say("cli.escalate.by", by=by) if by else "", indent=6)


def _details(
    paper: Paper,
    asked: Opened,
    profile: Profile | None,
    around: set[str],
    row: dict[str, Any],
    first: str,
    indent: int = 3,
) -> None:
    """Write what is to be known of a step, and who is there besides."""
    say, place = asked.say, row["answers_for"]
    where = place and (place["name"] if place["id"] in around else place["path"])
    details = [
        first,
        say("cli.escalate.answers_for", place=where) if where else "",
        say("cli.escalate.contact", contact=row["contact"]) if row["contact"] else "",
        due_said(row, asked.lang),
        *(say(f"flags.{flag}", since=row["since"]) for flag in row["flags"]),
    ]
    if told := say("cli.comma").join(filter(None, details)):
        paper.line(told, indent=indent)
    for one in row["also"]:
        name = one["holder"]["name"] if one["holder"] else ""
        word = ("role", one["role"]) if one["form"] is None else ("form", one["form"])
        said = say.seat(one, _key(profile)) if one["as"] == "combined" else say.word(*word, _key(profile))
        named = one["name"] and one["form"]  # who sits there for a form need not be of it
        role = say("picture.named", text=one["name"], note=said) if named else one["name"] or said
        paper.line(say(f"also.{one['as']}", role=role, holder=name).rstrip(), indent=indent)


def _key(profile: Profile | None) -> str | None:
    return profile.key if profile else None


def _seat(asked: Opened, profile: Profile | None, one: dict[str, Any]) -> str:
    """Return the unit, the post in it and who sits there, as far as they are named."""
    role = asked.say.seat(one["post"], _key(profile))
    unit = one["unit"]["name"] if one["unit"] else ""
    person = one["person"]["name"] if one["person"] else ""
    return " ".join(filter(None, (unit, role, person)))
