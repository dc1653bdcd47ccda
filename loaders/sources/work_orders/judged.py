"""Orders with their times and words cleaned; those that cannot be a need are left out, each with its reason."""

from __future__ import annotations

import polars as pl

from graph.errors import BadValue
from graph.identity import concealed
from graph.kinds import field_of
from graph.values.name import LONGEST, PLAIN, clean_name
from graph.words.listed import Listed
from loaders.cells import Cleaner, cleaned
from loaders.reading import Context
from loaders.report import EXAMPLES, Where
from loaders.sources.work_orders.times import instants

_TIMES = ("opened", "target", "closed")
#: Fields of a need whose words are codes, by role.
_WORDS = {"category": "need", "channel": "need", "priority": "need", "outcome": "step"}
_TOO_LONG = "too_long"
_SAYS = r"[^\W_]"  # a name with a letter or a digit in it is refused for its length alone
_MAYBE_PHONE = r"1[3-9]\d|0\d{2,3}[ -]?\d{7}"


def judged(orders: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Return the orders that can be needs, their times instants and their words codes.

    An order is left out, and told with its reason, where it has no number, no content, more of it than a name may
    have, or no time at which it was raised; where a time cannot be read, or it was finished before it was raised;
    where its number stands on an earlier row; and where a telephone stands in what it says.
    """
    frame = orders.with_columns(
        orders["name"].alias("_said"),
        _clean(orders["number"], "number"),
        _clean(orders["name"], "name"),
        *_words(orders, context),
    )
    wrong = []
    for name in _TIMES:
        found, bad = instants(orders[name])
        frame = frame.with_columns(found.alias(name), bad.alias(f"_{name}"))
        wrong.append((f"unread_{name}", pl.col(f"_{name}")))
    reasons = [
        ("no_number", pl.col("number").is_null()),
        (_TOO_LONG, pl.col("name").is_null() & pl.col("_said").str.contains(_SAYS)),
        ("no_name", pl.col("name").is_null()),
        *wrong,
        ("no_opened", pl.col("opened").is_null()),
        ("closed_before_opened", pl.col("closed") < pl.col("opened")),
        ("telephone", pl.col("_telephone")),
        ("number_twice", ~pl.col("number").is_first_distinct()),
    ]
    frame = frame.with_columns(_telephones(frame))
    why = pl.coalesce(pl.when(when.fill_null(value=False)).then(pl.lit(code)) for code, when in reasons)
    frame = frame.with_columns(_why=why)
    _tell(frame.filter(pl.col("_why").is_not_null()), context)
    unknown = frame.filter(pl.col("_why").is_null() & (pl.col("status") == "done") & pl.col("closed").is_null())
    if unknown.height:
        context.report.warn("orders_done_when", _where(unknown), count=unknown.height)
    return frame.filter(pl.col("_why").is_null()).select(
        pl.exclude("_why", "_telephone", "_said", "_opened", "_target", "_closed")
    )


def _clean(texts: pl.Series, name: str) -> pl.Series:
    def clean(text: str) -> str | None:
        try:
            return clean_name(text)
        except BadValue:
            return None

    odd = texts.filter(
        ~texts.str.contains(PLAIN) | (texts.str.len_chars() > LONGEST)
    ).unique()  # hardly any number, and of contents few are different
    values, _ = cleaned(odd.to_list(), clean)
    return texts.replace(odd, pl.Series(values, dtype=pl.String)).alias(name)


def _words(orders: pl.DataFrame, context: Context) -> list[pl.Series]:
    """Return the columns of words as codes; those in no list are kept, and told once a column."""
    cleaner, made = Cleaner(context.words), []
    for name, kind in _WORDS.items():
        said = orders[name].to_list()
        found = cleaner.column(said, field_of(kind, name))
        if found.unknown:
            strange = sorted(found.unknown)
            shown = Listed(strange[:EXAMPLES])
            role = Where(orders["file"][0], orders["sheet"][0])
            context.report.note("orders_words_kept", role, found=shown, count=len(strange), role=f"work_order.{name}")
        made.append(pl.Series(name, found.values, dtype=pl.String))
    return made


def _telephones(frame: pl.DataFrame) -> pl.Series:
    """Return which contents have a telephone in them; a look at each is paid only where there may be one."""
    maybe = frame["name"].str.contains(_MAYBE_PHONE).fill_null(value=False)
    found = pl.Series("_telephone", [False], dtype=pl.Boolean).new_from_index(0, frame.height)
    if not maybe.any():
        return found
    hits = [concealed(text) != text for text in frame["name"].filter(maybe)]
    return found.scatter(maybe.arg_true(), hits)


def _tell(left: pl.DataFrame, context: Context) -> None:
    for (code,), rows in left.partition_by("_why", as_dict=True, maintain_order=True).items():
        shown = Listed(str(one) for one in rows["row"].head(EXAMPLES))
        said = {"reason": f"work_order.why.{code}", "count": rows.height, "found": shown}
        if code == _TOO_LONG:
            longest = rows["_said"].str.len_chars().max()
            context.report.warn("orders_too_long", _where(rows), **said, longest=longest, most=LONGEST)
        else:
            context.report.warn("orders_left_out", _where(rows), **said)
        context.report.skipped += rows.height


def _where(rows: pl.DataFrame) -> Where:
    return Where(rows["file"][0], rows["sheet"][0], rows["row"][0])
