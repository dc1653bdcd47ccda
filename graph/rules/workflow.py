"""Workflows: which steps a need's life has, from which state to which, and who may take them (SEMANTICS N1).

What every step means stands once, in ``workflows/steps.yaml``; a workflow names those that it has. Some belong to every
life (``ALWAYS``), and a profile lists what of them it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import BadRules
from graph.rules.located import Located
from graph.rules.mistakes import Refused
from graph.rules.profile import Text
from graph.rules.vocabulary import base_vocabulary

#: Before the first step there is no need.
NOTHING = "nothing"
#: Where a step leads that does not name a state.
SAME, BACK = "same", "back"
#: No demand any more, and the clock stands.
DONE = ("finished", "reviewed", "rated", "merged", "closed")
#: Nothing can follow. What was finished or reviewed ends too, if nobody rates it for ``RATED_WITHIN`` days.
ENDED = ("rated", "merged", "closed")
RATED_WITHIN = 15
#: The steps that every workflow has.
ALWAYS = ("refuse", "return", "contact", "urge", "suspend", "resume", "transfer", "extend", "up", "merge")
#: Of these steps none is left out: without them nobody could say that they cannot do it.
_KEPT = ("contact", "urge")

Role = Literal["raiser", "answering", "dispatcher", "provider", "reviewer", "claimer"]
Said = Literal["to", "quantity", "delivery", "reply_by", "until", "outcome", "reason", "result"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Again(_Part):
    """An outcome that leads elsewhere the first time."""

    outcome: str
    to: str


class StepRule(_Part):
    """One step; see ``steps.yaml``."""

    from_: tuple[str, ...] = Field(alias="from", min_length=1)
    to: str
    who: tuple[Role, ...] = Field(min_length=1)
    needs: tuple[Said, ...] = ()
    takes: tuple[Said, ...] = ()
    outcomes: tuple[str, ...] = ()
    again: Again | None = None

    @property
    def says(self) -> tuple[Said, ...]:
        """The values that may be given with it, the required ones first."""
        return (*self.needs, *self.takes)

    @model_validator(mode="after")
    def _in_the_lists(self) -> StepRule:
        lists = base_vocabulary().lists
        states = {*lists["need_state"], NOTHING}
        ends = {self.to, *([self.again.to] if self.again else [])} - {SAME, BACK}
        strange = sorted(({*self.from_} | ends) - states)
        if strange:
            raise Refused(BadRules("workflow_state", found=strange[0], expected=", ".join(sorted(states))))
        outcomes = {*self.outcomes, *([self.again.outcome] if self.again else [])} - {*lists["outcome"]}
        if outcomes or ("outcome" in self.says) != bool(self.outcomes):
            expected = ", ".join(lists["outcome"])
            raise Refused(BadRules("workflow_outcome", found=", ".join(sorted(outcomes)), expected=expected))
        return self


class Dispatcher(_Part):
    """Who passes a need on: organisations of one of these forms that answer for a place around it."""

    form: tuple[str, ...] = Field(min_length=1)


class Written(_Part):
    """A workflow as its file says it."""

    title: Text
    of: tuple[Literal["need", "project"], ...] = Field(min_length=1)
    steps: tuple[str, ...] = Field(min_length=1)
    called: Mapping[str, Text] = {}
    dispatcher: Dispatcher


@dataclass(frozen=True)
class Workflow:
    """A workflow in force.

    Attributes:
        key: Its name.
        title: What it is called.
        of: The kinds of things whose life it is.
        main: The steps that lead on, in the order in which they come.
        steps: Every step it has, by name.
        called: What this workflow calls a step, where that is not the common word.
        forms: The forms of the organisations that dispatch.
    """

    key: str
    title: Text
    of: tuple[str, ...]
    main: tuple[str, ...]
    steps: Mapping[str, StepRule]
    called: Mapping[str, Text]
    forms: tuple[str, ...]

    def without(self, names: Iterable[str]) -> Workflow:
        """Return the workflow without the steps that a profile leaves out."""
        out = {*names}
        return replace(self, steps={name: one for name, one in self.steps.items() if name not in out})

    def possible(self, state: str) -> tuple[str, ...]:
        """Return the steps that go on from a state, in their order.

        Example:
            >>> own_workflows()["branch_dispatch"].possible("open")[:2]
            ('dispatch', 'refuse')
        """
        return tuple(name for name, one in self.steps.items() if state in one.from_)

    @property
    def turns(self) -> tuple[tuple[str, ...], ...]:
        """The main steps as they follow each other, together those that are there instead of one another.

        Example:
            >>> own_workflows()["hotline"].turns[-4:]
            (('take', 'claim'), ('finish',), ('pass', 'fail'), ('rate',))
        """
        found: list[tuple[str, ...]] = []
        state = NOTHING
        for name in self.main:
            step = self.steps.get(name)
            if step is None:
                continue
            if found and state not in step.from_:  # it does not go on from where the one before led
                found[-1] = (*found[-1], name)
                continue
            found.append((name,))
            state = state if step.to in (SAME, BACK) else step.to
        return tuple(found)

    def next(self, state: str) -> str | None:
        """Return the main step that is due in a state; None = none is.

        Example:
            >>> own_workflows()["hotline"].next("accepted"), own_workflows()["hotline"].next("rated")
            ('dispatch', None)
        """
        return next((name for name in self.main if name in self.steps and state in self.steps[name].from_), None)


@cache
def own_steps() -> Mapping[str, StepRule]:
    """Return the meaning of every step, as shipped with linli."""
    located = Located(_text("steps"), "workflows/steps.yaml")
    return {name: located.read(StepRule, (name,)) for name in located.data}


def read_workflow(text: str, file: str, key: str) -> Workflow:
    """Return the workflow that a YAML text says.

    Raises:
        BadRules: It names a step that is not there, or one twice, or there is a state that nothing leads out of.
    """
    located = Located(text, file)
    written, known = located.read(Written), own_steps()
    for position, name in enumerate(written.steps):
        if name not in known:
            raise located.refuse("workflow_step", ("steps", position), found=name, expected=", ".join(known))
        if name in written.steps[:position]:
            raise located.refuse("workflow_step_twice", ("steps", position), found=name)
    for name in written.called:
        if name not in known:
            raise located.refuse("workflow_step", ("called", name), found=name, expected=", ".join(known))
    for position, form in enumerate(written.dispatcher.form):
        forms = base_vocabulary().lists["form"]
        if form not in forms:
            where = ("dispatcher", "form", position)
            raise located.refuse("workflow_form", where, found=form, expected=", ".join(forms))
    main = _with_taking(written.steps)
    steps = {name: known[name] for name in (*main, *(one for one in ALWAYS if one not in main))}
    made = Workflow(key, written.title, written.of, main, steps, written.called, written.dispatcher.form)
    stuck = _stuck(made)
    if stuck is not None:
        raise located.refuse("workflow_stuck", ("steps",), found=stuck)
    return made


def _with_taking(steps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the steps that lead on with ``take`` among them: every life can be transferred, and then waits for it.

    Example:
        >>> _with_taking(("claim", "finish", "rate"))
        ('claim', 'take', 'finish', 'rate')
    """
    if "take" in steps:
        return steps
    at = steps.index("finish") if "finish" in steps else len(steps)
    return (*steps[:at], "take", *steps[at:])


