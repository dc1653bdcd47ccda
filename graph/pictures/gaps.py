"""The gaps of an answer of coverage as a table: places down the side, norms and their items along the top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.answers import Answer
from graph.cards.cells import band
from graph.network import Network
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.marks import OF_STATE
from graph.pictures.matrix import matrix
from graph.rules import Norm, Rules
from graph.rules.vocabulary import Vocabulary
from graph.words import caption

Row = dict[str, Any]


def gaps(network: Network, rules: Rules, answer: Answer, *, lang: str = "zh", by: str = "") -> str:
    """Return an SVG drawing of the gaps: one sign for each subject and norm, beside it how much is short.

    Args:
        network: The network that was asked.
        rules: For the titles of norms.
        answer: Of ``coverage``; what it does not show stays empty.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: There are more places or norms than anybody reads on one sheet.
    """
    rows = list(answer.rows.iter_rows(named=True))
    subjects = {row["subject"]["id"]: row["subject"] for row in rows}
    asked = sorted({(row["norm"], row["item"] or "") for row in rows})
    norms = {norm.id: norm for norm in rules.norms}
    named = {key: _named(network, rules, subject, lang) for key, subject in subjects.items()}
    side = {key: at for at, key in enumerate(_as_they_lie(network, subjects))}
    top = {one: at for at, one in enumerate(asked)}
    cells = {
        (side[row["subject"]["id"]], top[row["norm"], row["item"] or ""]): (OF_STATE[row["state"]], _short(row))
        for row in rows
    }
    blank = caption("picture.gaps.blank", lang) if len(cells) < len(side) * len(top) else ""
    return matrix(
        caption("picture.gaps.title", lang),
        captioned(network, lang, by),
        [named[key] for key in side],
        [_asked(norms[norm], item, rules.vocabulary(), lang) if norm in norms else norm for norm, item in asked],
        cells,
        lang,
        blank,
    )


def _named(network: Network, rules: Rules, subject: Row, lang: str) -> str:
    """Return the path of a subject; a post that has no name is called by its role, where it stands."""
    if subject["path"] is not None:
        return str(subject["path"])
    row = network.row(subject["id"])
    anchor, word = int(network.view.anchor[row]), Called(network, rules, lang).thing(row)
    return f"{network.path(anchor)}//{word}" if anchor >= 0 else word


def _as_they_lie(network: Network, keys: Iterable[str]) -> list[str]:
    """Return things as the places where they are lie in each other on territory, then by key."""
    at = {key: network.view.anchor[network.row(key)] for key in keys}
    return sorted(at, key=lambda key: (network.view.territory.low[at[key]], key))


def _asked(norm: Norm, item: str, words: Vocabulary, lang: str) -> str:
    """Return the heading of a column: the norm, and its item where it has several."""
    title = str(getattr(norm.title, lang))
    if not item:
        return title
    told = norm.body.item_said(item, lambda field, code: words.caption(field, code, lang), lang)
    return caption("picture.at", lang, what=title, place=told)


def _short(row: Row) -> str:
    """Return by how much a gap is short, where that is more than one."""
    short = row["short"]
    return band(short) if row["state"] == "gap" and short is not None and short["low"] > 1 else ""
