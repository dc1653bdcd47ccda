"""A heading, a line below it and a table, as HTML that stands in any page; every text in it is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_TABLE = "border-collapse:collapse;margin-top:6px"
_CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top"
_HEAD = f"{_CELL};border-bottom:1px solid #8c959f;font-weight:600"


def card(title: str, lines: Sequence[str], *blocks: str) -> str:
    """Return a title and lines of text, and below them blocks of HTML."""
    said = "".join(f'<div style="color:#57606a">{escape(line)}</div>' for line in lines if line)
    head = f"<div><strong>{escape(title)}</strong></div>" if title else ""
    return f'<div lang="zh-CN" style="font-size:13px">{head}{said}{"".join(blocks)}</div>'


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of texts; without rows nothing.

    Example:
        >>> table(["区域"], [])
        ''
    """
    if not rows:
        return ""
    head = "".join(f'<th style="{_HEAD}">{escape(text)}</th>' for text in headers)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(text: str) -> str:
    return f'<td style="{_CELL}">{escape(text)}</td>'
