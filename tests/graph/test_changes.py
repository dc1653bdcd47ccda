"""Changes with other rows: what was looked at is whole, and only what is new is looked at."""

from __future__ import annotations

import polars as pl
import pytest

from graph import changes
from graph.changes import ChangeSet
from graph.errors import BadChange

PLACES = pl.DataFrame({"key": ["place-a", "place-b"], "name": ["甲", "乙"]})
POSTS = pl.DataFrame({"key": ["post-a"], "name": ["书记"]})


class TestOtherRows:
    def test_are_of_the_same_commit(self) -> None:
        made = ChangeSet({"place": PLACES}, by="演示", source="a.csv", base=3, reason="新建")
        other = made.of({"post": POSTS, "place": PLACES.clear()})
        assert (other.by, other.source, other.base, other.reason) == ("演示", "a.csv", 3, "新建")
        assert other.counts() == {"post": 1}
        assert other.frames["post"].select("op", "key").rows() == [("put", "post-a")]
        assert made.counts() == {"place": 2}

    def test_are_looked_at_where_they_are_new(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made, looked_at, conform = ChangeSet({"place": PLACES, "post": POSTS}), list[str](), changes.conform

        def counted(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
            looked_at.append(kind)
            return conform(kind, frame)

        monkeypatch.setattr(changes, "conform", counted)
        fewer = made.frames["place"].head(1)
        assert made.of({**made.frames, "place": fewer}).counts() == {"place": 1, "post": 1}
        assert looked_at == ["place"]

    def test_are_refused_as_any_are(self) -> None:
        with pytest.raises(BadChange, match="place-a"):
            ChangeSet({"place": PLACES}).of({"place": pl.concat([PLACES, PLACES])})
