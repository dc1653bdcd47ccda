"""Where characters are looked for that our own font has not: in a font that somebody names, else on the machine."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from fontTools.ttLib import TTCollection, TTLibError

from graph.errors import BadInput

#: Where Windows, macOS, Kylin, UnionTech OS and Debian keep fonts with most Chinese characters, the fullest first.
_USUAL = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simsun.ttc",
    "C:/Windows/Fonts/simsunb.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
)
#: What reading a file that is no font, or half of one, comes to.
UNREADABLE = (OSError, TTLibError, struct.error, AssertionError, KeyError, TypeError)
_SIMPLIFIED = ("SC", "GB", "CN", "YaHei", "SimSun")


def fonts_here(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the fonts to look in: those that ``LINLI_FONT`` names, then those that are where systems keep them.

    Raises:
        BadInput: There is no file of a name in it.

    Example:
        >>> fonts_here({"LINLI_FONT": __file__})[0].suffix
        '.py'
    """
    named = [Path(one) for one in environment.get("LINLI_FONT", "").split(os.pathsep) if one]
    if missing := next((one for one in named if not one.is_file()), None):
        raise BadInput("font_missing", file=str(missing))
    return [*named, *(Path(one) for one in _USUAL if Path(one).is_file())]


def collected(files: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Yield each font with its number in its file, those of the mainland first; what cannot be read yields nothing."""
    for file in files:
        if file.suffix.lower() not in (".ttc", ".otc"):
            yield file, 0
            continue
        with suppress(*UNREADABLE), file.open("rb") as data, TTCollection(data, lazy=True) as found:
            names = [str(one["name"].getDebugName(4)) for one in found.fonts]
            order = sorted(range(len(names)), key=lambda at: not any(word in names[at] for word in _SIMPLIFIED))
            yield from ((file, number) for number in order[:1])
