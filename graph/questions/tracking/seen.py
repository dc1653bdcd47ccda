"""The needs that are asked about, where each may be told to be, and which unit has it (SEMANTICS N21, N24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from graph.answers.needs import DOORS, WIDE
from graph.errors import NotAskable
from graph.facts.lives import lives_of
from graph.facts.narrowed import narrower_than
from graph.matching.wanted import inside_of
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.rules import Rules
from graph.words.listed import Listed

_UNITS = ("organisation", "team")


@dataclass(frozen=True)
class Seen:
    """The needs asked about.

    Attributes:
        lines: A line each: its life, ``number``, ``category``, ``about``, ``anchor``, the place that is ``told``, the
            place of the level asked about around that (``by_place``), and the ``unit`` that has it; -1 = none.
        left_out: An issue where those of sensitive categories are left out.
    """

    lines: pl.DataFrame
    left_out: dict[str, Any] | None


def seen(network: Network, rules: Rules, *, category: str | None, unit: str | None, level: str) -> Seen:
    """Return the needs within the place asked about.

    Raises:
        NotFound: There is no such unit on the date.
        NotAskable: There is no such level; or no such category in any list, and no need of it in the ledger.
    """
    only = None if unit is None else network.row(unit)
    first, last = network.rows.block["need"]
    here = network.view.valid[first:last]
    if network.within_row is not None:
        here = here & inside_of(network)[first:last]
    at = np.flatnonzero(here)
    frame = network.rows.frame("need")[at].select("number", "category", "about")
    lines = lives_of(network)[at].with_columns(frame.get_columns())
    sensitive = _sensitive(rules, frame["category"])
    narrow = narrower_than(network, WIDE)
    if narrow is not None:
        lines, at, sensitive = lines.filter(~pl.Series(sensitive)), at[~sensitive], sensitive[~sensitive]
    anchor = network.view.anchor[first:last][at]
    told = _told(network, anchor, sensitive)
    units = {row: unit_of(network, row) for row in lines["has"].unique().to_list()}
    lines = lines.with_columns(
        anchor=pl.Series(anchor, dtype=pl.Int32),
        told=pl.Series(told, dtype=pl.Int32),
        by_place=pl.Series(_up_to(network, told, _levels(network, [level_of(rules, level)])), dtype=pl.Int32),
        unit=pl.col("has").replace_strict(units, default=-1, return_dtype=pl.Int32),
    )
    if category is not None:
        written = network.tables()["need"]["category"].unique().drop_nulls().to_list()
        code = rules.known_category(category, also=written, refusal="needs_no_such_category")
        below = [one for one in written if code in rules.categories.above(one)]
        lines = lines.filter(pl.col("category").is_in(below))
    if only is not None:
        lines = lines.filter((pl.col("unit") == only) | (pl.col("has") == only))
    left_out = None if narrow is None else {"code": "sensitive_left_out", "id": network.key(narrow), "other": None}
    return Seen(lines, left_out)


def unit_of(network: Network, row: int) -> int:
    """Return the organisation or team of somebody who has a need: of a post what it is in, of an offer who gives it."""
    if row < 0:
        return -1
    kind = network.rows.kind_of(row)
    if kind in _UNITS:
        return row
    near = {"post": network.view.out("post_in"), "offer": network.view.into("gives")}
    found = near[kind].of(row).tolist() if kind in near else []
    return min((one for one in found if network.rows.kind_of(one) in _UNITS), default=-1)


def level_of(rules: Rules, level: str) -> str:
    """Return a level by its code or word.

    Raises:
        NotAskable: There is no such level.
    """
    words = rules.vocabulary()
    code = words.resolve("level", level)
    if code not in words.lists["level"]:
        raise NotAskable("needs_level", found=level, expected=Listed(words.lists["level"]))
    return code


def _sensitive(rules: Rules, category: pl.Series) -> Bools:
    found = [one for one in category.unique().drop_nulls() if rules.categories.sensitive(one)]
    return category.is_in(found).fill_null(value=False).to_numpy()


def _told(network: Network, anchor: Ints, sensitive: Bools) -> Ints:
    """Return the place that each is told to be in: the nearest that is no door, or no smaller than a community."""
    levels, names = network.rows.codes("place", "level")
    doors = np.isin(levels, [at for at, name in enumerate(names) if name in DOORS])
    valid = network.view.valid[: network.view.places]
    plain = _up_to(network, anchor, valid & ~doors)
    return np.where(sensitive, _up_to(network, anchor, _levels(network, WIDE)), plain).astype(np.int32)


def _levels(network: Network, wanted: Any) -> Bools:
    levels, names = network.rows.codes("place", "level")
    chosen = np.isin(levels, [at for at, name in enumerate(names) if name in wanted])
    found: Bools = chosen & network.view.valid[: network.view.places]
    return found


def _up_to(network: Network, place: Ints, marked: Bools) -> Ints:
    if not place.size or not marked.size:
        return np.full(place.size, -1, dtype=np.int32)
    nearest = network.view.nearest_by_place(marked)
    return np.where(place >= 0, nearest[np.maximum(place, 0)], np.int32(-1)).astype(np.int32)
