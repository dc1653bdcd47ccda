"""The marks of a picture: each a colour and a sign, so that it also reads in black and white.

Signs are drawn, not typed: not every font has a tick or a cross.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """How a state looks.

    Attributes:
        colour: Of the badge and the frame; dark enough to read on white.
        tint: Of the box.
        sign: A path within a square of 16, stroked in white; empty for a plain dot.
        dashes: Of the frame; empty for a whole line.
        width: Of the frame.
    """

    colour: str
    tint: str
    sign: str
    dashes: str = ""
    width: float = 1.2


_QUESTION = "M5.2 6.2a2.9 2.9 0 1 1 4.2 2.5c-1 .5-1.4 1-1.4 2M8 12.9v.4"
_RING = "M8 4a4 4 0 1 0 .01 0"

#: By code; the caption of each is ``mark.<code>``.
MARKS = {
    "met": Mark("#2e6b34", "#f1f7f1", "M4 8.4 6.8 11.4 12 5"),
    "gap": Mark("#b3261e", "#fdf0ef", "M4.6 4.6 11.4 11.4M11.4 4.6 4.6 11.4", width=2.4),
    "unknown": Mark("#8a5a00", "#fdf6e7", _QUESTION, dashes="6 3"),
    "vacant": Mark("#b3261e", "#fdf0ef", _RING, width=2.4),
    "passed": Mark("#5f6368", "#f6f6f7", "M4 4.5 7.5 8 4 11.5M8.5 4.5 12 8 8.5 11.5", dashes="2 3"),
    "waived": Mark("#5f6368", "#f6f6f7", "M4.5 8h7", dashes="6 3"),
    "plain": Mark("#3b5b7a", "#f3f6f9", "M8 7.2a.8.8 0 1 0 .01 0"),
    "start": Mark("#3b5b7a", "#ffffff", "M8 12V4M4.8 7.2 8 4l3.2 3.2"),
    "top": Mark("#2e6b34", "#f1f7f1", "M4 10.5 8 5.5l4 5"),
    "dead_end": Mark("#b3261e", "#fdf0ef", "M5 5h6v6H5z", width=2.4),
}

#: From the state of a row of coverage to its mark, the worst first.
OF_STATE = {
    "gap": "gap",
    "unknown": "unknown",
    "exempt": "waived",
    "not_applicable": "waived",
    "met": "met",
}

#: From the reason for which something was passed over to its mark; every other reason is ``passed``.
OF_REASON = {
    "vacant": "vacant",
    "ended": "vacant",
    "not_recorded": "unknown",
    "no_such_level": "waived",
}
_WORST = ("gap", "vacant", "unknown", "passed", "waived")


def worst(marks: list[str]) -> str:
    """Return the mark that a reader has to see first.

    Example:
        >>> worst(["unknown", "vacant"])
        'vacant'
    """
    return min(marks, key=_WORST.index)
