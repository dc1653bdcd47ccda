"""A piece of weekly work as ``--json``, HTTP and pages tell it: what is written, and what that does (SEMANTICS K36)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from typing import Any

from api.captions import Captions
from api.rendering.changes import Told, without_any_door
from api.rendering.foretold import foretold_lines
from api.rendering.sentences import whole_sentence
from api.rendering.text import SCHEMA
from graph.adjusting.outcome import Adjusted
from graph.answers import Answer
from graph.foretelling.foretold import foretold
from graph.identity import concealed
from graph.kinds import kind_of
from graph.network import Network
from graph.rules import Rules
from graph.tables import Tables
from graph.viewing import Viewer, named, unnamed
from graph.words import caption

Row = dict[str, Any]
_DIGITS = 16


class AdjustmentTold:
    """A piece of weekly work in a language, as its viewer may know of it.

    Attributes:
        answer: What it does, as far as they may be told.
        told: What is written, in differences.
    """

    def __init__(
        self, name: str, made: Adjusted, network: Network, before: Tables, rules: Rules, viewer: Viewer, lang: str
    ) -> None:
        """Take what was made of a network, and who looks.

        Args:
            name: Which piece of work.
            made: What comes of it.
            network: What it was made of, on its day.
            before: The rows of that revision, with what is kept apart.
            rules: The rules in force.
            viewer: Who looks.
            lang: ``zh`` or ``en``.

        Raises:
            NotLogged: Something in it is personal, and that it is shown cannot be written down.
        """
        self.name, self.made, self.lang, self._rules = name, made, lang, rules
        log = None if network.people is None else network.people.log
        self.told = Told(before, made.changes, rules, viewer, network.date, log)
        seen, changes = network.told(viewer), made.changes
        if seen is not network:
            _, changes = without_any_door(network.tables(), changes)
        self.answer: Answer = foretold(seen, rules, changes)
        self._day = network.date

    @cached_property
    def digest(self) -> str:
        """A digest of what is foretold, without the keys of new people, which are others each time."""
        found = unnamed(self.answer).to_dict()
        text = json.dumps([found[name] for name in ("totals", "rows", "paths", "remaining")], sort_keys=True)
        for number, key in enumerate(self.made.made):
            text = text.replace(key, f"new {number}")
        return sha256(text.encode()).hexdigest()[:_DIGITS]

    @property
    def issues(self) -> list[Row]:
        """What is told beside it, as rows of JSON."""
        return [{"code": one.code, "message": self._issue(one)} for one in self.made.issues]

    def document(self, revision: int | None) -> Row:
        """Return it as a document.

        Args:
            revision: The revision that has it; None = nothing was written.
        """
        changes = self.made.changes
        return {
            "schema": SCHEMA,
            "adjustment": self.name,
            "on": self._day.isoformat(),
            "by": changes.by,
            "reason": concealed(changes.reason) or None,
            "changes": [self.told.row(one) for one in self.told.rows],
            "foretold": named(self.answer, self.told.showing).to_dict(),
            "digest": self.digest,
            "made": [self._thing(key) for key in self.made.made],
            "left": [
                {"thing": self._thing(one.key), "by": one.by, "to": self._thing(one.to)} for one in self.made.left
            ],
            "issues": self.issues,
            "base": self.answer.revision,
            "dry_run": revision is None,
            "revision": revision,
        }

    def written(self) -> Iterator[str]:
        """Yield what is written, as sentences."""
        return (whole_sentence(self.told, one, self.lang) for one in self.told.rows)

    def does(self) -> Iterator[str]:
        """Yield what that does, as sentences."""
        return foretold_lines(self.answer, Captions(self.told.network, self._rules, self.lang), self.told.called)

    def noted(self) -> Iterator[str]:
        """Yield what somebody should look at: what is told beside it, and what stays behind, by how it hangs."""
        yield from map(self._issue, self.made.issues)
        ways = dict.fromkeys((one.by, one.to) for one in self.made.left)
        for by, to in ways:
            left = [one.key for one in self.made.left if (one.by, one.to) == (by, to)]
            told = {"count": f"{len(left):,}", "example": self.told.called(left[0]), "to": self.told.called(to)}
            yield caption("foretold.left", self.lang, by=self._way(by), **told)

    def _issue(self, one: Any) -> str:
        return str(one.sentence(self.lang, self.told.called))

    def _thing(self, key: str) -> Row:
        return {"id": key, "name": self.told.called(key)}

    def _way(self, by: str) -> str:
        """Return in words how something hangs on what changed: what its kind is called."""
        return str(getattr(kind_of(by.partition(".")[0]), self.lang))
