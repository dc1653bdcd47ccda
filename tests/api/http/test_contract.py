"""One answer: Python, the terminal and HTTP give the same bytes, for every case of every question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import graph
from api.errors import status_of
from graph import questions
from graph.answers import Answer
from graph.answers.coverage import STATES
from graph.answers.register import QUESTIONS
from graph.errors import LinliError
from graph.stores import open_store
from graph.viewing import owner
from tests.api.conftest import Linli, Ran
from tests.api.http.conftest import Behind
from tests.casefile.case import Case, read_cases
from tests.stores import changes

CASES = read_cases(Path(__file__).parents[2] / "cases")
#: What a request, or a command line, calls an option of Python, where the two differ.
_NAMES = {option.name: option.word for question in QUESTIONS.values() for option in question.options}
#: So few of the cases are asked by `make check`, and by `make test`: to put one into a store and ask three times takes
#: half a second, and what a surface adds is the same for all of a question.
_CHECKED, _NTH, _THIRD = 160, 40, 3


class ThreeWays:
    """A case in a store, asked in three ways."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.store, self.rules = case, folder / "linli.db", folder / "rules"
        case.write_rules(self.rules)
        with open_store(self.store) as store:
            store.commit(changes(case.network.tables))

    def of_python(self) -> str | LinliError:
        ask = self.case.ask
        question: Callable[..., Answer] = getattr(questions, ask.question)
        viewer = owner("terminal", ask.question)  # every surface asks of what this reader is told (SEMANTICS V8)
        network = graph.open(self.store, on=ask.date).told(viewer).within(ask.within)
        try:
            return graph.named(question(network, self.case.rules, **ask.options), network).to_json() + "\n"
        except LinliError as error:
            return error

    def of_terminal(self, linli: Linli) -> Ran:
        ask, options = self.case.ask, dict(self.options)
        first = QUESTIONS[ask.question].start
        start = [options.pop(first.name)] if first is not None and first.name in options else []
        said = [part for name, value in options.items() for part in self._flag(name, value)]
        said += [part for pack in self.case.packs for part in ("--pack", pack)]
        where = ("--store", str(self.store), "--rules", str(self.rules))
        return linli(ask.question, *start, *said, "--on", ask.date.isoformat(), *where, "--json")

    def of_http(self, behind: Behind) -> Any:
        ask, client = self.case.ask, behind(self.store, rules=self.rules)
        asked = {**self.options, "on": ask.date.isoformat(), "pack": self.case.packs}
        return client.get(f"/v1/{ask.question}", params=asked)

    @property
    def options(self) -> dict[str, Any]:
        ask = self.case.ask
        found = {_NAMES.get(name, name): value for name, value in ask.options.items()}
        if "state" in found:
            found["state"] = ",".join(found["state"])
        if "since" in found:
            found["since"] = [f"{key}={moment}" for key, moment in found["since"]]
        return found if ask.within is None else {**found, "within": ask.within}

    def _flag(self, name: str, value: Any) -> list[str]:
        if isinstance(value, list):
            return [part for one in value for part in (f"--{name}", one)]
        return [f"--{name}"] if value is True else [f"--{name}", str(value)]


def _refused_as_read(case: Case) -> bool:
    """Whether a surface refuses what is asked as it reads it: a state that there is not (``test_problems``)."""
    return case.question == "coverage" and not set(case.ask.options.get("states", ())) <= set(STATES)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case.question}: {case.title}", marks=[pytest.mark.slow] if number % _CHECKED else [])
        for number, case in enumerate(CASES)
        if (number % _NTH == 0 or number % _THIRD == 1) and not _refused_as_read(case)
    ],
)
def test_every_surface_gives_the_same_bytes(case: Case, tmp_path: Path, linli: Linli, behind: Behind) -> None:
    asked = ThreeWays(case, tmp_path)
    ran, response = asked.of_terminal(linli), asked.of_http(behind)
    expected = asked.of_python()
    if isinstance(expected, LinliError):
        assert (ran.code, ran.out) == (1, "")
        assert (response.status_code, response.json()["code"]) == (status_of(expected), expected.code)
        assert response.json()["detail"] in ran.err
    else:
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == expected
        assert response.content == expected.encode()
