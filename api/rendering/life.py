"""The life of a need, and a step of it that was taken, as ``--json`` and HTTP tell them, and as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from api.naming import names_of
from api.rendering.counted import closed_up, unit_of
from api.rendering.text import SCHEMA
from graph.errors import NotFound
from graph.identity import concealed
from graph.life.asked import StepMade
from graph.life.subject import Subject
from graph.names.quoting import parted
from graph.network import Network
from graph.rules import Rules
from graph.rules.workflow import NOTHING, Workflow
from graph.steps.asked import Informed, Note
from graph.values.instant import end_instant, show_instant
from graph.viewing import Showing, is_person
from graph.words import caption, for_page, words
from graph.words.typed import Typed


class Called:
    """What things are called to a viewer: people by name if they may be seen, all else by the end of its path."""

    def __init__(self, network: Network, rules: Rules, showing: Showing) -> None:
        """Take where names are found."""
        self.network, self._showing = network, showing
        self._names = names_of(network, rules, ended=True)

    def name(self, key: str) -> str:
        """Return what a thing is called in a sentence."""
        if is_person(key):
            return self._showing.name(key) or key
        try:
            *at, name = parted(self._names.path_of(key), "at")
        except NotFound:
            return key
        return "//".join([*(parted(one, "below")[-1] for one in at[-1:]), name])

    def party(self, key: str | None) -> dict[str, Any] | None:
        """Return a thing with its id, name and kind; a person's name is null where it is not to be seen."""
        row = None if key is None else self.network.rows.row(key)
        if key is None or row is None:
            return None if key is None else {"id": key, "name": None, "kind": key.split("-", 1)[0]}
        name = self._showing.name(key) if is_person(key) else self.network.name(row)
        return {"id": key, "name": name, "kind": self.network.rows.kind_of(row)}


class LifeTold:
    """A need's life in a language, as its viewer may know of it."""

    def __init__(self, subject: Subject, rules: Rules, showing: Showing, lang: str) -> None:
        """Take the need."""
        self._subject, self._rules, self._lang = subject, rules, lang
        self._called = Called(subject.network, rules, showing)

    @property
    def _has(self) -> str | None:
        """Who has it: by its steps; of what has none who claimed it."""
        return self._subject.life.has if self._subject.steps else self._subject.has

    @property
    def _due(self) -> str | None:
        """By when: as its last step says; of what has none the end of its own day."""
        own: date | None = self._subject.fields["due"]
        if self._subject.life.last is not None:
            due: str | None = self._subject.life.last["due"]
            return due
        return None if own is None else end_instant(own)

    def document(self) -> dict[str, Any]:
        """Return it as a document."""
        subject, life, later = self._subject, self._subject.life, self._subject.raised_later
        return {
            "schema": SCHEMA,
            "revision": subject.network.revision,
            "on": subject.network.date.isoformat(),
            "need": self._called.party(subject.key),
            "workflow": subject.workflow.key,
            "state": life.state if later is None else NOTHING,
            "has": None if later else self._called.party(self._has),
            "due": None if later else self._due,
            "left": subject.left,
            "possible": list(subject.possible),
            "steps": [
                {
                    "number": one["number"],
                    "step": one["sort"],
                    "called": _step(subject.workflow, one["sort"], self._lang),
                    "at": one["at"],
                    "by": self._called.party(one["by"]),
                    "to": self._called.party(one["to"]),
                    "state": one["state"],
                    "quantity": one["quantity"],
                    "due": one["due"],
                    "until": None if one["on"] is None else one["on"].isoformat(),
                    "outcome": one["outcome"],
                    "reason": one["reason"] and concealed(one["reason"]),
                }
                for one in subject.steps
            ],
            "met": [
                {
                    "source": self._called.party(one["source"]),
                    "state": one["state"],
                    "quantity": one["quantity"],
                    **{name: one[name] and one[name].isoformat() for name in ("since", "on", "reply_by")},
                }
                for one in (() if later else subject.met)
            ],
        }

    def lines(self) -> Iterator[str]:
        """Yield it as sentences."""
        subject, life, lang = self._subject, self._subject.life, self._lang
        if subject.raised_later is not None:
            yield caption("life.later", lang, need=self._called.name(subject.key), on=subject.raised_later)
            return
        yield caption("life.of", lang, need=self._called.name(subject.key), state=_state(life.state, lang))
        if not subject.steps and not subject.met:
            yield caption("life.none", lang)
        for one in subject.steps:
            by = "" if one["by"] is None else caption("life.by", lang, name=self._called.name(one["by"]))
            to = "" if one["to"] is None else caption("life.to", lang, name=self._called.name(one["to"]))
            words = self._rules.vocabulary()
            outcome = None if one["outcome"] is None else words.caption("outcome", one["outcome"], lang)
            until = None if one["on"] is None else one["on"].isoformat()
            more = "".join(f"  {said}" for said in (outcome, until, one["reason"] and concealed(one["reason"])) if said)
            step, at = _step(subject.workflow, one["sort"], lang), show_instant(one["at"], lang)
            yield caption("life.line", lang, number=one["number"], at=at, step=step, by=by, to=to, more=more)
        yield from map(self._met, subject.met)
        if self._has is not None and not life.done:
            yield caption("made.has", lang, has=self._called.name(self._has))
        if self._due is not None and not life.done:
            yield caption("made.due", lang, due=show_instant(self._due, lang))
        yield _possible(subject.workflow, subject.possible, lang)

    def _met(self, one: dict[str, Any]) -> str:
        """Return what an offer does for it: the need's own steps do not tell what was agreed by steps of matching."""
        vocabulary, lang = self._rules.vocabulary(), self._lang
        unit = self._subject.fields["unit"]
        many = f"{one['quantity'] or 1} {vocabulary.caption('unit', unit, lang) if unit else ''}".rstrip()
        day, code = (one["reply_by"], "life.reply_by") if one["state"] == "asked" else (one["on"], "life.on")
        until = "" if day is None else caption(code, lang, day=day.isoformat())
        if one["since"] is not None and one["since"] > self._subject.network.date:
            until = caption("life.from", lang, day=one["since"].isoformat()) + until
        state, name = vocabulary.caption("meeting", one["state"], lang), self._called.name(one["source"])
        return caption("life.met", lang, name=name, state=state, many=many, until=until)


