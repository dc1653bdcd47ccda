"""Texts typed with a step, cleaned as cells of a table are: no control characters, no identity numbers."""

from __future__ import annotations

from dataclasses import replace

from graph.errors import BadInput
from graph.identity import identity_in, telephone_in
from graph.steps.asked import Asked
from graph.values import cell
from graph.values.amounts import clean_wanted
from graph.values.controls import control_in
from graph.values.name import clean_name


def cleaned(asked: Asked) -> Asked:
    """Return a step with its texts in one spelling; empty ones are left out.

    Raises:
        BadInput: A text steers a terminal, or holds an identity number (SEMANTICS V7); or a name a telephone.
        BadValue: The quantity cannot be asked for, or the name of a project is none.
    """
    return replace(
        asked,
        reason=told("reason", asked.reason),
        project=named("project", asked.project),
        quantity=clean_wanted(asked.quantity),
    )


def typed(option: str, text: str | None) -> str | None:
    """Return the text typed for an option, in one spelling; None for an empty one.

    Raises:
        BadInput: It steers a terminal, or holds an identity number.
    """
    return cell.text(checked(option, text))


def named(option: str, text: str | None) -> str | None:
    """Return the name or number typed for something, which everybody reads: no telephone is in it (SEMANTICS V7).

    Raises:
        BadInput: As ``typed``; or a telephone stands in it.
        BadValue: It is no name.
    """
    name = clean_name(typed(option, text))
    if name is not None and (number := telephone_in(name)) is not None:
        raise BadInput("name_telephone", option=_called(option), found=number)
    return name


def told(option: str, text: str | None) -> str | None:
    """Return sentences that were typed for an option, with the marks of Chinese sentences as they were written.

    Raises:
        BadInput: As ``typed``.

    Example:
        >>> told("decided", "重新划线，收费养护。"), typed("decided", "重新划线，收费养护。")
        ('重新划线，收费养护。', '重新划线,收费养护。')
    """
    return cell.prose(checked(option, text))


def checked(option: str, text: str | None) -> str | None:
    """Return a text as it was typed, where it may be kept.

    Args:
        option: What it was typed for: a code of the words, or the end of one of those that begin with ``typed.``.
        text: The text; None = nothing.

    Raises:
        BadInput: It steers a terminal, or holds an identity number.
    """
    called = _called(option)
    if text is not None and (sign := control_in(text)) is not None:
        raise BadInput("step_control", option=called, found=sign)
    if text is not None and (number := identity_in(text)) is not None:
        raise BadInput("step_identity", option=called, found=number)
    return text


def _called(option: str) -> str:
    return option if "." in option else f"typed.{option}"
