"""The options of a form, and the first sheet of every form: its place, its day, and whom it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graph.forms.paper import Sheet, Table
from graph.names.shared import shared
from graph.network import Network
from graph.network.standing import standing
from graph.words import caption

_NOWHERE = -2  # stands for the parent of a place that is not there on the day


@dataclass(frozen=True)
class Asked:
    """The options given for a form.

    Attributes:
        form: Name of the form.
        by: Who makes it, as it stands on it.
        lang: ``zh`` or ``en``.
        options: By name, what the form's options hold; what was left out is not there.
    """

    form: str
    by: str
    lang: str = "zh"
    options: Mapping[str, Any] = field(default_factory=dict)

    def say(self, code: str, /, **params: Any) -> str:
        """Return the words of a code in the language of the form."""
        return caption(code, self.lang, **params)

    def sheet(self, network: Network, tables: tuple[Table, ...], name: str = "", **more: Any) -> Sheet:
        """Return a sheet of the form: its title, of where and when it is, and that it is for the office (SEMANTICS F1).

        Args:
            network: The network that was asked.
            tables: What stands on it.
            name: What it is called; empty = as the form.
            more: Further attributes of the sheet; lines ``above`` and ``below`` stand after those of every form.
        """
        title = self.say(f"form.{self.form}")
        inside = self.say("picture.comma").join((self.say("picture.internal"), self.say("picture.by", name=self.by)))
        of = self.say("forms.of", place=place_said(network, self.lang), day=network.date, revision=network.revision)
        nothing = self.say("forms.nothing")
        empty = bool(tables) and not any(table.rows for table in tables) and nothing not in more.get("above", ())
        above = (of, inside, *more.pop("above", ()), *([nothing] if empty else []))
        shown = self.say("picture.named", text=title, note=name) if name else title
        return Sheet(name or title, more.pop("title", shown), above, tables, foot=inside, **more)


def place_said(network: Network, lang: str) -> str:
    """Return the path of the place asked about, else of what all places lie in, else the words for everything."""
    here = around(network)
    if here is not None:
        return network.path(here)
    view = network.view
    roots = [row for row in range(view.places) if view.valid[row] and len(view.enclosing(row)) == 1]
    return shared(network.path(row) for row in roots) or caption("cli.everywhere", lang)


def around(network: Network) -> int | None:
    """Return the place asked about; of everything the one in which all else lies, None where there is none.

    Where that has but one place below it, and that one others, it is that one: a district of which there is one
    street (SEMANTICS F40).
    """
    if network.within_row is not None:
        return network.within_row
    return network.daily(("forms.around",), network.rows, lambda: _around_all(network))


def _around_all(network: Network) -> int | None:
    view = network.view
    parent = np.where(view.valid[: view.places], standing(network).parent[: view.places], _NOWHERE)
    below, found = np.flatnonzero(parent == -1), None
    while below.size == 1:
        inside = np.flatnonzero(parent == below[0])
        if not inside.size:
            break
        below, found = inside, int(below[0])
    return found


def below(network: Network, row: int) -> str:
    """Return the path of a place from the place that the form is of on; that place itself by its name."""
    path, here = network.path(row), around(network)
    if here is None:
        return path
    return path.removeprefix(f"{network.path(here)}/") if row != here else str(network.name(row))


def places_below(network: Network, rows: Iterable[int], lang: str) -> str:
    """Return several places in one text, what they all lie in said once: 锦绣园/1号楼、2号楼."""
    paths = [below(network, row) for row in rows]
    together = shared(paths) if len(paths) > 1 else ""
    start = f"{together}/" if together else ""
    return start + caption("picture.and", lang).join(path.removeprefix(start) for path in paths)
