"""``linli coverage``: what is not covered, gaps first, each with why and what would close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Json, Lang, Limit, On, Packs, Revision, Store, Within

if TYPE_CHECKING:
    from api.cli.asked import Asked
    from api.cli.paper import Paper
    from api.cli.paths import Paths
    from graph.answers import Answer
    from graph.rules import Ratio

_STATES = ("gap", "unknown", "exempt", "not_applicable", "met")

States = Annotated[str, typer.Option("--state", help="cli.option.state", metavar="STATE,…")]
Load = Annotated[bool, typer.Option("--load", help="cli.option.load")]


def coverage(
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    pack: Packs = None,
    state: States = "gap,unknown",
    load: Load = False,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Ask each norm of each of its subjects."""
    from api.cli.asked import Asked
    from graph.questions import coverage as ask

    states = _states(state)
    asked = Asked(store, within=within, on=on, revision=revision, lang=lang, limit=limit)
    rules = asked.rules.only(*pack) if pack else asked.rules
    answer = ask(asked.network, rules, states=states, load=load)
    if as_json:
        print(answer.to_json())  # noqa: T201
    else:
        _write(asked, answer, states)


def _states(said: str) -> tuple[str, ...]:
    from api.cli.mistakes import Mistake, listed

    found = tuple(one.strip() for one in said.replace("，", ",").split(",") if one.strip())
    if found == ("all",):
        return _STATES
    for one in found:
        if one not in _STATES:
            raise Mistake("cli_value", option="--state", found=one, expected=listed((*_STATES, "all")))
    return found


def _write(asked: Asked, answer: Answer, states: tuple[str, ...]) -> None:
    from api.cli.heading import write_heading
    from api.cli.paper import Paper
    from api.cli.paths import Paths

    paper, say = Paper(), asked.say
    write_heading(paper, asked, "coverage")
    norms = answer.totals["norms"]
    if not norms:
        paper.line(say("cli.coverage.no_norm"))
        return
    _totals(paper, asked, norms)
    rows = answer.rows.iter_rows(named=True) if asked.limit else iter(())  # over a province they take their time
    shown = sorted(rows, key=lambda row: _STATES.index(row["state"]))[: asked.limit]
    paths = Paths(asked.names, (row["subject"]["path"] for row in shown))
    if paths.shared:
        paper.line()
        paper.line(say("cli.below", place=paths.shared))
    group: list[dict[str, Any]] = []
    for row in shown:
        if group and (row["norm"], row["state"]) != (group[0]["norm"], group[0]["state"]):
            _group(paper, asked, paths, group)
            group = []
        group.append(row)
    if group:
        _group(paper, asked, paths, group)
    more = sum(answer.totals["states"][state] for state in states) - len(shown)
    if more:
        paper.line()
        paper.line(say("cli.more", count=f"{more:,}"))
    if answer.options["load"]:
        _load(paper, asked, answer)


def _totals(paper: Paper, asked: Asked, norms: dict[str, dict[str, int]]) -> None:
    say = asked.say
    order = ("met", "gap", "unknown", "exempt", "not_applicable")
    paper.table(
        [say("cli.norm"), *(say(f"state.{state}") for state in order), say("cli.sort")],
        [
            [say.norm(norm), *(str(counts.get(state) or "") for state in order), say(f"sort.{say.norms[norm].sort}")]
            for norm, counts in norms.items()
        ],
        right=range(1, len(order) + 1),
    )


def _group(paper: Paper, asked: Asked, paths: Paths, rows: list[dict[str, Any]]) -> None:
    """Write the rows of one norm in one state."""
    say, first = asked.say, rows[0]
    paper.line()
    title = say("cli.coverage.group", state=say(f"state.{first['state']}"), norm=say.norm(first["norm"]))
    paper.heading(say("cli.named", text=title, name=_cited(asked, first["cite"])))
    headers = ("place", "has", "needs", "short", "base", "why", "close", "responsible")
    paper.table(
        [say(f"cli.{header}") for header in headers],
        [
            [
                paths.short(row["subject"]["path"]),
                say.band(row["has"]),
                say.band(row["needs"]),
                say.band(row["short"]) if row["state"] != "met" else "",
                _base(asked, row["base"]),
                _why(asked, paths, row),
                _close(asked, paths, row),
                asked.names.things.label(row["responsible"]) if row["responsible"] else "",
            ]
            for row in rows
        ],
        right=(1, 2, 3),
        indent=2,
    )


def _cited(asked: Asked, cite: dict[str, Any]) -> str:
    parts = (asked.say(f"sort.{cite['sort']}"), cite["document"], cite["date"])
    return asked.say("cli.comma").join(filter(None, parts))


def _base(asked: Asked, base: dict[str, Any] | None) -> str:
    if base is None or (not base["low"] and base["high"] is None):
        return ""
    say = asked.say
    unit, basis = say.word("unit", base["unit"]), say(f"basis.{base['basis']}")
    return say("cli.coverage.base", number=say.band(base), unit=unit, basis=basis)


def _why(asked: Asked, paths: Paths, row: dict[str, Any]) -> str:
    say = asked.say
    if row["state"] == "met":
        return say(f"how.{row['how']}")
    reasons = [_named(say(f"why.{one['code']}"), asked, paths, row, one["id"]) for one in row["why"]]
    if row["since"]:
        reasons.append(say("cli.coverage.since", day=row["since"]))
    if not reasons and row["state"] == "gap":
        reasons = [say("why.absent")]
    return say("cli.semicolon").join(reasons)


def _named(text: str, asked: Asked, paths: Paths, row: dict[str, Any], key: str | None) -> str:
    if key is None:
        return text
    return asked.say("cli.named", text=text, name=paths.of(key, row["subject"]["path"]))


def _close(asked: Asked, paths: Paths, row: dict[str, Any]) -> str:
    say = asked.say
    steps = (
        _named(say(f"close.{one['code']}", count=one["count"]), asked, paths, row, one["id"]) for one in row["close"]
    )
    return say("cli.semicolon").join(steps)


def _load(paper: Paper, asked: Asked, answer: Answer) -> None:
    say, rows = asked.say, list(answer.frames["load"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.coverage.load"))
    paper.table(
        [say(f"cli.{header}") for header in ("norm", "holder", "base", "per", "state")],
        [
            [
                say.norm(row["norm"]),
                row["holder"]["name"] or row["holder"]["id"],
                say.band(row["base"]),
                _ratio(say.norms[row["norm"]].ratio),
                say(f"load.{row['state']}"),
            ]
            for row in rows[: asked.limit]
        ],
        right=(2, 3),
        indent=2,
    )
    if len(rows) > asked.limit:
        paper.line(say("cli.more", count=len(rows) - asked.limit))


def _ratio(ratio: Ratio | None) -> str:
    return "" if ratio is None else f"{ratio.count} : {ratio.per:,}"
