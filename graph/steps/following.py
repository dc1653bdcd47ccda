"""What follows from a step: who is asked no more, a project made for it, the status of one (SEMANTICS M34, M36)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from graph.changes import ChangeSet
from graph.errors import StepRefused
from graph.facts.demands import HOLDING
from graph.keys import public_key
from graph.steps.asked import Asked, Informed, Lot, Note, Taken
from graph.steps.pair import Pair, Tie
from graph.steps.register import Step
from graph.steps.rows import frame_of, tie_row
from graph.words import caption

_OPEN = ("asked", "proposed")


class Following:
    """Collects the rows of one step, and its notes."""

    def __init__(self, pair: Pair, asked: Asked, found: Tie | None, row: Tie) -> None:
        """Take the tie gone on from, and as it is afterwards."""
        self._pair, self._asked, self._found, self._row = pair, asked, found, row
        self._rest = _rest(found, row)
        self._rows: dict[str, list[dict[str, Any]]] = {"meets": [row, *([self._rest] if self._rest else [])]}
        self._informed: list[Informed] = []
        self._notes: list[Note] = []
        self._project: str | None = None
        self._held = int(found["quantity"] or 1) if found is not None and found["state"] in HOLDING else 0
        self._holds = int(row["quantity"] or 1) if row["state"] in HOLDING else 0
        kept = 0 if self._rest is None else int(self._rest["quantity"])
        self.left = pair.left - self._holds - kept + self._held
        if self._rest is not None:
            self._notes.append(Note("rest_claimed", {"rest": kept}))

    def after(self, step: Step) -> None:
        """Add the consequences of a step."""
        if step.after == "claimed" and self.left <= 0:
            self._withdraw(self._pair.of_demand, "step.claimed_by_others")
        if step.after == "declined" and self._pair.kind(self._pair.source) == "organisation":
            self._withdraw([tie for tie in self._pair.of_demand if self._is_of_giver(tie)], "step.giver_declined")
        if self._pair.kind(self._pair.demand) == "project":
            self._status(step)

    def through_project(self) -> None:
        """Let the claim be of a new project, and the project meet the need.

        Raises:
            StepRefused: The demand is a project itself, or there is one of that name.
        """
        pair, asked, row = self._pair, self._asked, self._row
        if pair.kind(pair.demand) == "project" or asked.project is None:
            raise StepRefused("step_project_of_project", source=pair.called(pair.demand))
        need, place = pair.fields(pair.demand), pair.key(int(pair.network.view.anchor[pair.demand]))
        agreement = self._agreement()
        key = public_key("project", None, agreement, place, asked.project)
        if pair.network.rows.row(key) is not None:
            raise StepRefused("step_project_there", name=asked.project)
        same = {"category": need["category"], "unit": need["unit"], "due": pair.wished}
        made = {"key": key, "name": asked.project, "quantity": row["quantity"], "status": "claimed", **same}
        self._rows["project"] = [made]
        self._rows["located_at"] = [tie_row("located_at", key, place)]
        if agreement is not None:
            self._rows["under"] = [tie_row("under", key, agreement)]
        if self._found is not None:
            self._rows["meets"] = [self._ended(self._found, caption("step.through_project", "zh", name=asked.project))]
        else:
            self._rows["meets"] = []
        claimed = {"key": public_key("meets", row["source"], key, row["asked_on"], row["on"]), "target": key}
        met = {"source": key, "target": row["target"], "quantity": row["quantity"], "state": "claimed"}
        met |= {"on": row["on"], "since": row["since"]}
        self._row = row | claimed
        self._rows["meets"] += [self._row, met | {"key": public_key("meets", key, row["target"], None, row["on"])}]
        self._project = key
        self._notes.append(Note("project_made", {"name": asked.project}))

    def taken(self, before: str, doubts: tuple[Note, ...]) -> Taken:
        """Return the step as it was taken."""
        pair, asked = self._pair, self._asked
        frames = {kind: frame_of(kind, rows) for kind, rows in self._rows.items()}
        changes = ChangeSet(frames, asked.by, source=f"linli match {asked.step}", base=pair.network.revision)
        return Taken(
            asked=asked,
            day=pair.day,
            giver=None if pair.giver is None else pair.key(pair.giver),
            tie=self._row,
            before=before,
            left=self.left if pair.there(pair.demand) else None,
            lot=self._lot(),
            informed=tuple(self._informed),
            doubts=doubts,
            followed=tuple(self._notes),
            project=self._project,
            changes=changes,
        )

    def _lot(self) -> Lot | None:
        """Return the lot of the day of delivery with what is left of it after the step."""
        when = self._row["on"] or self._row["asked_on"]
        lot = None if when is None else self._pair.lot_at(when)
        if lot is None or lot.left is None:
            return lot
        was = None if self._found is None else self._found["on"] or self._found["asked_on"]
        back = self._held if was is None or self._pair.lot_at(was) == lot else 0
        if back and self._rest is not None:
            back -= int(self._rest["quantity"])
        return Lot(lot.first, lot.after, max(0, lot.left - self._holds + back), lot.assumed)

    def _withdraw(self, ties: list[Tie], why: str) -> None:
        """End asks and proposals that are open: they hold nothing, and whoever was asked is to be told."""
        pair = self._pair
        for tie in ties:
            if pair.state(tie) not in _OPEN or tie["key"] in {row["key"] for row in self._rows["meets"]}:
                continue
            self._rows["meets"].append(self._ended(tie, caption(why, "zh")))
            row = pair.network.rows.row(tie["source"])
            giver = None if row is None else pair.giver_of(row)
            known = None if giver is None else pair.key(giver)
            self._informed.append(
                Informed(tie["source"], known, tie["liaison"], str(tie["state"]), int(tie["quantity"] or 1))
            )

    def _ended(self, tie: Tie, why: str) -> Tie:
        """Return a tie that ends today; one that begins today ends tomorrow, as none ends before it begins."""
        day = self._pair.day
        until = day if tie["since"] is None or tie["since"] < day else tie["since"] + timedelta(days=1)
        return tie | {"until": until, "reason": why}

    def _is_of_giver(self, tie: Tie) -> bool:
        row = self._pair.network.rows.row(tie["source"])
        return row is not None and self._pair.giver_of(row) == self._pair.source

    def _status(self, step: Step) -> None:
        """Let the status of the project follow what is claimed and done of it, and the need that it meets."""
        project = self._pair.fields(self._pair.demand)
        ties = [tie for tie in self._pair.of_demand if tie["key"] != self._row["key"]] + [self._row]
        states = {tie["state"] for tie in ties if tie is self._row or self._pair.state(tie) in HOLDING}
        status = project["status"]
        if step.after == "claimed" and self.left <= 0:
            status = "claimed"
        elif step.after in ("released", "failed") and self.left > 0 and status == "claimed":
            status = "open"
        elif (
            step.after == "done" and self.left <= 0 and states == {"done"} and status in ("open", "claimed", "running")
        ):
            status = "done"
            meets = self._pair.network.tables()["meets"].filter(source=project["key"]).to_dicts()
            self._rows["meets"] += [
                tie | {"state": "done", "on": self._row["on"]} for tie in meets if self._pair.state(tie) == "claimed"
            ]
        if status != project["status"]:
            self._rows["project"] = [project | {"status": status}]
            self._notes.append(Note("project_status", {"name": project["name"], "status": f"step.project.{status}"}))

    def _agreement(self) -> str | None:
        """Return the agreement that is named, else the only one in force that the giver is party to.

        Raises:
            NotFound: The one named is not there on the day.
        """
        pair = self._pair
        if self._asked.agreement is not None:
            return pair.key(pair.network.row(self._asked.agreement))
        signed = [] if pair.giver is None else pair.network.view.out("party_to").of(pair.giver).tolist()
        found = [one for one in signed if pair.fields(int(one))["status"] != "paused"]
        if len(found) != 1:
            self._notes.append(Note("no_agreement" if not found else "several_agreements"))
            return None
        return pair.key(int(found[0]))


def _rest(found: Tie | None, row: Tie) -> Tie | None:
    """Return what stays claimed where a part of a claim has become a tie of its own; None where nothing has."""
    if found is None or found["state"] != "claimed" or found["key"] == row["key"]:
        return None
    return {**found, "quantity": int(found["quantity"] or 1) - int(row["quantity"])}
