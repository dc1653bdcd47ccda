"""What a piece of weekly work of a case would do, in lines that a planner can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.captions import Captions
from api.rendering.foretold import foretold_lines
from graph.answers import Answer
from graph.changes import ChangeSet, apply
from graph.foretelling.foretold import foretold
from graph.network import Network
from graph.parsing import parsed
from graph.plain.foretold import foretold as plainly
from graph.rules import load_rules
from tests.graph.adjusting.played import Played

CASES = Path(__file__).with_name("cases.yaml")
#: The packs whose norms the cases are about: each norm costs its time, asked of nothing too.
_RULES = load_rules().only("suzhoulu", "profile:suzhoulu")


def play(case: dict[str, Any], *, plain: bool = False) -> None:
    """Play a case; of what would be done it says some tables, and those in full.

    Args:
        case: The case.
        plain: Whether to hold the plain version to it too, which takes longest.

    Raises:
        AssertionError: Something else would come of it, the plain version says something else, or words lack.
    """
    played = Played(case["network"], case.get("profile", "suzhoulu"))
    for line in case["steps"]:
        network = played.network(line["day"])
        changes = ChangeSet()
        for verb, said in line["work"].items():
            changes = played.do(line["day"], verb, said).changes
        answer = foretold(network, _RULES, changes)
        assert not plain or answer.to_dict() == plainly(network, _RULES, changes).to_dict()
        found = _lines(answer, played)
        assert {name: found[name] for name in line["then"]} == line["then"], found
        _says(answer, Network(apply(network.tables(), changes), line["day"]), played)


def _says(answer: Answer, after: Network, played: Played) -> None:
    """Hold every sentence to have its words in both languages."""
    for lang in ("zh", "en"):
        told = list(foretold_lines(answer, Captions(after, _RULES, lang), played.shown))
        assert not any("{" in one or "foretold" in one for one in told), told


def _lines(answer: Answer, played: Played) -> dict[str, list[str]]:
    """Return each table as lines."""
    rows = {name: frame.to_dicts() for name, frame in answer.frames.items()}
    show = played.shown

    def end(one: dict[str, Any] | None) -> str:
        return "-" if one is None else show(one["id"])

    return {
        "norms": [
            f"{row['change']} {row['norm']} {show(row['subject']['id'])}"
            f" {row['state_before'] or '-'}→{row['state'] or '-'} {_band(row['has_before'])}→{_band(row['has'])}"
            for row in rows["rows"]
        ],
        "paths": [
            f"{row['change']} {row['chain']} {row['end_before'] or '-'}→{row['end'] or '-'} {_band(row['homes'])}"
            f" {row['example']['path']}"
            for row in rows["paths"]
        ],
        "follows": [
            f"{row['change']} {row['what']} {show(row['thing']['id'])} {end(row['before'])}→{end(row['after'])}"
            for row in rows["follows"]
        ],
        "people": [
            f"{row['change']} {show(row['person'])} {row['held_before'] or '-'}→{row['held'] or '-'}"
            for row in rows["people"]
        ],
        "remaining": [
            f"{row['chain']} {row['holders']} {_band(row['homes_before'])}→{_band(row['homes'])}"
            for row in rows["remaining"]
        ],
        "issues": [f"{one['code']} {show(one['id'])}" for one in answer.issues],
    }


def _band(band: dict[str, Any] | None) -> str:
    if band is None:
        return "-"
    return str(band["low"]) if band["low"] == band["high"] else f"{band['low']}..{band['high'] or ''}"


def cases() -> list[dict[str, Any]]:
    """The cases of the file."""
    found: list[dict[str, Any]] = parsed(CASES.read_text(encoding="utf-8"))
    return found
