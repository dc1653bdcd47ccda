"""Whether an implementation gives the answer of a case, and if not, a page that says how it differs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import yaml

from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.errors import LinliError
from graph.rules import Rules
from graph.tables import Tables
from tests.casefile.case import Ask, Case
from tests.casefile.compare import meets, shown
from tests.casefile.names import CaseError, Names

#: Gives the answer to what is asked of a network, which is all its rows.
Implementation = Callable[[Tables, Rules, Ask], Answer]
_OTHER_TABLES = tuple(sorted({name for one in QUESTIONS.values() for name in one.tables} - {"rows"}))
_WHOLE = (*_OTHER_TABLES, "totals", "issues", "error", "rows")


def check(case: Case, implementation: Implementation, left_out: Collection[str] = ()) -> None:
    """Hold an implementation to a case, but for the columns and tables that it does not return.

    Raises:
        AssertionError: It answers something else; the message shows both.
        CaseError: The case itself cannot be read.
    """
    __tracebackhide__ = True  # the message says it all
    whole = {
        name: value for one in case.answer if _is_whole(one) for name, value in one.items() if name not in left_out
    }
    stated = [_without(left_out, one) for one in case.answer if not _is_whole(one)]
    try:
        answer = implementation(case.network.tables, case.rules, case.ask)
    except LinliError as error:
        if whole.get("error") != error.code:
            raise
        return
    differences = []
    if "error" in whole:
        differences.append(f"expected the error {whole['error']}, found an answer")
    if stated:
        differences += _table("rows", stated, answer, case.names)
    if "rows" in whole and whole["rows"] != answer.rows.height:
        differences.append(f"expected {whole['rows']} rows, found {answer.rows.height}")
    for name in _OTHER_TABLES:
        if name in whole:
            differences += _table(name, _listed(whole[name]), answer, case.names)
    if "totals" in whole and not meets(whole["totals"], _nested(answer.totals), case.names):
        differences += ["totals", _side("expected", whole["totals"]), _side("found   ", _nested(answer.totals))]
    if "issues" in whole and not meets(whole["issues"], [dict(one) for one in answer.issues], case.names):
        found = [shown(dict(one), case.names) for one in answer.issues]
        differences += ["issues", _side("expected", whole["issues"]), _side("found   ", found)]
    if differences:
        network = "\n".join(f"    {line}" for line in case.found["network"].strip().splitlines())
        raise AssertionError("\n".join([case.title, "  network", network, *differences]))


def _is_whole(one: Any) -> bool:
    return isinstance(one, Mapping) and len(one) == 1 and next(iter(one)) in _WHOLE


def _without(columns: Collection[str], row: Any) -> Any:
    return {name: value for name, value in row.items() if name not in columns} if columns else row


def _listed(stated: Any) -> list[Any]:
    return stated if isinstance(stated, list) else [stated]


def _nested(totals: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _nested(value) if isinstance(value, Mapping) else value for name, value in totals.items()}


def _table(name: str, stated: list[Any], answer: Answer, names: Names) -> list[str]:
    """Compare one table, row for row in order, by the fields that the case is about."""
    found = answer.frames[name].to_dicts() if name in answer.frames else []
    if name == "load":
        found = _as_stated(stated, found, names)
    columns = answer.frames[name].columns if name in answer.frames else []
    for row in stated:
        if unknown := set(row) - set(columns):
            raise CaseError(f"{name} have no {', '.join(sorted(unknown))}; there are {', '.join(columns)}")
    wrong = [
        f"  row {position + 1}, {column}: expected {_line(value)}, found {_line(shown(row[column], names))}"
        for position, (one, row) in enumerate(zip(stated, found, strict=False))
        for column, value in one.items()
        if not meets(value, row[column], names)
    ]
    if len(stated) != len(found):
        wrong.append(f"  expected {len(stated)} rows, found {len(found)}")
    if not wrong:
        return []
    asked = list(dict.fromkeys(column for row in stated for column in row)) or columns
    return [
        name,
        *wrong,
        *(_side("expected", row) for row in stated),
        *(_side("found   ", {column: shown(row[column], names) for column in asked}) for row in found),
    ]


def _as_stated(stated: list[Any], found: list[dict[str, Any]], names: Names) -> list[dict[str, Any]]:
    """Put rows whose order is by key, which nobody sees, into the order in which a case states them."""
    left, ordered = list(found), []
    for one in stated:
        match = next(
            (row for row in left if all(meets(value, row.get(name), names) for name, value in one.items())), None
        )
        if match is not None:
            left.remove(match)
            ordered.append(match)
    return [*ordered, *left]


def _side(side: str, value: Any) -> str:
    return f"  {side} {_line(value)}"


def _line(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")
