"""A drawing as SVG text: boxes, lines and writing, everything escaped, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from graph.pictures.marks import Mark
from graph.pictures.measuring import ems

#: What a Chinese text is set in on Debian, Windows, macOS and Android; whatever there is, else.
FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, Hiragino Sans GB, "
    "WenQuanYi Micro Hei, SimHei, sans-serif"
)
INK, FAINT, LINE = "#1f2328", "#57606a", "#aab2bb"
BADGE = 16
_BOLD = 1.06  # times as wide as writing that is not
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Drawing:
    """Collects the shapes drawn, and knows their extent."""

    def __init__(self) -> None:
        """Begin with an empty sheet."""
        self.parts: list[str] = []
        self.width = 0.0
        self.height = 0.0

    def _reach(self, x: float, y: float) -> None:
        self.width, self.height = max(self.width, x), max(self.height, y)

    def write(self, text: str, at: tuple[float, float], size: float, width: float | None = None, *, bold: bool = False,
              colour: str = INK) -> None:  # fmt: skip
        """Write one line; ``at`` is where its baseline begins, ``width`` how wide it is taken to be."""
        weight = ' font-weight="600"' if bold else ""
        x, y = at
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{weight}>{clean(text)}</text>'
        )
        wide = ems(text) * size * (_BOLD if bold else 1) if width is None else width
        self._reach(x + wide, y + size * 0.3)

    def box(self, at: tuple[float, float], width: float, height: float, mark: Mark, radius: float = 4) -> None:
        """Draw a frame in the manner of a mark."""
        x, y = at
        dashes = f' stroke-dasharray="{mark.dashes}"' if mark.dashes else ""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" fill="{mark.tint}" '
            f'stroke="{mark.colour}" stroke-width="{mark.width:g}"{dashes}/>'
        )
        self._reach(x + width, y + height)

    def badge(self, at: tuple[float, float], mark: Mark, side: float = BADGE) -> None:
        """Draw the sign of a mark in a square of its colour."""
        x, y = at
        scale = "" if side == BADGE else f" scale({side / BADGE:g})"
        self.parts.append(
            f'<g transform="translate({x:g} {y:g}){scale}">'
            f'<rect width="{BADGE}" height="{BADGE}" rx="3" fill="{mark.colour}"/>'
            f'<path d="{mark.sign}" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" '
            'stroke-linejoin="round"/></g>'
        )
        self._reach(x + side, y + side)

    def elbow(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a line down and then to the right."""
        (x, y), (to_x, to_y) = start, end
        self.parts.append(f'<path d="M{x:g} {y:g}V{to_y:g}H{to_x:g}" fill="none" stroke="{LINE}" stroke-width="1.4"/>')

    def curve(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float, dashes: str = ""
    ) -> None:
        """Draw a line that leaves and arrives level; what it crosses shines through."""
        (x, y), (to_x, to_y) = start, end
        bend = (x + to_x) / 2
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<path d="M{x:g} {y:g}C{bend:g} {y:g} {bend:g} {to_y:g} {to_x:g} {to_y:g}" fill="none" '
            f'stroke="{colour}" stroke-width="{width:g}" stroke-opacity="0.75"{dashed}/>'
        )
        self._reach(max(x, to_x), max(y, to_y))

    def polyline(self, points: Sequence[tuple[float, float]], colour: str, dashes: str = "") -> None:
        """Draw a line through some points, each with a dot; of one alone the dot."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        through = " ".join(f"{x:g},{y:g}" for x, y in points)
        self.parts.append(
            f'<polyline points="{through}" fill="none" stroke="{colour}" stroke-width="1.8" stroke-linejoin="round"'
            f"{dashed}/>"
        )
        for x, y in points:
            self.parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="2.4" fill="{colour}"/>')
            self._reach(x, y)

    def dot(self, at: tuple[float, float], radius: float, fill: str, colour: str) -> None:
        """Draw a filled circle; ``at`` is its middle."""
        x, y = at
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{colour}"/>')
        self._reach(x + radius, y + radius)

    def corners(self, points: Sequence[tuple[float, float]], fill: str, colour: str) -> None:
        """Draw a filled shape by its corners."""
        through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polygon points="{through}" fill="{fill}" stroke="{colour}"/>')
        self._reach(max(x for x, _ in points), max(y for _, y in points))

    def tag(self, text: str, at: tuple[float, float], size: float, width: float, colour: str) -> None:
        """Write a few characters on white in a frame; ``at`` is the middle of its left side."""
        x, y = at
        self.parts.append(
            f'<rect x="{x:g}" y="{y - size * 0.85:g}" width="{width:g}" height="{size * 1.7:g}" rx="4" fill="#fff" '
            f'stroke="{colour}"/>'
        )
        self.write(text, (x + 4, y + size * 0.36), size, width - 8, bold=True, colour=colour)

    def frame(self, at: tuple[float, float], width: float, height: float) -> None:
        """Draw a thin line around things that belong together."""
        x, y = at
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" fill="none" stroke="{LINE}"/>'
        )
        self._reach(x + width, y + height)

    def bar(self, at: tuple[float, float], width: float, height: float, fill: str, colour: str) -> None:
        """Draw a filled bar; nothing where it has no width."""
        if width:
            x, y = at
            self.parts.append(
                f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" stroke="{colour}"/>'
            )
            self._reach(x + width, y + height)

    def down(self, at: tuple[float, float], length: float) -> None:
        """Draw a short line straight down."""
        x, y = at
        self.parts.append(f'<path d="M{x:g} {y:g}v{length:g}" stroke="{LINE}" stroke-width="1.4"/>')

    def rule(self, y: float, width: float) -> None:
        """Draw a thin line across."""
        self.parts.append(f'<path d="M16 {y:g}H{width:g}" stroke="{LINE}" stroke-width="0.8"/>')

    def svg(self, title: str, description: str, lang: str, margin: float) -> str:
        """Return the whole drawing; it has its size in it, and scales where it is put into a page."""
        width, height = self.width + margin, self.height + margin
        language = "zh-CN" if lang == "zh" else lang
        role = (
            "group" if any(one.startswith("<a ") for one in self.parts) else "img"
        )  # the parts of an image lead nowhere
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" lang="{language}" '
            f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
            f'font-family="{FONTS}" style="max-width:100%;height:auto">'
        )
        return "\n".join(
            [
                head,
                f"<title>{clean(title)}</title>",
                f"<desc>{clean(description)}</desc>",
                f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
                *self.parts,
                "</svg>\n",
            ]
        )


def clean(text: str) -> str:
    r"""Return a text as it may stand in SVG: escaped, on one line, without characters that XML forbids.

    Example:
        >>> clean('<3号楼> & "甲"\x00')
        '&lt;3号楼&gt; &amp; &quot;甲&quot;'
    """
    return escape(_FORBIDDEN.sub("", " ".join(text.split())))
