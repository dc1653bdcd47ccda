"""A column of raw cells made into values of a field: each distinct cell is cleaned once.

A column of a hundred thousand cells seldom holds more than some thousands, so what costs
microseconds a cell is paid by distinct cell only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.errors import BadValue
from graph.kinds import Field
from graph.rules import Vocabulary
from graph.rules.deputies import chief_of
from graph.values import TYPES, cell
from graph.values.controls import control_in
from graph.values.intervals import until_from_inclusive
from graph.values.mask import mask, masked
from graph.words.listed import Listed
from loaders.readers.habits import BROKEN, Broken, Steering, in_words
from loaders.report import Report, Where, issue_of

#: Lists whose words decide how a need's life goes on: with a word that is in none nobody could say where it is.
_ACTED_ON = frozenset({"step", "need_state"})
#: What is expected where a number is; a date in such a cell is a number in a cell with the format of a date.
_NUMBERS = frozenset(
    f"expected.{one}" for one in ("integer", "tally", "decimal", "extent", "count", "wanted", "capacity", "price")
)
#: Word lists for which a hint says what happens to a word that is not in them.
_WITH_HINT = frozenset({"category"})


@dataclass(frozen=True)
class Cleaned:
    """Values by row, and by raw cell what was wrong with it.

    Attributes:
        values: By row; None where the cell is blank or wrong.
        wrong: The refusal of a cell.
        unknown: The words of a cell that are in no list.
        hint: The code of what to do about these, where something is to be said.
    """

    values: list[Any]
    wrong: dict[Any, BadValue] = field(default_factory=dict)
    unknown: dict[Any, str] = field(default_factory=dict)
    hint: str | None = None


class Cleaner:
    """Cleans the columns of a file with the word lists in force.

    Args:
        words: The word lists.
        strict: The lists in which a word must be; of any other an unknown word is kept as written.
    """

    def __init__(self, words: Vocabulary, strict: Collection[str] = ()) -> None:
        self._words, self._strict = words, frozenset(strict) | _ACTED_ON

    def column(self, raw: list[Any], one: Field) -> Cleaned:
        """Return the values of a column of a field, as tables keep them."""
        unknown: dict[Any, str] = {}

        def clean(value: Any) -> Any:
            if one.value == "name" and one.vocabulary and isinstance(value, str):
                code = self._words.resolve(one.vocabulary, value.strip())
                if code != value.strip():  # a word as its list writes it, though it may be no name, such as %
                    return code
            plain = cell.prose if one.value == "text" else cell.text
            found = _stored(TYPES[one.value].clean(value) if one.value in TYPES else plain(value), one)
            if found is None or one.vocabulary is None:
                return found
            words = found if isinstance(found, list) else [found]
            strange = [word for word in words if not self._known(one.vocabulary, word)]
            if strange and one.vocabulary in self._strict:
                raise cell.refuse(strange[0], _choice(self._words, one.vocabulary), "unknown_word")
            if strange:
                unknown[value] = Listed(strange)
            codes = [self._words.resolve(one.vocabulary, word) for word in words]
            return codes if isinstance(found, list) else codes[0]

        values, wrong = cleaned(raw, clean)
        if one.masked and one.value != "phone":  # telephones mask themselves
            wrong = {value: masked(error) for value, error in wrong.items()}
        return Cleaned(values, wrong, unknown, f"hint.kept.{one.vocabulary}" if one.vocabulary in _WITH_HINT else None)

    def _known(self, vocabulary: str, word: str) -> bool:
        return self._words.knows(vocabulary, word) or (vocabulary == "role" and chief_of(word, self._words) is not None)


def cleaned(raw: list[Any], clean: Callable[[Any], Any]) -> tuple[list[Any], dict[Any, BadValue]]:
    """Return a column cleaned, and the cells that were refused.

    Example:
        >>> from graph.values import INTEGER
        >>> values, wrong = cleaned(["４０", "", "多", 40.0], INTEGER.clean)
        >>> values, list(wrong)
        ([40, None, None, 40], ['多'])
    """
    cells = in_words(raw)
    known: dict[Any, Any] = {"": None, None: None}
    wrong: dict[Any, BadValue] = {}
    for one in set(cells):
        if one in known:
            continue
        known[one] = None
        if isinstance(one, Broken) or (isinstance(one, str) and one.strip() in BROKEN):
            wrong[one] = BadValue("broken_cell", found=str(one))
            continue
        if isinstance(one, Steering):
            wrong[one] = BadValue("control_character", found=control_in(one))
            continue
        try:
            known[one] = clean(one)
        except BadValue as error:
            wrong[one] = error
    return [known[one] for one in cells], wrong


def tell(
    report: Report, found: Cleaned, raw: list[Any], where: Callable[[int], Where], *, personal: bool = False
) -> None:
    """Report the cells of a column that are wrong, and the words that are in no list, row by row."""
    if not found.wrong and not found.unknown:
        return
    for place, one in enumerate(in_words(raw)):
        if one in found.wrong:
            report.add(issue_of(with_hint(found.wrong[one], one), where(place)))
        elif one in found.unknown:
            shown = mask(found.unknown[one]) if personal else found.unknown[one]
            report.warn("unknown_word_kept", where(place), found=shown, hint=found.hint)


def with_hint(error: BadValue, raw: Any) -> BadValue:
    """Return a refusal that says what a date or a time in another column may have been: 3-2 or 3, not 2024-03-02."""
    if isinstance(raw, date) and error.params.get("expected") == "expected.name_not_date":
        return BadValue("name_became_date", **error.params, meant=f"{raw.month}-{raw.day}")
    if isinstance(raw, date) and error.params.get("expected") in _NUMBERS:
        return BadValue("number_became_date", **error.params, meant=_serial(raw))
    if error.params.get("expected") == "expected.name_not_time":
        return BadValue("name_became_time", **error.params, meant=error.params["found"].replace(":0", ":"))
    return error


def _serial(day: date) -> int:
    """Return the number that a spreadsheet shows as this day; it counts a 29 February 1900 that there never was.

    Example:
        >>> _serial(date(1900, 1, 3)), _serial(date(2024, 5, 1))
        (3, 45413)
    """
    number = (date(day.year, day.month, day.day) - date(1899, 12, 31)).days
    return number + (number >= 60)  # noqa: PLR2004 - the day that never was


def _stored(value: Any, one: Field) -> Any:
    """Return a clean value in the form that the tables keep."""
    if value is None:
        return None
    if one.name == "until":
        return until_from_inclusive(value)
    if one.type == "texts":
        return list(value)
    if one.type == "text" and not isinstance(value, str):
        return ";".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return value


def _choice(words: Vocabulary, name: str) -> str:
    return Listed(word.zh for word in words.lists.get(name, {}).values())
