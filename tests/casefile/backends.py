"""What works where: of each case and each implementation, *works* or *not here because …*.

As the backend tests of ibis mark what a backend lacks, each mark with its reason. The rule comes first: fast and
plain answer every case; Cypher answers those whose question and types of norm have a text, and later ones have none.
Then each case may say for itself, as ``not_in_cypher``, what the text leaves out that it is about.

    python -m tests.casefile.backends        prints the table
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import cypher
from graph.errors import NotAskable, NotFound
from tests.casefile.case import Case, read_cases
from tests.casefile.implementations import IMPLEMENTATIONS

CASES = read_cases(Path(__file__).parents[1] / "cases")
BACKENDS = ("fast", "plain", "cypher")
WORKS = "works"
#: Why a type of norm has none, where it is not only that it came later.
_OF_TYPE = {"staffed": "it asks who signed an agreement in force or gives something, which no part of a text reads"}
#: Why a text cannot be asked, of a question that has one: said as it is.
_SAID = ("cypher_of_one_demand", "cypher_asked_before", "cypher_of_one_date", "cypher_profile")


@dataclass(frozen=True)
class NotHere:
    """A mark: an implementation does not give the answer of a case.

    Attributes:
        because: Why.
        by_rule: Whether for want of a text; else the text answers something else, which it says at its top.
    """

    because: str
    by_rule: bool

    def __str__(self) -> str:
        return f"not here because {self.because}"


def mark(case: Case, backend: str) -> NotHere | None:
    """Return why an implementation does not give the answer of a case; None = it works."""
    if backend != "cypher":
        return None if (backend, case.question) in IMPLEMENTATIONS else NotHere("nobody wrote it", by_rule=True)
    try:
        for name in cypher.texts_of(case.question, case.rules, case.ask.date):
            cypher.parameters(name, case.rules, on=case.ask.date, within=case.ask.within, **case.ask.options)
    except (NotFound, NotAskable) as error:
        if error.code in _SAID:
            return NotHere(error.message("en"), by_rule=True)
        of_norms = error.code == "no_text_of_norms"
        types = {norm.type for norm in case.rules.norms if of_norms and norm.holds_on(case.ask.date)}
        why = next((_OF_TYPE[one] for one in sorted(types & {*_OF_TYPE})), "later ones are fast and plain only")
        return NotHere(f"{error.message('en')}: {why}", by_rule=True)
    if case.question == "escalate" and _asks_beside(case):  # the text is refused once the start's profile is known
        return NotHere(NotAskable("cypher_sideways").message("en"), by_rule=True)
    return NotHere(case.not_in_cypher, by_rule=False) if case.not_in_cypher else None


def _asks_beside(case: Case) -> bool:
    """Return whether somebody is asked beside a chain that the case walks."""
    profile, asked = case.rules.profiles[case.profile], case.ask.options
    said = asked.get("category")
    code = said and case.rules.vocabulary(profile.key).resolve("category", said)
    chosen = asked.get("chain") or (profile.handling(code) if code else None)
    chains = [chain for key, chain in profile.chains.items() if chosen in (None, key)]
    return any(one.is_asked_of(case.rules.categories, code) for chain in chains for one in chain.sideways)


def asks(case: Case) -> tuple[str, ...]:
    """Return what a case asks: its question, and of coverage each type of its norms."""
    if not any(name.startswith(f"{case.question}-") for name in cypher.names()):
        return (case.question,)
    types = {norm.type for norm in case.rules.norms if norm.holds_on(case.ask.date)}
    return tuple(f"{case.question}({one})" for one in sorted(types)) or (f"{case.question}(no norm)",)


def table(cases: list[Case]) -> dict[str, dict[str, str]]:
    """Return what is told of each thing asked and each implementation, over all of its cases."""
    asked: Mapping[str, list[Case]] = defaultdict(list)
    for case in cases:
        for what in asks(case):
            asked[what].append(case)
    return {what: {backend: _told(asked[what], what, backend) for backend in BACKENDS} for what in sorted(asked)}


def _told(cases: list[Case], what: str, backend: str) -> str:
    marks = [found for case in cases if (found := mark(case, backend)) is not None]
    if len(marks) == len(cases):
        return str(marks[0])
    told = [f"not {len(marks)} of {len(cases)} cases"] if marks else []
    text = what.replace("(", "-").removesuffix(")")
    if backend == "cypher" and text in cypher.names():
        told += [f"without {column}" for column in cypher.left_out(text)]
    return ", ".join([WORKS, *told])


def lines(cases: list[Case]) -> Iterator[str]:
    """Return the table as lines of Markdown, and after it a line for each case that has a mark."""
    yield " | ".join(["", "asked", *BACKENDS, ""]).strip()
    yield "|---" * (1 + len(BACKENDS)) + "|"
    for what, told in table(cases).items():
        yield " | ".join(["", what, *told.values(), ""]).strip()
    yield ""
    for case in cases:
        for backend in BACKENDS:
            if (found := mark(case, backend)) is not None:
                yield f"- {case.question}: {case.title}. {backend}: {found}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines(CASES))
