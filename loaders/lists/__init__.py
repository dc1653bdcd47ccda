"""The lists that a community works with, out: 需求清单 资源清单 项目清单, the 认领表, and a partner's own workbook.

They come back by `loaders.sources.lists`, which reads what people changed in them and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing
from graph.words import caption
from loaders.lists.book import write_book
from loaders.lists.boxes import PARTNERS, boxes_of, sheet_of_boxes
from loaders.lists.layout import LISTS
from loaders.lists.listed import Listed
from loaders.lists.marks import marks_of
from loaders.lists.written import words_of
from loaders.receipts import Giving

__all__ = ["PARTNERS", "write_claims", "write_lists", "write_partner"]

Called = Callable[[str], str]


def write_lists(
    path: Path | str, network: Network, rules: Rules, showing: Showing, called: Called, lines: Sequence[str]
) -> dict[str, int]:
    """Write 需求清单, 资源清单 and 项目清单 as one workbook for the office, and return how many lines each has.

    Args:
        path: The .xlsx file; one that is there is replaced.
        network: What is listed.
        rules: The profiles in force.
        showing: Who will have the file; people who give are called as they may see them.
        called: What a thing is called to them.
        lines: What stands above each list.
    """
    listed = Listed(network, rules, showing, called)
    sheets = [listed.sheet(name) for name in LISTS]
    write_book(path, sheets, marks_of(network, rules, "lists"), lines, listed.words, caption("lists.help.lists", "zh"))
    return {sheet.name: len(sheet.lines) for sheet in sheets}


def write_claims(
    path: Path | str, network: Network, rules: Rules, called: Called, lines: Sequence[str]
) -> dict[str, int]:
    """Write the 认领表: each demand with its best three and boxes to sign; what givers may not know is not in it."""
    boxes = boxes_of(network, rules)
    sheet = sheet_of_boxes("claims", boxes, called)
    words = words_of(rules, network.tables())
    write_book(path, [sheet], marks_of(network, rules, "claims"), lines, words, caption("lists.help.claims", "zh"))
    return {"claims": len({box.demand for box in boxes})}


def write_partner(
    path: Path | str,
    network: Network,
    rules: Rules,
    showing: Showing,
    partner: str,
    called: Called,
    lines: Sequence[str],
    giving: Giving | None = None,
) -> dict[str, int]:
    """Write a partner's own workbook: what it could do, was asked and has claimed, and what it offers.

    Args:
        path: The .xlsx file; one that is there is replaced.
        network: What is listed.
        rules: The profiles in force.
        showing: Who will have the file.
        partner: Key of whose it is.
        called: What a thing is called to them.
        lines: What stands above each list.
        giving: Gives the code by which it comes back; None = it has none.

    Raises:
        NotFound: There is no such partner, or it is nobody who could give.
    """
    asks = sheet_of_boxes("asks", boxes_of(network, rules, partner), called)
    listed = Listed(network, rules, showing, called)
    sheets = [asks, listed.sheet("own_offers", partner)]
    marks = marks_of(network, rules, "partner", partner)
    if giving is not None:
        receipt = giving(marks.of)
        marks = replace(marks, code=receipt.code)
        said = caption("lists.partner.receipt", "zh", code=receipt.code, until=receipt.until)
        lines = [*lines[:-1], said, *lines[-1:]]
    write_book(path, sheets, marks, lines, listed.words, caption("lists.help.partner", "zh"))
    return {sheet.name: len(sheet.lines) for sheet in sheets}
