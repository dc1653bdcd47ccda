"""The texts at a thing: its label, and a tooltip with its place, its holders and what is not drawn."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.kinds import ties
from graph.network.columns import Ints
from graph.pictures.around import Around
from graph.pictures.called import Called
from graph.pictures.measuring import wrapped
from graph.words import caption

_LABEL = 11  # ems of a line of a label


class Tips:
    """Labels and tooltips of the things of one picture."""

    def __init__(self, called: Called, part: Around) -> None:
        """Take what says how things are called, and what is drawn."""
        self._called, self._part = called, part
        self._network, self.lang = called.network, called.lang

    def key(self, row: int) -> str:
        """Return the public key."""
        return self._network.key(row)

    def kind(self, row: int) -> str:
        """Return the kind."""
        return self._network.rows.kind_of(row)

    def name(self, row: int) -> str:
        """Return its name."""
        return self._called.thing(row)

    def path(self, row: int) -> str:
        """Return its path and name."""
        anchor = int(self._network.view.anchor[row])
        if self.kind(row) == "place":
            return self._network.path(row)
        if anchor < 0 or self.kind(row) == "person":
            return self.name(row)
        return f"{self._network.path(anchor)}//{self.name(row)}"

    def short(self, row: int) -> str:
        """Return its short name among others: a place with the one it lies in."""
        return "/".join(self.path(row).rsplit("/", 2)[-2:]) if self.kind(row) == "place" else self.name(row)

    def standing(self, row: int) -> tuple[int, int]:
        """Return depth and position of a place as people name places; nothing for anything else."""
        forest = self._network.view.property_axis
        return (int(forest.depth[row]), int(forest.low[row])) if self.kind(row) == "place" else (0, 0)

    def vacant(self, row: int) -> bool:
        """Return whether it is a post that is written down as vacant, and nobody holds it."""
        return self.kind(row) == "post" and bool(self._called.value(row, "vacant")) and not self._holders(row).size

    def label(self, row: int) -> str:
        """Return the label, in short lines."""
        lines = wrapped(self.name(row), _LABEL)
        return "\n".join([*lines, *([caption("picture.vacant", self.lang)] if self.vacant(row) else [])])

    def tip(self, row: int) -> str:
        """Return the tooltip; vis-network writes it as plain text."""
        lines = [caption("picture.named", self.lang, text=self.name(row), note=self._what(row))]
        if self.path(row) != self.name(row):
            lines.append(self.path(row))
        if self.kind(row) == "post":
            lines.append(self._held(row))
        for tie in ties():
            count = self._network.view.into(tie.kind).of(row).size if tie.counted else 0
            if count:
                lines.append(caption(f"picture.{tie.counted}", self.lang, count=f"{count:,}"))
        if left_out := int(self._left_out[row]):
            lines.append(caption("picture.left_out", self.lang, count=f"{left_out:,}"))
        return "\n".join(lines)

    def _what(self, row: int) -> str:
        """Return its level, form or role, or its kind."""
        return self._called.what(row) or self._called.kind(self.kind(row))

    def _held(self, row: int) -> str:
        names = [self._called.thing(int(person)) for person in self._holders(row)]
        if names:
            return caption("picture.held", self.lang, names=caption("picture.and", self.lang).join(names))
        return caption("picture.vacant" if self.vacant(row) else "picture.nobody_known", self.lang)

    def _holders(self, row: int) -> Ints:
        return self._network.view.into("holds").of(row)

    @cached_property
    def _left_out(self) -> Ints:
        """How many ties at each thing lead out of the picture, to things that pictures show."""
        found = np.zeros(self._network.rows.size, dtype=np.int32)
        for source, target in self._part.leaving.values():
            np.add.at(found, source, 1)
            np.add.at(found, target, 1)
        return found
