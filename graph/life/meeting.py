"""The effect of a step in a need's life on its ties with offers, written in the same change (SEMANTICS N6).

The steps between an offer and a need (``graph.steps``) are asked for each tie; what they refuse is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.changes import ChangeSet
from graph.errors import BadInput
from graph.life.asked import StepAsked
from graph.life.met import Met, ended_on
from graph.life.refusals import SAID, listed
from graph.life.seats import givers_or_self
from graph.life.subject import Subject
from graph.steps.asked import Asked, Informed, Note
from graph.steps.pair import Pair
from graph.steps.rows import frame_of
from graph.steps.stepping import new_key, taken
from graph.tables import row_schema
from graph.words import caption

Row = dict[str, Any]
#: The kinds of whoever has a tie with a need; posts, teams and people have none.
_TIED = ("offer", "organisation", "project")
#: Ties that hold nothing yet.
_OPEN = ("proposed", "asked")
#: What the status of a project is, by the state that a step leads to (SEMANTICS N6); others leave it as it is.
_STATUS = {"open": "open", "taken": "claimed", "finished": "done", "closed": "dropped", "merged": "dropped"}
#: What is said of a tie, and stands nowhere else.
_OF_TIES = ("quantity", "delivery", "reply_by")


def met(subject: Subject, asked: StepAsked, state: str) -> Met:
    """Return the rows that a step writes for the ties of a need.

    Args:
        subject: The need.
        asked: The step; it is possible.
        state: The state to which it leads, but for a claim of a part.

    Raises:
        StepRefused: What it means for an offer is not possible: nothing is left of it, it is paused, or concerned.
        BadInput: Something was said of a tie, and the step makes none.
    """
    making = _Making(subject, asked, state)
    what = _WHAT.get(asked.step)
    if what is not None:
        what(making)
    making.nothing_lost()
    making.followed()
    return making.met()


class _Making:
    """The ties of one step, written one after the other."""

    def __init__(self, subject: Subject, asked: StepAsked, state: str) -> None:
        self.subject, self.asked, self.state = subject, asked, state
        self.network = subject.network
        self._rows: dict[str, dict[str, Row]] = {}
        self._informed: list[Informed] = []
        self._notes: list[Note] = []
        self._left, self._quantity = subject.left, None if asked.step != "claim" else asked.quantity
        self._kept = {"quantity"} if asked.step == "claim" else set[str]()

    def met(self) -> Met:
        rows = {kind: list(found.values()) for kind, found in self._rows.items()}
        return Met(rows, self._left, self._quantity, tuple(self._informed), tuple(self._notes))

    def nothing_lost(self) -> None:
        """Refuse options that belong to a tie where none was written: the step itself cannot hold them.

        Raises:
            BadInput: A quantity or a day was said of who has no tie with a need, or has theirs already.
        """
        says = self.subject.workflow.steps[self.asked.step].says
        lost = [name for name in _OF_TIES if getattr(self.asked, name) is not None and name not in self._kept]
        if lost:
            takes = [SAID.get(name, name) for name in says if name not in lost]
            raise BadInput("step_takes_not", step=self.asked.step, option=lost[0], expected=listed(takes))

    def followed(self) -> None:
        """Let the status of a project follow its life; one that runs is as good as claimed."""
        state = "open" if self.asked.step == "claim" and self._left > 0 else self.state
        if self.subject.kind == "project" and state in _STATUS:
            self._call(self.subject.key, _STATUS[state])

    def _call(self, project: str, status: str) -> None:
        (row,) = self.network.tables()["project"].filter(key=project).to_dicts()
        if status not in (row["status"], {"running": "claimed"}.get(row["status"])):
            self._put([row | {"status": status}], "project")
            note = Note("project_status", {"name": row["name"], "status": f"step.project.{status}"})
            self._notes = [*(one for one in self._notes if one.code != note.code), note]

    def dispatched(self) -> None:
        """Ask the offer that it is dispatched to, unless an ask still waits; who claimed a part keeps it."""
        if self._in_hand:
            self.let_go()
            if self.subject.kind == "project" and self._left > 0:  # also where who had it has no tie to release
                self._call(self.subject.key, "open")
        source = self._tied(self.asked.to)
        known = source is not None and self._asked_or_claimed(source)
        if source is not None and self.network.rows.kind_of(self._row(source)) == "offer" and not known:
            self._step(
                "ask", source, quantity=self.asked.quantity, delivery=self.asked.delivery, reply_by=self.asked.reply_by
            )

    def taken(self) -> None:
        """Let whoever has it claim it, if it is an offer or a unit."""
        source = self._tied(self.subject.has)
        if source is not None and not self._of(source, "claimed"):
            self._claim(source)

    def claimed(self) -> None:
        """Let the claimer claim it; what a post, a team or a person claims is all of it."""
        source = self._tied(self.asked.to)
        if source is not None and self.subject.left > 0:
            self._claim(source)
        elif source is None:
            if self.asked.quantity != self._left:  # nothing would hold that the rest is to be claimed
                self._kept.discard("quantity")
            self._quantity = None if self._quantity is None else self._left
            self._left = 0

    def returned(self) -> None:
        """Write down that whoever has it has declined: what was asked of them, or what they had claimed."""
        source = self._tied(self.subject.has)
        said = {"state": "declined", "since": self.network.date, "reason": self.asked.reason}
        for tie in [] if source is None else self._of(source, "claimed", "asked"):
            if tie["state"] == "claimed":  # what is given back is free for others, and a project is open again
                self._step("release", tie["source"], reason=self.asked.reason, planned=tie["on"] or tie["asked_on"])
            self._put([tie | said])

    def sent_up(self) -> None:
        """End what whoever had it has with the need, where somebody above has it now."""
        if self.asked.to is not None and self._in_hand:
            self.let_go()

    @property
    def _in_hand(self) -> bool:
        """Whether somebody was given it; who claimed a part of what is open has that part, and not the need."""
        life = self.subject.life
        return (life.rest if life.state == "suspended" else life.state) in ("dispatched", "taken")

    def let_go(self) -> None:
        """End what whoever has it has with the need: an ask is withdrawn, a claim released."""
        source = self._tied(self.subject.has)
        for tie in [] if source is None else self._of(source, "claimed", "asked"):
            if tie["state"] == "asked":
                self._withdraw(tie, caption("need.transferred", "zh"))
            else:
                self._step("release", tie["source"], reason=self.asked.reason, planned=tie["on"] or tie["asked_on"])

    def finished(self) -> None:
        """Write down as done all that is claimed of it, and withdraw what is asked of others; tell what nobody did."""
        for source in sorted({tie["source"] for tie in self.subject.held if tie["state"] == "claimed"}):
            for tie in self._of(source, "claimed"):
                planned = tie["on"] or tie["asked_on"]
                self._step("done", source, delivery=self.asked.delivery, planned=planned)
        for tie in self._open():
            self._withdraw(tie, caption("need.finished", "zh"))
        if self._left > 0 and any(tie["source"] == self.subject.has for tie in self.subject.held):
            self._notes.append(Note("part_left", {"left": self._left}))

    def reopened(self) -> None:
        """Let what was done be claimed again, where somebody is not satisfied or it failed in review.

        So is what a project was to do for needs, of those whose own life does not say that they are done.
        """
        if self.state != "taken":
            return
        ties = self.network.tables()["meets"].filter(source=self.subject.key).to_dicts()
        for tie in (*self.subject.held, *(tie for tie in ties if not self._done_by_steps(tie["target"]))):
            if tie["state"] == "done":
                self._put([tie | {"state": "claimed", "since": self.network.date}])

    def _done_by_steps(self, demand: str) -> bool:
        subject = Subject(self.network, self.subject.rules, demand)
        return bool(subject.steps) and subject.life.done

    def closed(self) -> None:
        """Withdraw what is asked of anybody, and release what is claimed: nothing is wanted any more."""
        for tie in (*self._claimed(), *self._open()):
            self._withdraw(tie, caption("need.withdrawn", "zh"))

    def merged(self) -> None:
        """Let what is asked or claimed of it be asked or claimed of the need into which it is merged.

        Of what is claimed as much goes over as is left there; who has nothing to do any more is told.
        """
        why, into = caption("need.merged", "zh"), Subject(self.network, self.subject.rules, str(self.asked.to))
        left = into.left
        for tie in (*self._claimed(), *self._open()):
            if left <= 0:
                self._withdraw(tie, why)
                continue
            quantity = min(int(tie["quantity"] or 1), left)
            key = new_key(self.network, "meets", tie["source"], into.key, tie["asked_on"], tie["on"])
            self._put(
                [tie | {"key": key, "target": into.key, "quantity": quantity}, ended_on(self.network.date, tie, why)]
            )
            left -= quantity if tie["state"] == "claimed" else 0
        if left <= 0 and into.kind == "project":
            self._call(into.key, "claimed")

    def _claim(self, source: str) -> None:
        made = self._step("claim", source, quantity=self.asked.quantity, delivery=self.asked.delivery)
        self._quantity = int(made["quantity"] or 1)

    def _step(self, step: str, source: str, **said: Any) -> Mapping[str, Any]:
        """Take a step between the need and somebody, and go on from the ledger as it is then."""
        self._kept |= set(said)
        made = taken(self.network, self.subject.rules, Asked(step, self.subject.key, source, **said, by=self.asked.by))
        for kind, frame in made.changes.frames.items():
            self._put(frame.drop("op").to_dicts(), kind)
        self._informed += made.informed
        self._notes += [note for note in (*made.doubts, *made.followed) if note not in self._notes]
        if made.left is not None:
            self._left = made.left
        return made.tie

    def _put(self, rows: list[Row], kind: str = "meets") -> None:
        schema = row_schema(kind)
        whole: list[Row] = [{name: row.get(name) for name in schema} for row in rows]
        self._rows.setdefault(kind, {}).update({str(row["key"]): row for row in whole})
        self.network = self.network.apply(ChangeSet({kind: frame_of(kind, whole)}))

    def _tied(self, key: str | None) -> str | None:
        """Return somebody who may have a tie with a need; None for a post, a team, a person, or nobody."""
        row = None if key is None else self.network.rows.row(key)
        return key if row is not None and self.network.rows.kind_of(row) in _TIED else None

    def _row(self, key: str) -> int:
        row = self.network.rows.row(key)
        assert row is not None  # noqa: S101 - _tied looked it up
        return row

    def _in_force(self) -> list[Row]:
        day = self.network.date
        found = self.network.tables()["meets"].filter(target=self.subject.key).sort("key").to_dicts()
        return [tie for tie in found if tie["until"] is None or tie["until"] > day]

    def _of(self, source: str, *states: str) -> list[Row]:
        """Return the ties with somebody that are open or held; of some states, only those."""
        wanted = states or (*_OPEN, "claimed")
        return [tie for tie in self._in_force() if tie["source"] == source and tie["state"] in wanted]

    def _asked_or_claimed(self, source: str) -> bool:
        """Return whether somebody was asked, and it has not lapsed, or has claimed some of it."""
        pair = Pair(self.network, self.subject.rules, self.subject.key, source)
        return bool(pair.states & {"asked", "claimed"})

    def _claimed(self) -> list[Row]:
        held = (tie for tie in self.subject.held if tie["state"] == "claimed")
        return sorted(held, key=lambda one: str(one["key"]))

    def _open(self) -> list[Row]:
        return [tie for tie in self._in_force() if tie["state"] in _OPEN]

    def _withdraw(self, tie: Row, why: str) -> None:
        self._put([ended_on(self.network.date, tie, why)])
        row = self.network.rows.row(tie["source"])
        givers = [] if row is None else givers_or_self(self.network, row)
        giver = self.network.key(givers[0]) if givers else None
        self._informed.append(Informed(tie["source"], giver, tie["liaison"], tie["state"], int(tie["quantity"] or 1)))


#: What each step means for the ties; the others mean nothing.
_WHAT: Mapping[str, Callable[[_Making], None]] = {
    "dispatch": _Making.dispatched,
    "transfer": _Making.dispatched,
    "up": _Making.sent_up,
    "take": _Making.taken,
    "claim": _Making.claimed,
    "return": _Making.returned,
    "finish": _Making.finished,
    "fail": _Making.reopened,
    "rate": _Making.reopened,
    "refuse": _Making.closed,
    "merge": _Making.merged,
}
