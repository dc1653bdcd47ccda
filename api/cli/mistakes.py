"""What somebody typed that no command understands: an unknown command, option or argument, or a missing one.

Typer's own errors become ours here, so that every sentence a user reads is in the words, in both
languages, with a near name where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from graph.errors import LinliError

_ALIKE = 0.65  # of difflib; its own 0.6 takes `forget` for `covrage`


class Mistake(LinliError):
    """The command line cannot be read; nothing was run. It ends with exit code 2.

    Params hold what was ``found`` and the names that are ``near``, empty where none is.
    """

    default_code = "cli_usage"


def near(found: str, known: Iterable[str]) -> str:
    """Return the known names that look like what was found, each in backticks; empty where none does.

    Example:
        >>> near("coverge", ["coverage", "audit"])
        '`coverage`'
    """
    bare = {name.lstrip("-"): name for name in known}
    return listed(bare[name] for name in get_close_matches(found.lstrip("-"), list(bare), n=3, cutoff=_ALIKE))


def listed(names: Iterable[str]) -> str:
    """Return names as a hint lists them, in either language.

    Example:
        >>> listed(["gap", "met"])
        '`gap` `met`'
    """
    return " ".join(f"`{name}`" for name in names)


def refuse_empty(ctx: Any) -> None:
    """Refuse an option that was typed with nothing in it, as a variable of a shell that is not set leaves one.

    Read as if it were left out, ``--on "$DAY"`` would write as of today.

    Args:
        ctx: What was typed, as Typer has read it.

    Raises:
        Mistake: There is one.
    """
    for param in ctx.command.params:
        value = ctx.params.get(param.name)
        said = value if isinstance(value, list | tuple) else [value]
        typed = ctx.get_parameter_source(param.name)
        if param.param_type_name != "option" or typed is None or typed.name != "COMMANDLINE":
            continue
        if any(isinstance(one, str) and not one.strip() for one in said):
            option = next((one for one in param.opts if one.startswith("--")), param.opts[0])
            raise Mistake("cli_empty", option=option)


def mistake_of(error: Any, command: str) -> Mistake:
    """Return what Typer refused as one of our errors.

    Args:
        error: A usage error of Typer; its classes are told apart by what they carry.
        command: How the command is called, for the hint: ``linli coverage``.
    """
    if hasattr(error, "possibilities"):
        params = error.ctx.command.get_params(error.ctx)
        if _is_of_a_command(error):
            return Mistake(
                "cli_option_first", found=error.option_name, command=command if " " in command else f"{command} show"
            )
        found = near(error.option_name, (name for param in params for name in param.opts if name.startswith("-")))
        code = "cli_no_such_option_near" if found else "cli_no_such_option"
        return Mistake(code, found=error.option_name, near=found, command=command)
    if hasattr(error, "option_name"):
        code = "cli_flag_value" if "does not take" in error.message else "cli_option_value"
        return Mistake(code, found=error.option_name, command=command)
    if hasattr(error, "param_type"):
        option = next((name for name in error.param.opts if name.startswith("--")), None)
        found = option or error.param.metavar or error.param.human_readable_name
        what = error.param.help  # as its help has it, in the language of the command line
        code = "cli_missing_what" if what else "cli_missing"
        return Mistake(code, found=found, what=what, command=command)
    return Mistake("cli_usage", found=error.format_message(), command=command)


def _is_of_a_command(error: Any) -> bool:
    """Return whether an option that stood before the command is one of commands: `linli --store x.db show`."""
    commands = getattr(error.ctx.command, "commands", {}).values()
    return any(error.option_name in param.opts for command in commands for param in command.params)
