"""Curves of time and of memory against size, as one SVG on logarithmic axes, without a library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT = 760, 420, 70, 30, 170
_COLOURS = (
    "#b3261e",
    "#3b5b7a",
    "#2e6b34",
    "#8a5a00",
    "#6b3fa0",
    "#00665c",
    "#b26a00",
    "#5a5a5a",
    "#c2185b",
    "#7a7a00",
)
_FLOOR = 1e-5  # what is quicker is drawn as this


def drawn(sizes: Sequence[int], measures: Mapping[str, Sequence[float]]) -> str:
    """Return the curves as SVG; memory is in gigabytes, all else in seconds.

    Example:
        >>> drawn([10, 100], {"audit": [0.1, 1.0]}).count("<polyline")
        1
    """
    curves = {
        name: [max(one / 1024 if name.startswith("memory") else one, _FLOOR) for one in values]
        for name, values in measures.items()
    }
    low = floor(min(log10(one) for values in curves.values() for one in values))
    high = ceil(max(log10(one) for values in curves.values() for one in values))
    first, last = log10(min(sizes)), log10(max(sizes))

    def at(size: float, value: float) -> tuple[float, float]:
        across = (log10(size) - first) / ((last - first) or 1)
        up = (log10(value) - low) / ((high - low) or 1)
        return _LEFT + across * (_WIDTH - _LEFT - _RIGHT), _HEIGHT - 40 - up * (_HEIGHT - 40 - _TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        x, y = at(min(sizes), 10.0**power)
        parts.append(f'<path d="M{x:.0f} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 8:.0f}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for size in sizes:
        x, _ = at(size, 10.0**low)
        parts.append(f'<path d="M{x:.0f} {_TOP}V{_HEIGHT - 40}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{_HEIGHT - 22}" text-anchor="middle">{size:,}</text>')
    ends: list[float] = []
    highest = sorted(curves.items(), key=lambda curve: -curve[1][-1])  # so that names stand in the order of their ends
    for (name, values), colour in zip(highest, _COLOURS * len(curves), strict=False):
        points = [at(size, value) for size, value in zip(sizes, values, strict=True)]
        line = " ".join(f"{x:.0f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = points[-1][1] + 4
        while any(abs(label - one) < 13 for one in ends):  # the height of a line
            label += 1
        ends.append(label)
        said = f"{name} (GB)" if name.startswith("memory") else name
        parts.append(f'<text x="{points[-1][0] + 8:.0f}" y="{label:.1f}" fill="{colour}">{escape(said)}</text>')
    parts.append(
        f'<text x="{_LEFT}" y="18">seconds of the processor and gigabytes against things, both axes logarithmic</text>'
    )
    return "\n".join([*parts, "</svg>", ""])
