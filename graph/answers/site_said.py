"""A plan of siting in words: reach now, reach with the plan, and whether the plan is optimal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from graph.words import caption


class Sited(Protocol):
    """The parts of an answer that are put into words here."""

    @property
    def options(self) -> Mapping[str, Any]:
        """The options of the question."""

    @property
    def totals(self) -> Mapping[str, Any]:
        """The totals of the answer."""


def before_and_after(answer: Sited, lang: str = "zh") -> Iterator[str]:
    """Yield how many are within reach and how far they go, now and once all stands; of heads, how many groups."""
    totals, options = answer.totals, answer.options
    counted = {name: f"{number:,}" for name, number in totals["households"].items()}
    if options["what"] == "heads":
        yield caption("site.groups", lang, **counted, most=options["most"])
        return
    before, after = (_said(totals[name]) for name in ("before", "after"))
    if totals["before"]["mean"] is None:
        yield caption("site.now.none", lang, all=counted["all"])
    else:
        yield caption("site.now", lang, all=counted["all"], reach=options["reach"], **before)
    yield caption("site.then", lang, **after) if totals["households"]["new"] else caption("site.none", lang)


def proof(answer: Sited, lang: str = "zh") -> Iterator[str]:
    """Yield whether the plan is optimal, and what is assumed."""
    plan, of_heads = answer.totals["plan"], answer.options["what"] == "heads"
    if plan["status"] == "optimal":
        yield caption("site.optimal", lang)
    else:
        unit = caption(f"site.unit.{'heads' if of_heads else answer.options['aim']}", lang)
        yield caption("site.gap", lang, value=f"{plan['value']:,}", bound=f"{plan['bound']:,}", unit=unit)
    yield caption("site.beside" if of_heads else "site.way", lang)


def _said(counted: Mapping[str, int | None]) -> dict[str, str]:
    return {name: "—" if number is None else f"{number:,}" for name, number in counted.items()}
