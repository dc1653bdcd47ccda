"""Random pieces of weekly work on a random network: what is said is there, and mostly of the kind that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from graph.adjusting import ADJUSTMENTS
from graph.adjusting.register import Part
from tests.networks import Drawn
from tests.sampled import sampled

Draw = Callable[[st.SearchStrategy[Any]], Any]
_NAMES = ["东grid", "9号building", "演示新", "演示1", "组织1"]
_FIELDS = {
    "place": {"level": "grid"},
    "organisation": {"form": "branch"},
    "post": {"role": "grid_worker"},
    "team": {},
    "venue": {},
}


@st.composite
def works(draw: Draw, drawn: Drawn, day: date) -> tuple[str, dict[str, Any]]:
    """One piece of work, and what is said with it."""
    verb = draw(sampled([*ADJUSTMENTS, "merge", "merge", "split", "move"]))
    said: dict[str, Any] = {}
    for part in ADJUSTMENTS[verb].options:
        if part.required or draw(sampled([True, False, False])):
            said[part.name] = _one(draw, drawn, part, day, said)
    if verb == "appoint":
        said.setdefault("person", _some(draw, drawn, ("person",), 1)[0])
        said.pop("name", None)
    if verb == "establish":
        said |= {"name": draw(sampled(_NAMES)), "fields": _FIELDS[said["kind"]]}
    if verb == "move" and drawn.keys["place"]:
        said["to"] = draw(sampled(drawn.keys["place"]))
        said.pop("tie", None)
    if verb == "merge":
        kind = said["thing"].rpartition("-")[0]
        said["into"] = draw(sampled(drawn.keys[kind]))
    return verb, {name: value for name, value in said.items() if value is not None}


def _one(draw: Draw, drawn: Drawn, part: Part, day: date, said: dict[str, Any]) -> Any:
    """Draw what a part holds; fields are drawn by the kind."""
    ways: dict[str, Callable[[], Any]] = {
        "reference": lambda: next(iter(_some(draw, drawn, part.kinds, 1)), None),
        "references": lambda: _some(draw, drawn, part.kinds, 2),
        "text": lambda: draw(sampled(_NAMES)),
        "day": lambda: day + timedelta(days=draw(st.integers(-1, 40))),
        "flag": lambda: draw(st.booleans()),
        "axis": lambda: draw(sampled(["territory", "property"])),
        "kind": lambda: draw(sampled(part.kinds)),
        "tie": lambda: draw(sampled(["member_of", "serves", "answers_for", "reports_to", "post_in"])),
        "shares": lambda: _shares(drawn, said["thing"]),
    }
    return ways[part.holds]() if part.holds in ways else None


def _shares(drawn: Drawn, place: str) -> dict[str, list[str]]:
    rows = drawn.tables["part_of"].filter(target=place)["source"].unique().sort().to_list()
    return {"演示新甲": rows[:1], "演示新乙": rows[1:]}


def _some(draw: Draw, drawn: Drawn, kinds: Sequence[str], most: int) -> list[str]:
    known = kinds or ("place", "organisation", "post", "team", "person")
    keys = [key for kind in known for key in drawn.keys.get(kind, [])]
    found: list[str] = draw(st.lists(sampled(keys), min_size=1, max_size=most, unique=True)) if keys else []
    return found
