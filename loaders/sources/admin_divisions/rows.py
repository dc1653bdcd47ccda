"""The rows of a table of codes, clean: code, name, and the parent and level that the row says, if it says any."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from graph.errors import BadValue
from graph.rules import Vocabulary
from graph.values.code import LEVELS
from loaders.report import Report, issue_of
from loaders.sources.admin_divisions.codes import clean_codes, clean_names, level_of, parent_of
from loaders.sources.admin_divisions.table import Table

#: How many digits each further part of a code has: two up to the county, three below it.
_WIDE, _COUNTY = 3, 6
_NUMBER_OF = {name: number for number, name in enumerate(LEVELS.values(), 1)}


def rows_of(tables: Sequence[Table], words: Vocabulary, report: Report) -> pl.DataFrame:
    """Return the rows that can be taken; each other row is in the report.

    Returns:
        ``table`` (which of them), ``file``, ``sheet``, ``row``, ``code``, ``name``, ``parent`` and ``said`` (the level
        as a number) as the row says them, ``level`` and ``above`` (the parent) as the code's structure says them, and
        ``written`` and ``written_parent``, both codes as they were written.
    """
    return pl.concat([_rows(place, table, words, report) for place, table in enumerate(tables)])


def _rows(place: int, table: Table, words: Vocabulary, report: Report) -> pl.DataFrame:
    written, called = _code(table), _first(table, "name")
    codes, bad_codes = clean_codes(written)
    names, bad_names = clean_names(called)
    _tell(table, "code", written, bad_codes, report)
    _tell(table, "name", called, bad_names, report)
    parent, written_parent = _lowest(table, _parents(table), report)
    clean = pl.DataFrame(
        {
            "row": table.frame["row"],
            "code": codes,
            "name": names,
            "parent": parent,
            "said": _numbers(_first(table, "level"), words),
            "written": written,
            "written_parent": written_parent,
        }
    ).with_columns(
        table=pl.lit(place),
        file=pl.lit(table.file, pl.String),
        sheet=pl.lit(table.sheet, pl.String),
        level=level_of(pl.col("code")),
        above=parent_of(pl.col("code")),
    )
    for role, raw, header in (("code", written, "代码"), ("name", called, "名称")):
        for row in clean.filter(clean[role].is_null() & raw.is_null())["row"].to_list():
            report.required(table.where(row, role), header)
    return clean.drop_nulls(["code", "name"])


def _blank(table: Table) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, table.frame.height)


def _first(table: Table, role: str) -> pl.Series:
    return next(iter(table.texts(role)), _blank(table))


def _code(table: Table) -> pl.Series:
    whole = table.texts("code")
    return whole[0] if whole else _joined(table.texts("code_part"))


def _joined(parts: Sequence[pl.Series]) -> pl.Series:
    """Return codes put together from their parts, each filled with zeros to the digits that it has there.

    Example:
        >>> _joined([pl.Series(["37"]), pl.Series(["1"]), pl.Series(["2"]), pl.Series([None])]).to_list()
        ['370102']
    """
    frame = pl.DataFrame({str(place): part.cast(pl.String) for place, part in enumerate(parts)})
    whole = pl.lit("", pl.String)
    for name in frame.columns:
        part = pl.col(name)
        wide = whole.str.len_bytes() >= _COUNTY
        filled = pl.when(wide).then(part.str.zfill(_WIDE)).otherwise(part.str.zfill(2))
        whole = whole + filled.fill_null("")
    return frame.select(whole.replace("", None).alias("code"))["code"]


def _parents(table: Table) -> list[tuple[str, pl.Series]]:
    """Return the columns of parents as codes: said as such, put together from parts, or by the number of a row."""
    found = [("parent", raw) for raw in table.texts("parent")]
    if parts := table.texts("parent_part"):
        found.append(("parent_part", _joined(parts)))
    ids, above = table.texts("id"), table.texts("parent_id")
    if ids and above:
        known = pl.DataFrame({"id": ids[0], "code": _code(table)}).drop_nulls().unique("id", keep="first")
        joined = pl.DataFrame({"id": above[0]}).join(known, on="id", how="left", maintain_order="left")
        found.append(("parent_id", joined.select(pl.coalesce("code", "id"))["code"]))
    return found


def _lowest(table: Table, parents: Sequence[tuple[str, pl.Series]], report: Report) -> tuple[pl.Series, pl.Series]:
    """Return of several columns of parents the lowest one, row by row; the others must lie around it."""
    best, written = _blank(table), _blank(table)
    for place, (role, raw) in enumerate(parents):
        codes, wrong = clean_codes(raw)
        _tell(table, role, raw, wrong, report)
        frame = pl.DataFrame({"best": best, "code": codes, "written": written, "raw": raw, "row": table.frame["row"]})
        lower = (pl.col("code").str.len_bytes() > pl.col("best").str.len_bytes()).fill_null(value=True)
        low, high = pl.when(lower).then("code").otherwise("best"), pl.when(lower).then("best").otherwise("code")
        apart = frame.filter(~low.str.starts_with(high))
        for row, found, expected in apart.select("row", "code", "best").iter_rows():
            report.error("parents_apart", table.where(row, role, place), found=found, expected=expected)
        frame = frame.with_columns(_lower=lower & pl.col("code").is_not_null())
        best = frame.select(pl.when("_lower").then("code").otherwise("best").alias("best"))["best"]
        written = frame.select(pl.when("_lower").then("raw").otherwise("written").alias("written"))["written"]
    return best, written


def _numbers(raw: pl.Series, words: Vocabulary) -> pl.Series:
    """Return levels as numbers from 1, province, to 5, community; what is neither number nor level stays."""
    said = raw.str.strip_suffix(".0")
    other = [one for one in said.unique().drop_nulls() if one not in {"1", "2", "3", "4", "5"}]
    known = {one: str(_NUMBER_OF[code]) for one in other if (code := words.resolve("level", one)) in _NUMBER_OF}
    return said.replace(known) if known else said


def _tell(table: Table, role: str, raw: pl.Series, wrong: dict[str, BadValue], report: Report) -> None:
    if wrong:
        rows = pl.DataFrame({"row": table.frame["row"], "said": raw.cast(pl.String).str.strip_chars()})
        for row, said in rows.filter(pl.col("said").is_in(list(wrong))).iter_rows():
            report.add(issue_of(wrong[said], table.where(row, role)))
