"""``linli history``: what happened to a thing, or without one, what was written into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, Personal, Store

if TYPE_CHECKING:
    from datetime import datetime

    from api.cli.opened import Opened

Ref = Annotated[str | None, typer.Argument(metavar="[REF]", help="cli.option.history_ref", show_default=False)]


def history(
    ref: Ref = None,
    store: Store = DEFAULT_STORE,
    personal: Personal = False,
    limit: Limit = DEFAULT_LIMIT,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Tell what happened to a thing and to the ties at it."""
    from api.cli.opened import Opened, opened
    from api.rendering import rendered
    from api.rendering.history import history_document, revisions_document
    from graph.keys import is_key
    from graph.viewing import owner

    viewer = owner("terminal", "linli history", personal=personal)
    asked = Opened(store, lang=lang, limit=limit, ended=True, rules=rules, viewer=viewer)
    key = ref if ref is None or is_key(ref) else asked.key(ref)
    with opened(store) as source:
        found = revisions_document(source, viewer) if key is None else history_document(source, key, asked.showing)
    if as_json:
        print(rendered(found))  # noqa: T201
    else:
        _write(asked, key, found["rows"])


def _write(asked: Opened, key: str | None, rows: list[dict[str, Any]]) -> None:
    from api.cli.heading import write_hidden
    from api.cli.paper import Paper

    paper, say = Paper(), asked.say
    shown = rows[-asked.limit :] if asked.limit else []
    asked.showing.names([key, *(row.get(end) for row in shown for end in ("tie_source", "tie_target"))])
    paper.heading(say("cli.history.all") if key is None else say("cli.history.title", path=asked.called(key)))
    if key is None:
        headers: tuple[str, ...] = ("revision", "at", "by", "source")
        lines = [[str(row["number"]), _at(row["at"]), row["by"], _why(asked, row)] for row in shown]
    else:
        headers = ("revision", "at", "by", "source", "what", "changed")
        lines = [
            [str(row["revision"]), _at(row["at"]), row["by"], _why(asked, row), *_event(asked, row)] for row in shown
        ]
    paper.table([say(f"cli.{header}") for header in headers], lines)
    if len(rows) > len(shown):
        paper.line(say("cli.more_before", count=len(rows) - len(shown)))
    write_hidden(paper, asked)


def _why(asked: Opened, row: dict[str, Any]) -> str:
    """Return what a revision was made from, and why where somebody said so."""
    source, reason = str(row["source"]), str(row["reason"])
    return asked.say("cli.history.reason", source=source, reason=reason) if reason else source


def _at(instant: datetime) -> str:
    from zoneinfo import ZoneInfo

    return instant.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M")


def _event(asked: Opened, row: dict[str, Any]) -> tuple[str, str]:
    """Return what was done, and what is now otherwise, in the captions of the kind; of a tie also its ends."""
    from graph.kinds import field_of

    say = asked.say
    done = say(f"op.{row['op']}", kind=say.word("kind", row["kind"]))
    ends = [asked.called(row[end]) for end in ("tie_source", "tie_target") if row[end]]
    parts = [" → ".join(ends)] if ends else []
    for one in row["changed"] if row["op"] == "changed" else ():
        caption = getattr(field_of(row["kind"], one["field"]), asked.lang)
        before, after = (_day(one["field"], one[side]) for side in ("before", "after"))
        parts.append(caption if before is None and after is None else f"{caption} {before or '—'} → {after or '—'}")
    return done, say("cli.comma").join(parts)


def _day(field: str, value: str | None) -> str | None:
    """Return a value with the last day on which something holds instead of the first on which it does not."""
    from datetime import date

    from api.cli.days import last_day

    return value and str(last_day(field, date.fromisoformat(value) if field == "until" else value))
