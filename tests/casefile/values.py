"""From what a case writes to what a column holds, by the kinds' own fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.kinds import Field, kind_of
from graph.rules import Vocabulary
from graph.selectors import FIELDS, Selector, parse_measure
from graph.values import AS_OF, DAY, FLAG, INTERVALS, STANDINGS, TYPES
from graph.values.count import split_unit
from tests.casefile.lines import Line
from tests.casefile.names import Names


@dataclass(frozen=True)
class Values:
    """The words of a profile and the names of a case; an empty text is None."""

    words: Vocabulary
    names: Names

    def fields(self, kind: str, written: dict[str, str]) -> dict[str, Any]:
        """Return the columns of a kind from what was written, and strike off what was understood."""
        known = {one.name: one for one in kind_of(kind).fields}
        return {name: self.value(known[name], written.pop(name)) for name in list(written) if name in known}

    def value(self, field: Field, text: str) -> Any:
        """Return one value of a field: words become codes, references keys."""
        if not text:
            return None
        if field.type == "reference":
            return self.names.key(text, field.to)
        if field.value == "standings":
            return list(STANDINGS.clean(text) or ())
        if field.type == "texts":
            return [self.words.resolve(field.vocabulary or "", one) for one in text.replace("、", ",").split(",")]
        if field.vocabulary:
            return self.words.resolve(field.vocabulary, text)
        return _cleaned(field, text)

    def selector(self, line: Line) -> Selector:
        """Return the selector of a listing, and strike off its fields."""
        chosen = {name: line.split(name) for name in FIELDS if name in line.options}
        asked = Selector(
            {"kind": frozenset([line.args["kind"]]), **{name: frozenset(many) for name, many in chosen.items()}}
        )
        return asked.resolved(self.words.resolve)

    def figure(self, line: Line) -> dict[str, Any]:
        """Return the columns of a figure that one number and its measure fill: 65户, 60余人, 约80个."""
        count, unit = split_unit(line.args["value"])
        if count is None:
            raise line.refuse("expected a number")
        resolved = parse_measure(line.take("measure"), self.words.resolve)
        unit = line.take("unit") or unit or ""
        return {
            "measure": str(resolved),
            "value": count.value,
            "bound": count.bound,
            "low": count.low,
            "high": count.high,
            "unit": self.words.resolve("unit", unit),
        }


def _cleaned(field: Field, text: str) -> Any:
    match field.type, field.value:
        case "integer", _:
            return int(text)
        case "flag", _:
            return FLAG.clean(text)
        case "day", "as_of":
            return AS_OF.clean(text)
        case "day", _:
            return DAY.clean(text)
        case "decimal", _:
            return float(text)
        case _, "weekdays" | "hours" | "capacity" | "instant":
            return TYPES[field.value].clean(text)
        case _, "intervals":
            return ";".join(str(one) for one in INTERVALS.clean(text) or ())
        case _:
            return text
