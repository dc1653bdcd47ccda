"""What a thing became: a merged place, a renamed organisation that began anew, a venue that moved into another."""

from __future__ import annotations

from graph.kinds.base import Tie
from graph.kinds.looks import Line


class Became(
    Tie,
    kind="became",
    zh="变更为",
    en="Became",
    example="第一网格 变更为 第一二网格",
    description_zh="原来的事物变更成了哪个同类的事物，如合并、拆分后的去向。",
    order=220,
    natural_key=("source", "target", "since"),
    source=("place", "organisation", "post", "team", "venue"),
    target=("place", "organisation", "post", "team", "venue"),
    reverse=("由来", "came of"),
    alike=True,
    look=Line("#616161", 9, (2, 4)),
):
    """A thing went on as another of its kind, as after a merger or a split."""
