"""An answer that somebody kept, worked out again: does the ledger still say so, number for number?

The revision, date, place and rules that the answer names are reopened, the plain version of the
question is asked without row filter and evidence cap, and every value that differs is named. What tells the
rows of a table apart, and what a question is asked with, is declared in the register of questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.answers import SCHEMA, Answer
from graph.answers.cells import RESERVED
from graph.answers.options import Holds, Option
from graph.answers.question import Question
from graph.answers.register import QUESTIONS, question_named
from graph.errors import BadInput, TooLong
from graph.network import Network
from graph.plain import checker_of, twin_of
from graph.rules import Rules, load_rules
from graph.stores import Store
from graph.viewing import is_person, nameless
from graph.words.listed import Listed

_UNCAPPED = 10**9
_FIELDS: Mapping[str, type] = {
    "question": str,
    "revision": int,
    "on": str,
    "rules": dict,
    "options": dict,
    "totals": dict,
    "rows": list,
    "issues": list,
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One value that is not what the ledger says.

    Attributes:
        path: Where in the answer: ``rows[3].has.low``; a row that is lacking is named by its key.
        found: What the answer says; None = nothing.
        expected: What was worked out; None = nothing.
    """

    path: str
    found: Any
    expected: Any


def verify(document: Mapping[str, Any], store: Store, rules: Rules | None = None) -> list[Difference]:
    """Return what differs between an answer and what the plain version finds; nothing = it holds.

    Rows are compared by what they are about, not by their order, and people by their keys alone: what an
    answer calls them, and whether it names those it counted, depends on who was shown it. Rows that the
    answer's own options leave out, and ids beyond its evidence cap, are not missed.

    A plan that is too long to be gone through is held to the rules row by row instead, and to what it says it is worth.

    Args:
        document: ``Answer.to_dict()``, or what was read back from its JSON.
        store: The store that it was asked of.
        rules: The rules at hand; left out, those that come with linli.

    Raises:
        BadInput: It is not an answer, or only a page of one, or its rules are not those at hand.
        NoSuchRevision: The store has no such revision.
        NotFound: The place or start that it names is not in that revision.
    """
    _check(document)
    rules = _rules(document["rules"], rules or load_rules())
    network = Network(store.tables(at=document["revision"]), _day(document["on"])).within(document.get("within"))
    question, options = question_named(document["question"]), document["options"]
    try:
        expected = _expected(question, network, rules, options).to_dict()
    except TooLong:
        check = checker_of(question.name)
        assert check is not None  # noqa: S101 - only who can check otherwise says so
        return [Difference(where, rule, None) for where, rule in check(network, rules, document)]
    found = list(_compared("totals", _counted(document["totals"]), _counted(expected["totals"])))
    tables = [name for name, value in expected.items() if isinstance(value, list) and name != "issues"]
    for name in tables:
        found += _table(question, name, nameless(document.get(name, [])), expected[name], options)
    found += _compared("issues", document["issues"], expected["issues"])
    return found + [Difference(name, document[name], None) for name in document.keys() - expected.keys()]


def _expected(question: Question, network: Network, rules: Rules, options: Row) -> Answer:
    """Ask the plain version as the answer was asked, of all rows and with all evidence."""
    for option in (*question.holding(Holds.PACKS), *question.holding(Holds.NORMS)):
        said = options.get(option.name)
        if said is None:
            continue
        if not (isinstance(said, list) and all(isinstance(one, str) for one in said)):
            raise BadInput("answer_field", field=f"options.{option.name}")
        rules = rules.only(*said) if option.holds is Holds.PACKS else rules.about(*said)
    asked = {one.name: _option(one, options) for one in question.options if one.passed}
    return twin_of(question.name)(network, rules, **asked)


def _option(option: Option, options: Row) -> Any:
    found = options.get(option.name)
    if option.holds is Holds.STATES:
        return tuple(option.states)
    if option.holds is Holds.CAP:
        return _UNCAPPED
    if option.holds is Holds.FLAG:
        return bool(found)
    if not _readable(option, found):
        raise BadInput("answer_field", field=f"options.{option.name}")
    return found


def _readable(option: Option, found: Any) -> bool:
    """Return whether an option of an answer is of the sort that the question takes."""
    if option.holds is Holds.ASKED:
        pairs = found if isinstance(found, list) else [found]
        return found is None or all(
            isinstance(one, list) and [type(part) for part in one] == [str, str] for one in pairs
        )
    if option.holds is Holds.REFERENCES and isinstance(found, list):
        return all(isinstance(one, str) for one in found)
    if option.holds is Holds.NUMBER:
        return found is None or (isinstance(found, int) and not isinstance(found, bool) and found > 0)
    return isinstance(found, str) or (found is None and not option.required)


