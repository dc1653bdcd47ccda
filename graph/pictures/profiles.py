"""The chains of profiles side by side: a column a chain, its slots from the top, each with its level and carrier."""

from __future__ import annotations

from collections.abc import Sequence

from graph.pictures.drawing import FAINT, INK, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems, wrapped
from graph.rules import Rules
from graph.rules.profile import Chain, Slot
from graph.rules.reader import slot_field
from graph.rules.vocabulary import Vocabulary
from graph.words import caption

_MARGIN, _PAD, _GAP, _BETWEEN = 18.0, 8.0, 12.0, 26.0
_HEAD, _TITLE, _TEXT, _SMALL, _LEADING = 18.0, 13.5, 12.0, 11.5, 1.45
_ROOM = 15.0  # ems of a line in a box


def profiles(rules: Rules, keys: Sequence[str] = (), *, lang: str = "zh") -> str:
    """Return an SVG drawing of the chains of some profiles: the order of slots, and who fills each.

    A slot that the account expects everywhere has a whole frame; one that is our reading is marked as assumed.

    Args:
        rules: The rules in force.
        keys: The profiles, in the order in which they stand; none = all.
        lang: ``zh`` or ``en``.

    Raises:
        KeyError: There is no such profile.

    Example:
        >>> from graph.rules import load_rules
        >>> "小院党支部" in profiles(load_rules(), ["yanshan"])
        True
    """
    chosen = [rules.profiles[key] for key in keys or sorted(rules.profiles)]
    drawing, y = Drawing(), _MARGIN
    title = caption("picture.profiles.title", lang)
    drawing.write(title, (_MARGIN, y + _HEAD), _HEAD, bold=True, colour=INK)
    y += _HEAD * 2
    x, said, lowest = _MARGIN, [], y
    for profile in chosen:
        begin = x
        for chain in profile.chains.values():
            boxes = [_told(slot, rules.vocabulary(profile.key), lang) for slot in reversed(chain.slots)]
            wide, bottom = _column(drawing, chain, boxes, (x, y + _TITLE * 2), lang)
            lowest = max(lowest, bottom)
            said += [" ".join(line) for line in boxes]
            x += wide + _GAP
        name = str(getattr(profile.title, lang))
        drawing.write(name, (begin, y + _TITLE), _TITLE, bold=True)
        x = max(x - _GAP, begin + ems(name) * _TITLE * 1.06) + _BETWEEN
    legend = caption("picture.profiles.legend", lang)
    drawing.write(legend, (_MARGIN, lowest + 2 * _GAP), _SMALL, colour=FAINT)
    return drawing.svg(title, "\n".join(said), lang, _MARGIN)


def _column(
    drawing: Drawing, chain: Chain, boxes: Sequence[Sequence[str]], at: tuple[float, float], lang: str
) -> tuple[float, float]:
    """Draw one chain from the top down, and return how wide it is and where it ends."""
    x, y = at
    lines = [[part for line in box for part in wrapped(line, _ROOM)] for box in boxes]
    wide = max(ems(line) * _TITLE * 1.06 for box in lines for line in box) + 2 * _PAD
    name = str(getattr(chain.title, lang))
    for text in wrapped(name, wide / _SMALL):
        drawing.write(text, (x, y + _SMALL), _SMALL, colour=FAINT)
        y += _SMALL * _LEADING
    y += _PAD
    for number, (slot, box) in enumerate(zip(reversed(chain.slots), lines, strict=True)):
        high = (_TITLE + (len(box) - 1) * _TEXT) * _LEADING + 2 * _PAD
        if number:
            drawing.down((x + wide / 2, y - _GAP), _GAP)
        drawing.box((x, y), wide, high, MARKS["plain" if slot.expected else "waived"])
        down = y + _PAD
        for line, text in enumerate(box):
            size = _TEXT if line else _TITLE
            drawing.write(text, (x + _PAD, down + size), size, bold=not line)
            down += size * _LEADING
        y += high + _GAP
    return wide, y


def _told(slot: Slot, words: Vocabulary, lang: str) -> list[str]:
    """Return the lines of a slot: its name, its levels, who fills it, and whether that is our reading."""
    join = caption("picture.and", lang).join
    levels = join(words.caption("level", one, lang) for one in slot.level)
    carrier = join(words.caption(slot_field(slot.carrier.kind), one, lang) for one in slot.carrier.names)
    told = [str(getattr(slot.title, lang)), caption("picture.profiles.carried", lang, level=levels, carrier=carrier)]
    return [*told, caption("picture.profiles.assumed", lang)] if slot.assumed else told
