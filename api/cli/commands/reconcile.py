"""``linli reconcile``: each published number beside the ledger's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, On, Revision, Store, Within

if TYPE_CHECKING:
    from api.cli.asked import Asked
    from graph.answers import Answer

_VERDICTS = ("differs", "consistent", "agrees", "cannot_tell")


def reconcile(
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Put every published figure beside what the ledger counts."""
    from api.cli.asked import Asked
    from graph.questions import reconcile as ask
    from graph.viewing import named

    asked = Asked(store, within=within, on=on, revision=revision, lang=lang, limit=limit, rules=rules)
    answer = named(ask(asked.network, asked.rules), asked.showing)
    if as_json:
        print(answer.to_json())  # noqa: T201
    else:
        _write(asked, answer)


def _write(asked: Asked, answer: Answer) -> None:
    from api.cli.heading import write_heading
    from api.cli.paper import Paper
    from api.cli.paths import Paths

    paper, say = Paper(), asked.say
    write_heading(paper, asked, "reconcile")
    counts = answer.totals["verdicts"]
    paper.line(say("cli.comma").join(f"{say(f'verdict.{one}')} {counts[one]}" for one in _VERDICTS))
    rows = sorted(answer.rows.iter_rows(named=True), key=lambda row: _VERDICTS.index(row["verdict"]))
    shown = rows[: asked.limit]
    paths = Paths(asked.names, (_path(row) for row in shown))
    headers = ("verdict", "figure", "subject", "published", "as_of", "counted", "difference", "why")
    paper.line()
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared))
    paper.table(
        [say(f"cli.{header}") for header in headers],
        [
            [
                say(f"verdict.{row['verdict']}"),
                row["name"] or row["measure"],
                paths.short(_path(row)),
                _published(asked, row),
                str(row["published"]["as_of"] or row["published"]["period"] or ""),
                say.band(row["counted"]),
                f"{row['difference']:+d}" if row["difference"] else "",
                say("cli.comma").join(say(f"why.{one['code']}") for one in row["why"]),
            ]
            for row in shown
        ],
        right=(3, 5, 6),
    )
    if len(rows) > len(shown):
        paper.line(say("cli.more", count=len(rows) - len(shown)))


def _path(row: dict[str, Any]) -> str | None:
    subject = row["subject"]
    return None if subject is None else subject["path"] or subject["name"]


def _published(asked: Asked, row: dict[str, Any]) -> str:
    published, say = row["published"], asked.say
    value = say(f"count.{published['bound']}", value=f"{published['value']:,}")
    unit = say.word("unit", published["unit"])
    return f"{value}{unit}" if asked.lang == "zh" else f"{value} {unit}"
