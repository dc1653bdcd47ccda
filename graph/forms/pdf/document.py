"""A document: sheets and drawings one after another, each page with its number and what stands at its foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from fpdf import FPDF

from graph.forms.paper import Drawn, Sheet
from graph.forms.pdf.drawn import draw, writing
from graph.forms.pdf.setting import FAMILY, SMALL, Setting
from graph.forms.pdf.sheet import set_sheet, words_of
from graph.words import caption

_MARGIN, _FOOT = 36.0, 22.0  # points: around what stands on a page, and from its lower edge to the foot
_ALL = "{nb}"  # fpdf puts how many pages there are in its place


def write_pdf(
    path: Path | str, parts: Sequence[Sheet | Drawn], lang: str, day: date, spare: Sequence[Path] = ()
) -> list[str]:
    """Write sheets and drawings as one document, and return the characters for which no font has a shape.

    A box stands in their places. The document has no time in it but the day of what was asked, so that the same
    ledger makes the same bytes.

    Args:
        path: The .pdf file; one that is there is replaced.
        parts: What stands in it.
        lang: ``zh`` or ``en``, for the numbers of pages.
        day: The day of the answer.
        spare: Fonts in which characters are looked for that ours has not.
    """
    pages = _Pages(lang)
    pages.set_creation_date(datetime(day.year, day.month, day.day, tzinfo=UTC))
    pages.set_lang("zh-CN" if lang == "zh" else lang)
    for one in parts[:1]:
        pages.set_title(one.title if isinstance(one, Sheet) else one.name)
    pages.set_creator("linli")
    setting = Setting(pages, "".join(_writing(parts)), spare)
    for one in parts:
        pages.foot = setting.known(one.foot)
        pages.add_page("landscape" if one.landscape else "portrait", one.size)
        pages.start_section(setting.known(one.name))
        if isinstance(one, Sheet):
            set_sheet(setting, one)
        else:
            room = (pages.epw, pages.eph)
            draw(setting, one.svg, (pages.l_margin, pages.t_margin), room)
    pages.output(str(path))
    return setting.missing


def not_drawn(missing: Sequence[str], lang: str) -> list[str]:
    """Return what to tell of characters that no font has: one sentence, none where there are none.

    Example:
        >>> not_drawn(["堃"], "zh")
        ['1 个字没有字形，印成方框：堃。用环境变量 LINLI_FONT 指定一个有这些字的字体文件']
    """
    if not missing:
        return []
    signs = caption("picture.and", lang).join(missing)
    said = caption("forms.no_glyph", lang, count=len(missing), signs=signs)
    hint = caption("hint.forms_no_glyph", lang)
    return [caption("forms.no_glyph.told", lang, said=said, hint=hint)]


def _writing(parts: Sequence[Sheet | Drawn]) -> Iterator[str]:
    """Yield everything that is written."""
    for one in parts:
        yield one.foot
        yield one.name
        yield from words_of(one) if isinstance(one, Sheet) else (text for text, _ in writing(one.svg))


class _Pages(FPDF):
    """Pages that write their own feet."""

    def __init__(self, lang: str) -> None:
        super().__init__(unit="pt")
        self.foot, self._lang = "", lang
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=False, margin=_MARGIN + SMALL)
        self.alias_nb_pages(_ALL)
        self.c_margin = 0

    def footer(self) -> None:
        """Write the foot on the left, and which page this is on the right."""
        self.set_y(-_FOOT - SMALL)
        self.set_font(FAMILY, size=SMALL)
        self.set_text_color(0x57, 0x60, 0x6A)
        number = caption("forms.pages", self._lang, page=self.page_no(), pages=_ALL)
        self.cell(self.epw, SMALL, self.foot, new_x="LMARGIN")
        self.cell(self.epw, SMALL, number, align="R")
        self.set_text_color(0)
