"""The command of a question: made of what the question declares, so that no list of options stands twice."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, On, Ref, Revision, Store, Within
from graph.answers.options import Holds, Option

if TYPE_CHECKING:
    from graph.answers.question import Question
    from graph.rules import Rules

Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.answer_output", metavar="FILE")]
Drawn = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.answer_drawn", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
Maker = Annotated[str | None, typer.Option("--made-by", "--by", help="cli.option.export_by", metavar="NAME")]
#: Where a question has an option of that name itself.
MakerAlone = Annotated[str | None, typer.Option("--made-by", help="cli.option.export_by", metavar="NAME")]
_SEVERAL = list[str] | None
_TYPES: Mapping[Holds, Any] = {
    Holds.PACKS: _SEVERAL,
    Holds.NORMS: _SEVERAL,
    Holds.ASKED: _SEVERAL,
    Holds.REFERENCES: _SEVERAL,
    Holds.FLAG: bool,
    Holds.PERSONAL: bool,
}


def command_of(question: Question) -> Callable[..., None]:
    """Return the command of a question; Typer reads its options off its signature."""

    def command(**said: Any) -> None:
        _ask(question, said)

    command.__name__, command.__doc__ = question.name, question.said
    parameters = list(_parameters(question))
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _parameters(question: Question) -> Iterator[Parameter]:
    """Yield the options in the order in which help lists them."""
    if question.start is not None:
        yield _parameter(question.start.name, _argument(question.start), Parameter.empty)
    yield _parameter("store", Store, DEFAULT_STORE)
    yield _parameter("within", Within, None)
    yield _parameter("on", On, None)
    for option in question.options:
        if option.shown and not option.required:
            yield _parameter(option.name, _typed(option), option.written)
    if question.pages:
        yield _parameter("limit", Limit, DEFAULT_LIMIT)
    yield _parameter("revision", Revision, None)
    yield _parameter("rules", Folder, None)
    yield _parameter("output", Drawn if question.drawn else Output, None)
    yield _parameter("force", Force, default=False)
    own = any(one.word == "by" for one in question.options)
    yield _parameter("maker", MakerAlone if own else Maker, None)
    yield _parameter("as_json", Json, default=False)
    yield _parameter("lang", Lang, "zh")


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _argument(option: Option) -> Any:
    """Return how what stands without a name is typed: a reference, or one of a few words."""
    if option.holds is not Holds.ONE_OF:
        return Ref
    return Annotated[
        str, typer.Argument(metavar="|".join(option.states), help=f"cli.option.{option.word}", show_default=False)
    ]


def _typed(option: Option) -> Any:
    held = _TYPES.get(option.holds, str if option.default is not None else str | None)
    metavar = option.holds.value.strip() or None
    return Annotated[
        held, typer.Option(*(f"--{one}" for one in (option.word, *option.also)), help=option.help, metavar=metavar)
    ]


def _ask(question: Question, said: dict[str, Any]) -> None:
    from api.asking import asked_with
    from api.cli.answers import write_answer
    from api.cli.answers.files import free_file, write_answer_file
    from api.cli.opened import Opened
    from api.cli.paper import Paper
    from api.cli.progress import shown
    from graph.questions import function_of
    from graph.viewing import named, owner

    _read_options(question, said)
    file = free_file(said["output"], question, force=said["force"])
    personal = any(said[one.name] for one in question.holding(Holds.PERSONAL))
    viewer = owner("terminal", f"linli {question.name}", personal=personal)
    shared = ("within", "on", "revision", "lang", "limit", "rules")
    asked = Opened(said["store"], viewer=viewer, **{name: said[name] for name in shared if name in said})
    if file is not None:
        _name_maker(question, said, asked.rules)
    rules, options = asked_with(question, said, asked.network, asked.rules, asked.showing, asked.key)
    with shown(asked.lang):
        answer = named(function_of(question.name)(asked.network, rules, **options), asked.showing)
    if file is not None:
        write_answer_file(file, asked, question, answer, said)
    elif said["as_json"]:
        print(answer.to_json())  # noqa: T201
    else:
        write_answer(Paper(), asked, answer)
    if (shelf := asked.network.shelf) is not None:
        sys.stdout.flush()  # who asked reads meanwhile
        shelf.put_away()


def _name_maker(question: Question, said: dict[str, Any], rules: Rules) -> None:
    """Take what is no level, where a level is asked for, as who made the file: so ``--by`` goes on to be read."""
    from graph.answers.coverage_asked import levels_of

    for option in question.holding(Holds.LEVEL):
        if option.word != "by":
            continue
        named = said[option.name]
        if named and said["maker"] is None and rules.vocabulary().resolve("level", named) not in levels_of(rules):
            said["maker"], said[option.name] = named, None


def _read_options(question: Question, said: dict[str, Any]) -> None:
    """Read what can be read before anything is opened, as states and moments."""
    from api.asking import read
    from api.cli.mistakes import Mistake
    from graph.errors import BadValue

    for option in question.options:
        if option.shown:
            try:
                said[option.name] = read(option, said[option.name])
            except BadValue as error:
                raise Mistake("cli_value", option=f"--{option.word}", **error.params) from None
