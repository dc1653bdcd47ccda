"""``linli coverage``: what is not covered, gaps first, each with why and what would close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, On, Packs, Revision, Store, Within

if TYPE_CHECKING:
    from api.cli.asked import Asked
    from api.cli.paper import Paper
    from graph.answers import Answer

_COUNTED = ("met", "gap", "unknown", "exempt", "not_applicable")

States = Annotated[str, typer.Option("--state", help="cli.option.state", metavar="STATE,…")]
Load = Annotated[bool, typer.Option("--load", help="cli.option.load")]
_OLD = 365  # days; a list still speaks then, and its reader should know how old it is


def coverage(
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    pack: Packs = None,
    state: States = "gap,unknown",
    load: Load = False,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Ask each norm of each of its subjects."""
    from api.cli.asked import Asked
    from graph.questions import coverage as ask
    from graph.viewing import named

    states = _states(state)
    asked = Asked(store, within=within, on=on, revision=revision, lang=lang, limit=limit, rules=rules)
    chosen = asked.rules.only(*pack) if pack else asked.rules
    answer = named(ask(asked.network, chosen, states=states, load=load), asked.showing)
    if as_json:
        print(answer.to_json())  # noqa: T201
    else:
        _write(asked, answer, states)


def _states(said: str) -> tuple[str, ...]:
    from api.asking import states_of
    from api.cli.mistakes import Mistake
    from graph.errors import BadValue

    try:
        return states_of(said)
    except BadValue as error:
        raise Mistake("cli_value", option="--state", **error.params) from None


def _write(asked: Asked, answer: Answer, states: tuple[str, ...]) -> None:
    from api.asking import STATES
    from api.cli.findings import write_findings
    from api.cli.heading import write_heading
    from api.cli.paper import Paper

    paper, say = Paper(), asked.say
    write_heading(paper, asked, "coverage")
    norms = answer.totals["norms"]
    if not norms:
        paper.line(say("cli.coverage.no_norm"))
        return
    _totals(paper, asked, norms)
    rows = answer.rows.iter_rows(named=True) if asked.limit else iter(())  # over a province they take their time
    shown = sorted(rows, key=lambda row: STATES.index(row["state"]))[: asked.limit]
    write_findings(paper, asked, shown)
    more = sum(answer.totals["states"][state] for state in states) - len(shown)
    if more:
        paper.line()
        paper.line(say("cli.more", count=f"{more:,}"))
    oldest = min((one["as_of"] for row in shown for one in row["listings"]), default=None)
    if oldest is not None and (answer.on - oldest).days > _OLD:
        paper.line()
        paper.line(say("cli.coverage.old", as_of=oldest.isoformat(), days=(answer.on - oldest).days))
    if answer.options["load"]:
        _load(paper, asked, answer)


def _totals(paper: Paper, asked: Asked, norms: dict[str, dict[str, int]]) -> None:
    say = asked.say
    lines = []
    for norm, counts in norms.items():
        numbers = (f"{counts[state]:,}" if state in counts else "" for state in _COUNTED)
        lines.append([say.norm(norm), *numbers, say(f"sort.{say.norms[norm].sort}")])
    headers = [say("cli.norm"), *(say(f"state.{state}") for state in _COUNTED), say("cli.sort")]
    paper.table(headers, lines, right=range(1, len(_COUNTED) + 1))


def _load(paper: Paper, asked: Asked, answer: Answer) -> None:
    """Write how much each holder answers for."""
    say, rows = asked.say, list(answer.frames["load"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.coverage.load"))
    if not rows:
        paper.line(say("cli.coverage.no_load"), indent=2)
        return
    lines = [
        [
            say.norm(row["norm"]),
            row["holder"]["name"] or row["holder"]["id"],
            say.band(row["base"]),
            _ratio(say.norms[row["norm"]].body.told()),
            say(f"load.{row['state']}"),
        ]
        for row in rows[: asked.limit]
    ]
    headers = ("norm", "holder", "base", "per", "state")
    paper.table([say(f"cli.{header}") for header in headers], lines, right=(2, 3), indent=2)
    if len(rows) > asked.limit:
        paper.line(say("cli.more", count=len(rows) - asked.limit))


def _ratio(body: dict[str, Any]) -> str:
    return f"{body['count']} : {body['per']:,}"
