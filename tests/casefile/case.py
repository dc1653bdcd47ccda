"""A case: a title, a small network, an ask and the answer that a planner would sign."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from graph.parsing import loader
from graph.rules import Rules, load_rules
from tests.casefile.names import CaseError, Names
from tests.casefile.notation import Written, read_network

_ASKED = ("question", "date", "within", "packs", "norms", "profiles")
_REFERENCES = ("start", "about", "demand", "giver", "unit", "seat", "whom", "among")
_OF_NORM = {"sort": "local_practice", "cite": {"document": "演示"}}


#: libyaml writes what PyYAML writes, many times as fast.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Loader(loader()):  # type: ignore[misc]
    """YAML in which only true and false are flags, so that a row may have a column ``on``."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not (tag == "tag:yaml.org,2002:bool" and first in "yYnNoO")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Ask:
    """What is asked: the question, on which date, of which place, with which options, names already ids."""

    question: str
    date: dt.date
    within: str | None
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One case as it stands in its file; what it means is read when it is first needed."""

    question: str
    title: str
    found: Mapping[str, Any]

    @cached_property
    def rules(self) -> Rules:
        """The rules that come with linli and the case's own; the packs or norms it names are asked alone."""
        rules = _read_rules(tuple(self._files.items())) if self._files else load_rules()
        return rules.only(*self.packs) if self.packs else rules

    @property
    def packs(self) -> list[str]:
        """The packs that are asked alone; none = what each place's profile says."""
        return [*self.found["ask"].get("packs", []), *(["case"] if self._norms else [])]

    def write_rules(self, folder: Path) -> None:
        """Write the case's own profiles and norms, as those of a folder are read."""
        _write_rules(folder, self._files)

    @cached_property
    def _files(self) -> dict[str, str]:
        """What is in a folder with the case's own profiles and norms."""
        profiles = {f"profiles/{profile['key']}.yaml": _dumped(profile) for profile in self._profiles}
        return {**profiles, "norms/case.yaml": _dumped(self._norms)} if self._norms else profiles

    @property
    def _norms(self) -> list[Any]:
        norms = self.found["ask"].get("norms", [])
        return [{"title": {"zh": norm["id"], "en": norm["id"]}, **_OF_NORM, **norm} for norm in norms]

    @property
    def _profiles(self) -> list[Any]:
        found: list[Any] = self.found.get("profiles", [])
        return found

    @property
    def profile(self) -> str:
        """The profile of the network's roots."""
        found: str = self.found.get("profile", "suzhoulu")
        return found

    @cached_property
    def network(self) -> Written:
        """The network and what its things are called."""
        try:
            return read_network(
                self.found["network"], self.rules.profiles[self.profile], self.rules.vocabulary(self.profile)
            )
        except CaseError as error:
            raise CaseError(f"{self.title}\n  {error}") from error

    @property
    def names(self) -> Names:
        """What the things of the network are called."""
        return self.network.names

    @cached_property
    def ask(self) -> Ask:
        """What is asked, names made ids."""
        asked = self.found["ask"]
        options = {name: value for name, value in asked.items() if name not in _ASKED}
        for name in _REFERENCES:
            if name in options:
                said = options[name]
                options[name] = [self._key(one) for one in said] if isinstance(said, list) else self._key(said)
        if "since" in options:
            options["since"] = [(self._key(label), moment) for label, moment in options["since"]]
        within = self._key(asked["within"]) if "within" in asked else None
        return Ask(self.question, asked["date"], within, options)

    @property
    def cited(self) -> tuple[str, ...]:
        """The rules of SEMANTICS.md that the case is about."""
        found: str | list[str] = self.found["rule"]
        return (found,) if isinstance(found, str) else tuple(found)

    @property
    def not_in_cypher(self) -> str | None:
        """Why the Cypher text gives another answer; None = it gives this one."""
        found: str | None = self.found.get("not_in_cypher")
        return found

    @property
    def answer(self) -> list[Any]:
        """What the answer should say: partial rows, and what belongs to the answer as a whole."""
        found = self.found["answer"]
        return found if isinstance(found, list) else [found]

    def _key(self, label: str) -> str:
        """Return the key of what a case calls so; what nothing is called stays, so that a case may ask for it."""
        return self.names.key(label) if self.names.keys(label) else label


@cache
def read_cases(folder: Path) -> list[Case]:
    """Return the cases of every file of a folder, read once; a file is called by its question, or ``question-part``.

    Raises:
        CaseError: A case lacks a part, asks another question than its file, or has another's title.
    """
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.yaml")):
        question = path.stem.partition("-")[0]
        for found in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader):  # noqa: S506  # a SafeLoader
            title = found.get("title", "?")
            missing = {"title", "rule", "network", "ask", "answer"} - set(found)
            if missing or title in cases or found["ask"].get("question") != question:
                reason = f"lacks {sorted(missing)}" if missing else "is there twice, or asks another question"
                raise CaseError(f"{path.name}: {title!r} {reason}")
            cases[title] = Case(question, title, found)
    return list(cases.values())


@cache
def _read_rules(rules: tuple[tuple[str, str], ...]) -> Rules:
    """Return the rules of a folder with these files, read once: every other case asks what another asks."""
    with tempfile.TemporaryDirectory() as folder:
        _write_rules(Path(folder), dict(rules))
        return load_rules(Path(folder))


def _write_rules(folder: Path, rules: Mapping[str, str]) -> None:
    for part in ("profiles", "norms"):
        (folder / part).mkdir(parents=True)
    for name, text in rules.items():
        (folder / name).write_text(text, encoding="utf-8")


def _dumped(found: Any) -> str:
    text: str = yaml.dump(found, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
    return text
