"""Every command, one file each, and the group that holds them in the order in which help lists them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from api.cli.commands.accept import accept
from api.cli.commands.adjust import adjustment_command
from api.cli.commands.backup import backup
from api.cli.commands.changes import changes
from api.cli.commands.compact import compact
from api.cli.commands.copy import copy
from api.cli.commands.cypher import cypher
from api.cli.commands.doctor import doctor
from api.cli.commands.export import export
from api.cli.commands.fill import fill
from api.cli.commands.find import find
from api.cli.commands.forget import forget
from api.cli.commands.history import history
from api.cli.commands.kinds import kinds
from api.cli.commands.lists import lists
from api.cli.commands.load import load
from api.cli.commands.log import log
from api.cli.commands.mapping import map_
from api.cli.commands.need import need
from api.cli.commands.order import order_add
from api.cli.commands.plan import plan, plan_apply, plan_compare, plan_look, plan_template
from api.cli.commands.question import command_of
from api.cli.commands.resolve import resolve
from api.cli.commands.restore import restore
from api.cli.commands.rules import rules
from api.cli.commands.sample import sample
from api.cli.commands.serve import serve
from api.cli.commands.show import show
from api.cli.commands.spark import spark
from api.cli.commands.step import step_commands
from api.cli.commands.template import template
from api.cli.commands.undo import undo
from api.cli.commands.upgrade import upgrade
from api.cli.commands.user import user, user_add, user_list, user_passwd, user_revoke, user_token
from api.cli.commands.verify import verify
from api.cli.language import known
from api.cli.mistakes import Mistake, near, refuse_empty
from api.cli.options import Lang
from api.cli.risk import with_risk
from api.cli.steps_said import step_said
from graph.adjusting.register import ADJUSTMENTS
from graph.answers.register import QUESTIONS
from graph.words import LANGUAGES, caption


def commands() -> dict[str, Callable[..., Any]]:
    """Return every command by name, as help lists them: put something in, ask, look, check, keep, serve."""
    return {name: make() for name, make in _makers().items()}


def _makers() -> dict[str, Callable[[], Callable[..., Any]]]:
    """Return what makes each command, by name: that of a question is made of what it declares."""
    return {
        **_as_they_are(sample, template, map_, load, undo, copy),
        **{name: partial(command_of, one) for name, one in QUESTIONS.items()},
        **_as_they_are(need),
        **{name: partial(adjustment_command, one) for name, one in ADJUSTMENTS.items()},
        **_as_they_are(plan, find, show, history, changes, export, fill, lists, rules, kinds, verify, cypher, spark),
        **_as_they_are(backup, restore, doctor, upgrade, compact, forget, serve, user, log),
    }


def _as_they_are(*functions: Callable[..., Any]) -> dict[str, Callable[[], Callable[..., Any]]]:
    return {one.__name__.rstrip("_"): partial(_itself, one) for one in functions}


def _itself(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def beneath(first: str | None = None) -> dict[str, Callable[..., Any]]:
    """Return the commands that stand under another one, by both their words.

    Args:
        first: The command under which they stand; None = all. Those of needs are made of rules, which takes a while to
            read, so that only who wants them waits for it; those of another command may be left out.
    """
    found: dict[str, Callable[..., Any]] = {
        **(step_commands() if first == "match" or first not in _makers() else {}),
        "match accept": accept,
        "orders add": order_add,
        "need resolve": resolve,
        "plan template": plan_template,
        "plan look": plan_look,
        "plan compare": plan_compare,
        "plan apply": plan_apply,
        "user add": user_add,
        "user passwd": user_passwd,
        "user token": user_token,
        "user revoke": user_revoke,
        "user list": user_list,
    }
    if first in (None, "need"):
        from api.cli.commands.need_steps import need_commands

        found |= need_commands()
    return found


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print("linli", version("linli"))  # noqa: T201
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="cli.option.version", is_eager=True, callback=_print_version)]


#: What Typer says of itself in a help text, and the code of our words for it.
_TYPERS_WORDS = {
    "Usage:": "usage",
    "[OPTIONS]": "some_options",
    "COMMAND [ARGS]...": "a_command",
    "Arguments:": "arguments",
    "Options:": "options",
    "Commands:": "commands",
    "Show this message and exit.": "show",
    "[required]": "required",
    "env var: ": "env",
    "default: ": "default",
}


class Command(TyperCommand):
    """A command that tells what is wrong with its arguments, and its help, in our words."""

    allow_extra_args = True

    def get_help(self, ctx: Any) -> str:
        """Return the help with its headings in the language, and the steps that stand under the command."""
        return _headings(super().get_help(ctx), ctx) + _steps(self.name, ctx)

    def invoke(self, ctx: Any) -> Any:
        """Run the command, unless arguments are left that it has no use for, or an option says nothing."""
        if ctx.args:
            raise Mistake("cli_too_many", found=ctx.args[0], command=ctx.command_path)
        refuse_empty(ctx)
        return super().invoke(ctx)


class Group(TyperGroup):
    """The commands; an unknown one is told with those that are called nearly so."""

    def get_help(self, ctx: Any) -> str:
        """Return the help with its headings in the language."""
        return _headings(super().get_help(ctx), ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is meant; a step stands under the question that it belongs to: ``match ask``."""
        if len(args) > 1 and args[0] in self.commands and not args[1].startswith("-"):
            step = f"{args[0]} {args[1]}"
            if len(args) > 2 and not args[2].startswith("-"):  # noqa: PLR2004 - one word alone is a need of that name
                step = step_said(args[0], args[1], self.commands) or step
            if step in self.commands:
                return super().resolve_command(ctx, [step, *args[2:]])
            said = args[1].isascii() and args[1].isalpha() and args[1].islower()  # A1 is the number of a need
            if said and (found := near(step, [one for one in self.commands if one.startswith(f"{args[0]} ")])):
                command = f"{ctx.command_path} {args[0]}"
                raise Mistake("cli_no_such_command_near", found=step, near=found, command=command)
        if args[0] not in self.commands and not args[0].startswith("-"):
            found = near(args[0], self.commands)
            code = "cli_no_such_command_near" if found else "cli_no_such_command"
            raise Mistake(code, found=args[0], near=found, command=ctx.command_path)
        return super().resolve_command(ctx, args)


