"""``linli cypher``: the questions as Cypher texts, to read, to paste into Browser, or to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, On, Packs, Store, Within

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.rules import Rules

Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="cli.option.cypher_name", show_default=False)]
Start = Annotated[str | None, typer.Argument(metavar="[REF]", help="cli.option.cypher_ref", show_default=False)]
Run = Annotated[bool, typer.Option("--run", help="cli.option.cypher_run")]
Params = Annotated[bool, typer.Option("--params", help="cli.option.cypher_params")]
About = Annotated[str | None, typer.Option("--about", help="cli.option.about", metavar="REF")]
Norms = Annotated[list[str] | None, typer.Option("--norm", help="cli.option.norm_asked", metavar="NORM")]
Chain = Annotated[str | None, typer.Option("--chain", help="cli.option.chain", metavar="CHAIN")]


def cypher(
    name: Name = None,
    ref: Start = None,
    run: Run = False,
    params: Params = False,
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    pack: Packs = None,
    norm: Norms = None,
    about: About = None,
    chain: Chain = None,
    limit: Limit = DEFAULT_LIMIT,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Print or run a Cypher text."""
    from api.cli.language import checked
    from graph import cypher as texts

    lang = checked(lang)
    if name is None:
        _list(lang)
        return
    text = texts.text(name)
    if not (run or params):
        print(text, end="")  # noqa: T201
        return
    from api.cli.opened import Opened
    from graph.viewing import named

    _check_address(store)
    asked = Opened(store, within=within, on=on, lang=lang, limit=limit, rules=rules)
    options = _options(asked, name, ref, about, chain, norm)
    chosen = asked.rules.only(*pack) if pack else asked.rules
    chosen = chosen.about(*norm) if norm else chosen
    said = {"on": asked.network.date, "within": asked.network.within_key, **options}
    if params:
        _params(texts.parameters(name, chosen, **said), as_json=as_json)
    else:
        from api.cli.answers import write_tables
        from api.cli.paper import Paper

        answer = named(_answer(store, asked, chosen, name, said), asked.showing)
        if as_json:
            print(answer.to_json())  # noqa: T201
        else:
            write_tables(Paper(), asked, answer, None if ref is None else asked.path(asked.key(ref)))


def _check_address(store: str) -> None:
    """Refuse a store that cannot be asked in Cypher."""
    from graph.errors import BadInput
    from graph.stores.address import is_address

    if not is_address(store):
        raise BadInput("cypher_needs_neo4j", store=store)


def _list(lang: str) -> None:
    from api.cli.paper import Paper
    from graph import cypher as texts
    from graph.words import caption

    paper = Paper()
    headers = [caption(f"cli.{header}", lang) for header in ("cypher_text", "cypher_asks")]
    paper.table(headers, [[name, caption(f"cypher.{name}", lang)] for name in texts.names()])
    paper.line()
    paper.line(caption("cli.cypher.more", lang))


def _options(
    asked: Opened, name: str, ref: str | None, about: str | None, chain: str | None, norm: list[str] | None
) -> dict[str, Any]:
    """Return what the question of a text is asked with; what it has no option for is refused."""
    from api.asking import asked_with
    from api.cli.mistakes import Mistake
    from graph import cypher as texts
    from graph.answers.options import Holds
    from graph.answers.register import question_named

    question = question_named(texts.question_of(name))
    first = question.start or next(iter(question.holding(Holds.REFERENCE)), None)
    told = (("start" if first is None else first.name, ref), ("about", about), ("chain", chain))
    said = {option: value for option, value in told if value is not None}
    if unused := said.keys() - {option.name for option in question.options}:
        raise Mistake("cli_too_many", found=said[min(unused)], command=f"linli cypher {name}")
    if norm and not question.holding(Holds.NORMS):
        raise Mistake("cli_too_many", found=norm[0], command=f"linli cypher {name}")
    if question.start is not None and ref is None:
        raise Mistake("cli_missing", found="REF", command=f"linli cypher {name}")
    _, options = asked_with(question, said, asked.network, asked.rules, asked.showing, asked.key)
    return {one: value for one, value in options.items() if one in said}


def _params(parameters: dict[str, Any], *, as_json: bool) -> None:
    import json

    from graph.cypher.literal import param_lines

    if as_json:
        print(json.dumps(parameters, ensure_ascii=False, indent=2, default=str))  # noqa: T201
    else:
        print("\n".join(param_lines(parameters)))  # noqa: T201


def _answer(store: str, asked: Opened, rules: Rules, name: str, said: dict[str, Any]) -> Answer:
    from graph import cypher as texts
    from graph.stores import open_shared

    with open_shared(store, create=False) as shared:
        records = shared.query(texts.text(name), texts.parameters(name, rules, **said))
    return texts.answer(texts.question_of(name), records, rules, revision=asked.network.revision, **said)
