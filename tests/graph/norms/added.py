"""A type of norm as somebody would add one: *named*, an item a beginning that the name of a unit should have.

Three short pieces, a body, a home in the fast version and one in the plain, as they would stand in files of
their own; ``added`` enters them, and takes them out again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import ClassVar, cast

import numpy as np
import polars as pl
import pytest

from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.network.columns import Ints
from graph.norms import NormType
from graph.norms.counting import Counted
from graph.norms.finding import Finding, none
from graph.plain.facts import bands as plain_bands
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
from graph.plain.norms.judgement import Judgement, state_of
from graph.rules import BODIES, Body, Norm
from graph.words import words

_LONG = 4
CAPTIONS = {"zh": "名称以何开头", "en": "how names begin"}


class Named(Body):
    """The name begins with each of these."""

    type: ClassVar[str] = "named"
    subjects: ClassVar[tuple[str, ...]] = ("organisation", "team")
    columns: ClassVar[dict[str, str]] = {"letters": "integer"}

    begins: tuple[str, ...]


class Fast(NormType):
    """The fast home."""

    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        del facts, norm
        one = np.ones(subjects.size, dtype=np.int64)
        return Band(one, one)

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        items = cast("Named", norm.body).begins
        lines = np.repeat(subjects, len(items))
        asked = [*items] * subjects.size
        names = [str(facts.network.name(row)) for row in lines.tolist()]
        has = np.array([name.startswith(item) for name, item in zip(names, asked, strict=True)], dtype=np.int64)
        needs, nothing = self.needs(facts, norm, lines), Counted(none(), none().astype(np.int32))
        found = Finding(norm, lines, verdicts(Band(has, has), needs), Band(has, has), needs, nothing, nothing, none())
        found.items, found.own = asked, {"letters": pl.Series([len(name) for name in names], dtype=pl.Int64)}
        found.closing = "rename"
        found.flag("long", np.flatnonzero([len(name) > _LONG for name in names]))
        return found


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """The plain home: what it says of a subject."""
    name, need = str(world.reading.fields(subject)["name"]), needs(norm, None)
    found = []
    for item in cast("Named", norm.body).begins:
        count = Count(plain_bands.Band.exactly(int(name.startswith(item))))
        state = state_of(count.has, need)
        flags = ("long",) if len(name) > _LONG else ()
        cells = {"letters": len(name)}
        found.append(
            Judgement(norm, subject, state, count, needs=need, item=item, cells=cells, flags=flags, closing="rename")
        )
    return found


def needs(norm: Norm, base: Base | None) -> plain_bands.Band:
    """The plain home: one name."""
    del norm, base
    return plain_bands.Band.exactly(1)


@contextmanager
def added() -> Iterator[None]:
    """Enter the type, and take it out again."""
    fast, plain = ModuleType("graph.norms.named"), ModuleType("graph.plain.norms.named")
    fast.__dict__["TYPE"] = Fast()
    plain.__dict__.update({one.__name__: one for one in (judge, needs)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(BODIES, Named.type, Named)
        patch.setitem(sys.modules, fast.__name__, fast)
        patch.setitem(sys.modules, plain.__name__, plain)
        for lang, text in CAPTIONS.items():
            patch.setitem(words(lang), f"norm.{Named.type}", text)
        yield