def group(asked_in: str, first: str = "") -> TyperGroup:
    """Return the commands with their help in a language; each command refuses one that there is not.

    Where the first word of the command line is a command, it alone is made: all take Typer 30 ms. It is made once, for
    whoever runs several lines in one process, and again where there is another question.
    """
    return _made(asked_in, first, tuple(QUESTIONS))


@cache
def _made(asked_in: str, first: str, questions: tuple[str, ...]) -> TyperGroup:  # noqa: ARG001 - `commands` reads them
    lang = known(asked_in)
    app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help="cli.linli")
    app.callback()(_linli)
    every = _makers()
    for name in [first] if first in every else every:
        app.command(name, cls=Command, help=f"cli.{name}")(with_risk(every[name]()))
    for name, step in beneath(first).items():
        if first not in every or name.startswith(f"{first} "):
            app.command(name, cls=Command, help=f"cli.{name.replace(' ', '.')}", hidden=True)(with_risk(step))
    made = typer.main.get_command(app)
    assert isinstance(made, TyperGroup)  # it has a callback  # noqa: S101
    made.context_settings["obj"] = lang
    made.context_settings["default_map"] = {name: {"lang": asked_in} for name in made.commands}
    _in_words(made, lang)
    for command in made.commands.values():
        _in_words(command, lang)
    return made


def _linli(version: Version = False, lang: Lang = LANGUAGES[0]) -> None:
    """Hold the commands; version and language are seen to before one is looked for."""
    del version, lang


def _in_words(command: Any, lang: str) -> None:
    """Replace the codes in a command's help by their words."""
    command.help = caption(command.help, lang)
    for param in command.params:
        if param.help:
            param.help = caption(param.help, lang)


def _steps(command: str | None, ctx: Any) -> str:
    """Return the steps that stand under a command, as its help lists them; empty where there are none."""
    root = ctx.find_root()
    steps = {name: one for name, one in root.command.commands.items() if name.startswith(f"{command} ")}
    if not steps:
        return ""
    width = max(map(len, steps))
    lines = [f"  {name:<{width}}  {one.help}" for name, one in steps.items()]
    return "\n".join(["\n", caption(f"cli.{command}.steps", root.obj), *lines])


def _headings(text: str, ctx: Any) -> str:
    """Return a help text of Typer with its own words in ours, and without the types of Python: ``<str>``."""
    usage, newline, rest = text.partition("\n")
    text = re.sub(r"[{}]", "", usage) + newline + re.sub(r" <\S+>", "", rest)
    for said, code in _TYPERS_WORDS.items():
        words = caption(f"cli.help.{code}", ctx.find_root().obj)
        text = re.sub(re.escape(said).replace(r"\ ", r"\s+"), words, text)  # a line may have been wrapped there
    return text