class MadeTold:
    """A step that was taken, in a language."""

    def __init__(
        self, made: StepMade, network: Network, rules: Rules, showing: Showing, lang: str, revision: int | None
    ) -> None:
        """Take the step, the network with what it wrote, and the revision that has it; None = nothing was written."""
        self._made, self._lang, self._revision, self._rules = made, lang, revision, rules
        self._called = Called(network, rules, showing)
        self._subject = Subject(network, rules, made.asked.need)

    def document(self) -> dict[str, Any]:
        """Return it as a document."""
        made, row = self._made, self._made.row
        return {
            "schema": SCHEMA,
            "step": made.asked.step,
            "number": row["number"],
            "at": row["at"],
            "by": made.asked.by,
            "seat": self._called.party(row["by"]),
            "need": self._called.party(made.asked.need),
            "to": self._called.party(row["to"]),
            "has": self._called.party(made.has),
            "before": made.before,
            "state": row["state"],
            "quantity": row["quantity"],
            "due": row["due"],
            "until": None if row["on"] is None else row["on"].isoformat(),
            "outcome": row["outcome"],
            "reason": row["reason"] and concealed(row["reason"]),
            "possible": list(made.possible),
            "inform": [self._party_informed(one) for one in made.informed],
            "notes": [{"code": one.code, "message": self._noted(one)} for one in made.notes],
            "dry_run": self._revision is None,
            "revision": self._revision,
        }

    def lines(self, *, commands: bool = True) -> Iterator[str]:
        """Yield it as sentences; without ``commands``, for who has buttons, not what may be typed next."""
        made, row, lang = self._made, self._made.row, self._lang
        outcome = "" if row["outcome"] is None else self._rules.vocabulary().caption("outcome", row["outcome"], lang)
        said = {
            "need": self._called.name(made.asked.need),
            "to": self._name(row["to"]),
            "has": self._name(made.has),
            "reason": concealed(row["reason"] or ""),
            "until": row["on"] or "",
            "outcome": outcome,
            "quantity": row["quantity"] or "",
            "unit": "",
        }
        yield caption(f"made.{made.asked.step}", lang, **said).rstrip()
        if commands and made.asked.step == "raise" and self._subject.fields["number"] is None:
            yield caption("made.no_number", lang, key=made.asked.need)
        yield from (self._noted(one, page=not commands) for one in made.notes)
        yield caption("made.state", lang, state=_state(row["state"], lang))
        if row["due"] is not None:
            yield caption("made.due", lang, due=show_instant(row["due"], lang))
        if commands or not made.possible:
            yield _possible(self._subject.workflow, made.possible, lang)
        yield from map(self._informed, made.informed)
        if commands or self._revision is None:
            yield caption("taken.dry_run" if self._revision is None else "taken.written", lang, revision=self._revision)

    def _name(self, key: str | None) -> str:
        return "" if key is None else self._called.name(key)

    def _informed(self, one: Informed) -> str:
        who = caption("taken.unknown", self._lang) if one.giver is None else self._called.name(one.source)
        unit = unit_of(self._subject.network, self._rules, self._made.asked.need, self._lang)
        return closed_up(caption(f"taken.inform.{one.state}", self._lang, who=who, quantity=one.quantity, unit=unit))

    def _party_informed(self, one: Informed) -> dict[str, Any]:
        return {
            "source": self._called.party(one.source),
            "giver": self._called.party(one.giver),
            "liaison": self._called.party(one.liaison),
            "state": one.state,
            "quantity": one.quantity,
            "message": self._informed(one),
        }

    def _noted(self, one: Note, *, page: bool = False) -> str:
        params = {name: _word(value, self._lang) for name, value in one.params.items()} | {"unit": ""}
        has = self._name(self._made.has)
        codes = [f"{part}.{one.code}" for part in ("made", "followed", "doubt")]
        code = next((code for code in codes if code in words(self._lang)), codes[0])
        known = one.params.get("known")
        if isinstance(known, Typed) and known.words:
            code = f"{code}_of"
        return caption(for_page(code, page=page), self._lang, has=has, **params)


def _word(value: Any, lang: str) -> Any:
    if isinstance(value, Typed):
        return value.said(lang)
    return caption(value, lang) if isinstance(value, str) else value


def _state(state: str, lang: str) -> str:
    return caption(f"need.state.{state}", lang)


def _step(workflow: Workflow, step: str, lang: str) -> str:
    """Return what a workflow calls a step."""
    own = workflow.called.get(step)
    return caption(f"need.step.{step}", lang) if own is None else getattr(own, lang)


def _possible(workflow: Workflow, possible: tuple[str, ...], lang: str) -> str:
    if not possible:
        return caption("made.ended", lang)
    # in English the words of a step say that it was taken; its command says what to do
    listed = (f"`{one}`" if lang == "en" else f"{_step(workflow, one, lang)} `{one}`" for one in possible)
    return caption("made.possible", lang, possible=caption("cli.comma", lang).join(listed))
