"""A box of the tree in words: its mark, its title and the lines below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.answers.dated import passed_over
from graph.pictures.called import Called
from graph.pictures.findings import Findings
from graph.pictures.marks import OF_REASON, OF_STATE, worst
from graph.pictures.running import run_together
from graph.pictures.tree import Node
from graph.rules import Profile, Slot
from graph.words import caption

Row = dict[str, Any]
_NAMED = 12  # places named in one box; the others are counted
_TOLD = 3  # findings told in one box
_WAIVED = ("exempt", "not_applicable")


@dataclass(frozen=True)
class Box:
    """The texts of a box, and its mark."""

    mark: str
    title: str
    lines: tuple[str, ...]


class Telling:
    """Puts the boxes of one chain into words."""

    def __init__(
        self, called: Called, findings: Findings, profile: Profile, chain: str, *, briefly: bool = False
    ) -> None:
        """Take what says how things are called, and what was found about them.

        Args:
            called: Says how things are called.
            findings: What was found about them.
            profile: The profile in which the chain is.
            chain: The chain.
            briefly: Whether places whose numbers follow each other are told as from and to, and doors with their house.
        """
        self._briefly = briefly
        self._called, self._findings, self._profile = called, findings, profile
        self._slots: dict[str, Slot] = {slot.key: slot for slot in profile.chains[chain].slots}
        self._lang = called.lang

    def box(self, node: Node) -> Box:
        """Return a box in words."""
        if node.sort == "end":
            return Box(node.row["state"], self._say(f"ends.{node.row['state']}"), ())
        if node.sort == "start":
            return Box("start", self._say("picture.start", places=self._places(node)), ())
        slot = self._slots[node.row["slot"]]
        findings = self._rows(node, slot)
        told = self._found(findings)
        title = self._say("picture.at", what=getattr(slot.title, self._lang), place=self._places(node))
        if node.sort == "step":
            mark = OF_STATE[findings[0][0]["state"]] if findings else "plain"
            return Box(mark, title, (self._sitting(node.row), *self._notes(node.row), *told))
        marks = [OF_REASON.get(one["why"], "passed") for one in node.passed]
        marks += [OF_STATE[row["state"]] for row, _ in findings[:1] if row["state"] in ("gap", "unknown")]
        if findings and findings[0][0]["state"] in _WAIVED:  # nobody has to be there
            marks = ["waived"]
        if not node.places:
            title = getattr(slot.title, self._lang)
        lines = dict.fromkeys(map(self._passed, node.passed))
        return Box(worst(marks), self._say("picture.passed", what=title), (*lines, *told))

    def slot(self, node: Node) -> str:
        """Return the name of a box's slot; empty for an end and a start."""
        return str(getattr(self._slots[node.row["slot"]].title, self._lang)) if "slot" in node.row else ""

    def short(self, node: Node) -> Box:
        """Return a step or something passed over on one line: where, and who sits there, or why nobody is asked."""
        whole, places = self.box(node), self._places(node)
        if node.sort == "step":
            who = self._who(node.row["holder"]) or self._say("picture.nobody_known")
            how = node.row["how"]
            said = who if how == "holder" else self._say("picture.named", text=who, note=self._say(f"how.{how}"))
        else:
            said = self._say("picture.comma").join(dict.fromkeys(map(self._passed, node.passed)))
        title = " ".join(filter(None, (places, said)))
        return Box(whole.mark, title, ())

    def _rows(self, node: Node, slot: Slot) -> list[tuple[Row, str]]:
        """Return the findings about a slot at the places of a box, each with its place, the worst first."""
        places = {**node.places, **node.asked}
        found = [(row, name) for key, name in places.items() for row in self._findings.of(key, slot)]
        return sorted(found, key=lambda one: tuple(OF_STATE).index(one[0]["state"]))

    def _found(self, findings: list[tuple[Row, str]]) -> Iterator[str]:
        wrong = [one for one in findings if one[0]["state"] != "met"]
        for row, place in wrong[:_TOLD]:
            yield self._findings.told(row, place)
        if len(wrong) > _TOLD:
            yield self._say("picture.more_findings", count=len(wrong) - _TOLD)

    def _places(self, node: Node) -> str:
        names = list(node.places.values())
        if self._briefly:
            names = run_together(self._called.door(key) or name for key, name in node.places.items())
        shown = self._say("picture.and").join(names[:_NAMED])
        return shown if len(names) <= _NAMED else self._say("picture.more", shown=shown, count=len(names))

    def _sitting(self, step: Row) -> str:
        who = self._who(step["holder"]) or self._say("picture.nobody_known")
        how = self._say("picture.named", text=who, note=self._say(f"how.{step['how']}"))
        here = step["unit"] and step["unit"]["id"] == step["answers_for"]["id"]
        return " ".join(filter(None, (self._seat({**step, "unit": None} if here else step), how)))

    def _notes(self, step: Row) -> Iterator[str]:
        notes = [self._say(f"flags.{flag}", since=step["since"]) for flag in step["flags"]]
        for one in step["also"]:
            holder = self._who(one["holder"])
            role = self._called.seat(one, self._profile.key) if one["as"] == "combined" else self._role(one)
            notes.append(self._say(f"also.{one['as']}", role=role, holder=holder))
        if notes:
            yield self._say("picture.comma").join(notes)

    def _passed(self, one: Row) -> str:
        who = " ".join(filter(None, (self._seat(one), self._who(one["person"]))))
        why = passed_over(one, self._lang)
        return self._say("picture.because", who=who, why=why) if who else why

    def _who(self, person: Row | None) -> str:
        """Return the name of a person in the answer; where it names nobody, only the word for a person."""
        return "" if person is None else person["name"] or self._called.kind("person")

    def _seat(self, row: Row) -> str:
        unit = row["unit"]["name"] if row["unit"] else ""
        post = row["post"] and self._called.seat(row["post"], self._profile.key)
        return " ".join(filter(None, (unit, post)))

    def _role(self, post: Row) -> str:
        return post["name"] or self._called.word("role", post["role"], self._profile.key)

    def _say(self, code: str, **params: Any) -> str:
        return caption(code, self._lang, **params)
