"""Failed cells of ``.ods``: what is shown is an error, whatever value is written beside it."""

from __future__ import annotations

import re
from zipfile import ZipFile

from loaders.readers.apart.failed.cells import MOST, UNCOMPUTED, Failed
from loaders.readers.apart.guarded import parse

_SHOWN = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|(?:Err|错误|错误：|Error):?\s?\d{3}")


def failed_ods(file: ZipFile) -> dict[str, Failed]:
    """Return, by sheet, the cells without a value although something stands there.

    Raises:
        Refusal: The XML is not well-formed.
    """
    found: dict[str, Failed] = {}
    sheet: Failed = {}
    row, column, tall, wide, formula, value, failed = -1, -1, 1, 1, False, False, False
    texts: list[str] = []

    def start(name: str, said: dict[str, str]) -> None:
        nonlocal sheet, row, column, tall, wide, formula, value, failed
        bare = {key.rpartition(":")[2]: one for key, one in said.items()} if said else said
        if name == "table":
            sheet = found.setdefault(bare.get("name", ""), {})
            row, tall = -1, 1
        elif name == "table-row":
            row += tall
            tall, column, wide = _times(bare.get("number-rows-repeated")), -1, 1
        elif name in ("table-cell", "covered-table-cell"):
            column += wide
            wide, formula = _times(bare.get("number-columns-repeated")), "formula" in bare
            value = bool(bare.keys() & {"value", "date-value", "time-value", "boolean-value", "string-value"})
            failed = said.get("calcext:value-type") == "error"
            texts.clear()

    def end(name: str) -> None:
        nonlocal row
        if name == "table-row":
            return
        if name in ("table-cell", "covered-table-cell") and (formula or texts):
            text = "".join(texts).strip()
            what = text or "#" if failed or _SHOWN.fullmatch(text) else ""
            if not what and formula and not text and not value:
                what = UNCOMPUTED
            if what:
                _put(sheet, (row, column), min(tall, MOST), min(wide, MOST), what)

    def said(text: str) -> None:
        if len(texts) < 4:  # noqa: PLR2004 - of a value only its beginning matters
            texts.append(text[:40])

    with file.open(next(name for name in file.namelist() if name.lower() == "content.xml")) as xml:
        parse(xml, start, end, said)
    return found


def _put(sheet: Failed, place: tuple[int, int], tall: int, wide: int, what: str) -> None:
    """Keep a cell as often as it is repeated."""
    for down in range(tall):
        for right in range(wide):
            if len(sheet) >= MOST:
                return
            sheet[place[0] + down, place[1] + right] = what


def _times(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() else 1