def left_out(names: Iterable[str]) -> str | None:
    """Return the first of some names that no profile can leave out; None where all can be."""
    return next((name for name in names if name not in ALWAYS or name in _KEPT), None)


def _stuck(workflow: Workflow) -> str | None:
    """Return a state that can be reached and from which no main step leads on; None where there is none."""
    main = {name: one for name, one in workflow.steps.items() if name in workflow.main}
    reached = {"open"}
    while True:
        more = {one.to for one in main.values() if reached & {*one.from_}} - {SAME, BACK} - reached
        if not more:
            break
        reached |= more
    return next((state for state in sorted(reached) if state not in ENDED and workflow.next(state) is None), None)


@cache
def own_workflows() -> Mapping[str, Workflow]:
    """Return the workflows that come with linli."""
    return {key: read_workflow(_text(key), f"workflows/{key}.yaml", key) for key in own_workflow_keys()}


@cache
def own_workflow_keys() -> tuple[str, ...]:
    """Return their keys; none is read."""
    folder = files("graph.rules").joinpath("workflows")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml") and one.name != "steps.yaml")
    return tuple(name.removesuffix(".yaml") for name in names)


def _text(key: str) -> str:
    return files("graph.rules").joinpath("workflows", f"{key}.yaml").read_text(encoding="utf-8")
