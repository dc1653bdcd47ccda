"""Text on a page: which font has a character, how wide it is, and where a line breaks (SEMANTICS F31, F32)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TextMode

from graph.forms.pdf.spare import UNREADABLE, collected

FAMILY, SMALL = "linli", 8.0
OWN = Path(__file__).parents[1] / "fonts" / "NotoSansSC-GB2312.ttf"
_BOX, _BLACK = "□", "#000000"
_ABOVE = 0.88  # of the size: how far the first line stands below where it begins
_HEAVIER = 0.032  # of the size: the stroke that makes writing bold; one font ships, not two
_NOT_FIRST = frozenset("，。、；：！？）》」』】〉”’,.;:!?)]}%％…·/")
_NOT_LAST = frozenset("（《「『【〈“‘([{")


class Setting:
    """Sets text on the pages of one document.

    Attributes:
        pages: The document.
        missing: Characters that no font has, in the order of their codes.
    """

    def __init__(self, pages: FPDF, text: str, spare: Sequence[Path]) -> None:
        """Look which characters of everything that will be written are in which font.

        Args:
            pages: The document.
            text: All that will be written.
            spare: Fonts to look in for what ours has not, in this order.
        """
        self.pages = pages
        pages.add_font(FAMILY, "", OWN)
        wanted = {sign for sign in text if sign.isprintable() and not sign.isspace()} - _in_font(OWN, 0)
        others: list[str] = []
        self._spared: set[str] = set()  # what stands in another font than ours
        for file, number in collected(spare) if wanted else ():
            if found := wanted & _in_font(file, number):
                others.append(f"{FAMILY}-{len(others)}")
                pages.add_font(others[-1], "", file, collection_font_number=number)
                wanted -= found
                self._spared |= found
            if not wanted:
                break
        pages.set_fallback_fonts(others)
        self.missing = sorted(wanted)
        self._boxes = str.maketrans(dict.fromkeys(wanted, _BOX))
        self._widths = _Widths(pages)
        pages.set_font(FAMILY, size=1000)

    def known(self, text: str) -> str:
        """Return a text with a box for each character that no font has, and without what is no character."""
        if text.isprintable():  # nearly all of it; to go through each sign is what takes long
            return text.translate(self._boxes) if self._boxes else text
        shown = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
        return shown.translate(self._boxes)

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is on one line."""
        return sum(map(self._widths.__getitem__, text)) * size

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """Return the lines of a text: words and numbers stay whole where they fit, no line begins with a comma."""
        found = []
        for part in self.known(text).split("\n"):
            line, wide = "", 0.0
            for word in _words(part) if self.width(part, size) > room else [part]:
                if line and wide + self.width(word.rstrip(), size) > room:
                    found.append(line.rstrip())
                    line, wide = "", 0.0
                line += word if line else word.lstrip()
                wide += self.width(word, size)
                while len(line) > 1 and wide > room and self.width(line.rstrip(), size) > room:
                    cut = next(at for at in range(len(line), 0, -1) if at == 1 or self.width(line[:at], size) <= room)
                    found.append(line[:cut])
                    line, wide = line[cut:], self.width(line[cut:], size)
            found.append(line.rstrip())
        return found

    def write(
        self, text: str, at: tuple[float, float], size: float, *, bold: bool = False, colour: str = _BLACK
    ) -> None:
        """Write one line, its baseline beginning at a place.

        Args:
            text: The line.
            at: From the left upper corner of the page, in points.
            size: Of the font, in points.
            bold: Whether it stands out.
            colour: As ``#rrggbb``.
        """
        pages, (x, y) = self.pages, at
        pages.set_font(FAMILY, size=size)
        shown = self.known(text)
        if not bold and colour == _BLACK:
            self._put(shown, x, y, size)
            return
        paint = tuple(int(colour[part : part + 2], 16) for part in (1, 3, 5))
        pages.set_text_color(*paint)
        if bold:
            with pages.local_context(text_mode=TextMode.FILL_STROKE, line_width=size * _HEAVIER, draw_color=paint):
                self._put(shown, x, y, size)
        else:
            self._put(shown, x, y, size)
        pages.set_text_color(0)

    def _put(self, shown: str, x: float, y: float, size: float) -> None:
        """Write with the font that is set; only a cell looks in other fonts, and takes three times as long."""
        if self._spared.isdisjoint(shown):
            self.pages.text(x, y, shown)
        else:
            self.pages.set_xy(x, y - size * 0.8)  # where fpdf puts the baseline of a cell as high as its writing
            self.pages.cell(0, size, shown)

    def paragraph(self, lines: Sequence[str], at: tuple[float, float], size: float, leading: float,
                  *, bold: bool = False) -> None:  # fmt: skip
        """Write lines one below another; ``at`` is the left upper corner of the first."""
        x, y = at
        for number, line in enumerate(lines):
            self.write(line, (x, y + size * _ABOVE + number * size * leading), size, bold=bold)


class _Widths(dict[str, float]):
    """How wide each sign is that was asked for, in ems."""

    def __init__(self, pages: FPDF) -> None:
        super().__init__()
        self._pages = pages

    def __missing__(self, sign: str) -> float:
        self._pages.set_font(FAMILY, size=1000)
        self[sign] = self._pages.get_string_width(sign) / 1000
        return self[sign]


def _words(text: str) -> list[str]:
    """Return what a line may break between: a Chinese character with the comma after it, a word, a number.

    Example:
        >>> _words("（甲），自2024-07-01起 as of")
        ['（甲），', '自', '2024-07-01', '起 ', 'as ', 'of']
    """
    words: list[str] = []
    for sign in text:
        joins = words and (
            sign.isspace()
            or sign in _NOT_FIRST
            or words[-1][-1] in _NOT_LAST
            or (_latin(sign) and _latin(words[-1][-1]))
        )
        if joins:
            words[-1] += sign
        else:
            words.append(sign)
    return words


def _latin(sign: str) -> bool:
    return sign.isascii() and not sign.isspace()


def _in_font(file: Path, number: int) -> set[str]:
    """Return the characters that a font has; of a file that is no font none."""
    with suppress(*UNREADABLE), file.open("rb") as data, TTFont(data, fontNumber=number, lazy=True) as font:
        return set(map(chr, font.getBestCmap()))
    return set()
