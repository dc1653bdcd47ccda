"""The font of paper: ``python -m bundle.font [FILE]`` cuts it out of Noto Sans CJK and puts it where it ships.

Made once and committed, since a machine that makes paper need not have a font. What GB 2312 has is in it, and the few
signs that offices write besides; whatever else a text needs is looked for on the machine (SEMANTICS F31).

Outlines of TrueType, not those of CFF that the source has: 0.5 MB more on disk, the same size in a wheel and in a
PDF, and every program for PDF has read them for twenty years.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

_SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")  # Debian's fonts-noto-cjk
_INTO = Path(__file__).parents[1] / "graph" / "forms" / "fonts" / "NotoSansSC-GB2312.ttf"
_SIMPLIFIED = 2  # of the collection: the shapes of the mainland
_BESIDE = "—·–…‰℃㎡㎥№※→←↑↓✓□■●○◆◇▲△①②③④⑤⑥⑦⑧⑨⑩€￥"
_LEFT_OUT = ("GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx")  # of setting type downwards, and of other languages
_OFF = 1.0  # units of 1000 by which a curve may differ


def characters() -> set[str]:
    """Return what the font has: GB 2312, ASCII, the letters of Western Europe, and signs that offices write.

    Example:
        >>> "社" in characters(), "堃" in characters()
        (True, False)
    """
    found = {chr(code) for first, last in ((0x20, 0x7E), (0xA0, 0xFF)) for code in range(first, last + 1)}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # a place that the standard leaves empty
    return found | set(_BESIDE)


def make(source: Path = _SOURCE, into: Path = _INTO) -> int:
    """Write the font, and return how many bytes it has."""
    font = TTFont(source, fontNumber=_SIMPLIFIED, lazy=True, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features, options.hinting, options.desubroutinize = [], False, True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += _LEFT_OUT
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters())))
    cutter.subset(font)
    _to_truetype(font)
    font.save(into)
    return into.stat().st_size


def _to_truetype(font: Any) -> None:
    """Exchange the cubic outlines for quadratic ones."""
    glyphs, order, drawn = font.getGlyphSet(), font.getGlyphOrder(), {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _OFF, reverse_direction=True))
        drawn[name] = pen.glyph()
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, drawn
    most = font["maxp"]
    most.tableVersion = 0x00010000
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
        setattr(most, f"max{name}", 0)
    most.maxZones, most.maxComponentElements, most.maxComponentDepth = 1, 0, 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


if __name__ == "__main__":
    print(make(*map(Path, sys.argv[1:2])))