def _check(document: Mapping[str, Any]) -> None:
    if document.get("schema") != SCHEMA:
        raise BadInput("answer_schema", found=document.get("schema"), expected=SCHEMA)
    for name, held in _FIELDS.items():
        if not isinstance(document.get(name), held) or isinstance(document[name], bool):
            raise BadInput("answer_field", field=name)
    if document.get("next") is not None:
        raise BadInput("answer_page")
    if document["question"] not in QUESTIONS:
        raise BadInput("answer_question", found=document["question"], expected=Listed(QUESTIONS))


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise BadInput("answer_field", field="on") from None


def _rules(digests: Mapping[str, str], known: Rules) -> Rules:
    """Return the rules that an answer names, and no others: what was added since did not speak in it."""
    if changed := sorted(name for name, digest in digests.items() if known.digests.get(name) != digest):
        raise BadInput("answer_rules", packs=Listed(changed))
    return Rules(
        {key: one for key, one in known.profiles.items() if f"profile:{key}" in digests},
        {pack: norms for pack, norms in known.packs.items() if pack in digests},
        dict(digests),
        calendars={key: years for key, years in known.calendars.items() if f"calendar:{key}" in digests},
        overrides={pack: found for pack, found in known.overrides.items() if pack in digests},
    )


def _table(question: Question, name: str, said: Any, rows: Sequence[Row], options: Row) -> Iterator[Difference]:
    """Compare one table row by row."""
    if not isinstance(said, list) or not all(isinstance(row, dict) for row in said):
        raise BadInput("answer_field", field=name)
    columns = question.tables[name].key
    expected = dict(_keyed(rows, columns))
    lacking = dict.fromkeys(key for key, row in expected.items() if name != "rows" or _shown(question, row, options))
    for position, (key, row) in enumerate(_keyed(said, columns)):
        lacking.pop(key, None)
        if key not in expected:
            yield Difference(f"{name}[{position}]", _told(key), None)
        else:
            yield from _compared(f"{name}[{position}]", row, _capped(question, expected[key], options, row))
    for key in lacking:
        yield Difference(f"{name}[{_told(key)}]", None, _told(key))


def _keyed(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], Row]]:
    """Yield each row with what tells it apart; of rows alike in that, also which of them it is."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        values = (row.get(column) for column in columns)
        key = tuple(value.get("id") if isinstance(value, dict) else value and str(value) for value in values)
        seen[key] += 1
        yield (*key, seen[key]), row


def _told(key: tuple[Any, ...]) -> str:
    *parts, which = key
    return " ".join(str(part) for part in (parts if which == 1 else key) if part is not None)


def _shown(question: Question, row: Row, options: Row) -> bool:
    """Return whether an answer asked so has a row."""
    asked = ((one.column, options.get(one.name)) for one in question.holding(Holds.STATES))
    return all(states is None or row[column] in states for column, states in asked)


def _capped(question: Question, row: Row, options: Row, said: Row) -> Row:
    """Return a row with as much evidence as the answer may show: so many ids, and people only to who may see them."""
    capped = dict(row)
    for cap in question.holding(Holds.CAP):
        if cap.column in row:
            evidence = row[cap.column][: options.get(cap.name)]
            named = any(is_person(str(key)) for key in said.get(cap.column) or ())
            capped[cap.column] = [key for key in evidence if named or not is_person(key)]
    for column in RESERVED.keys() & row.keys():  # who they are is personal, how many is not
        if row[column] and said.get(column) == []:
            capped[column] = []
    return capped


def _counted(totals: Any) -> Any:
    """Return totals without their zeros: none of a state, said or not, is the same."""
    if isinstance(totals, Mapping):
        return {name: _counted(value) for name, value in totals.items() if value != 0}
    return totals


def _compared(path: str, found: Any, expected: Any) -> Iterator[Difference]:
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in dict.fromkeys((*expected, *found)):
            yield from _compared(f"{path}.{name}", found.get(name), expected.get(name))
    elif isinstance(found, list) and isinstance(expected, list):
        for position in range(max(len(found), len(expected))):
            pair = (values[position] if position < len(values) else None for values in (found, expected))
            yield from _compared(f"{path}[{position}]", *pair)
    elif found != expected or isinstance(found, bool) != isinstance(expected, bool):
        yield Difference(path, found, expected)
