"""What a form sent: texts, numbers and days, each refused with the field that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Request

from api.errors import BadParameter
from api.routes.requested import day
from api.routes.writing import LONGEST
from graph.errors import BadValue, LinliError
from graph.life.when import when_on, when_said
from graph.values.instant import INSTANT, kept_instant
from graph.words import caption, words

#: A number with more digits than this is refused: nobody means it.
_DIGITS = 9
#: None of our forms has more fields than this.
_FIELDS = 500


class Sent:
    """The fields of a form.

    Attributes:
        fields: What each says, in the order in which it was sent.

    Example:
        >>> sent = Sent({"quantity": ["2"], "reason": [" "]})
        >>> sent.number("quantity"), sent.said("reason"), sent.day("due")
        (2, None, None)
    """

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        """Take the fields.

        Raises:
            BadParameter: One of them is longer than any text that is kept.
        """
        self.fields = fields
        for name, values in fields.items():
            if any(len(one) > LONGEST for one in values):
                raise BadParameter("form_too_long", parameter=name, limit=LONGEST)

    def said(self, name: str) -> str | None:
        """Return what a field says; None where it was left empty."""
        return next((text for one in self.fields.get(name, ()) if (text := one.strip())), None)

    def several(self, name: str) -> list[str]:
        """Return everything that a field says."""
        return [text for one in self.fields.get(name, ()) if (text := one.strip())]

    def number(self, name: str) -> int | None:
        """Return the number in a field.

        Raises:
            BadParameter: It is none.
        """
        said = self.said(name)
        if said is None:
            return None
        if not (said.isascii() and said.isdigit() and len(said) <= _DIGITS):
            raise BadParameter(parameter=name, found=said, expected="expected.integer")
        return int(said)

    def day(self, name: str) -> date | None:
        """Return the day in a field.

        Raises:
            BadParameter: It is none.
        """
        return day(name, self.said(name))

    def instant(self, name: str, on: date | None) -> datetime:
        """Return when something was done: as a field says, else at the end of a day that is looked at, else now.

        Raises:
            BadParameter: It is no day with a time.
            StepRefused: It is yet to come.
        """
        try:
            kept = INSTANT.clean(self.said(name))
        except BadValue as error:
            found, expected = error.params.get("found", ""), error.params.get("expected", "")
            raise BadParameter(parameter=name, found=found, expected=expected) from None
        return when_said(kept_instant(when_on(on)) if kept is None and on is not None else kept)

    def mark(self, names: Iterable[str]) -> str:
        """Return what tells what some fields say from anything else that they may say."""
        said = [(name, self.fields.get(name)) for name in sorted(names)]
        return sha256(repr(said).encode()).hexdigest()

    @property
    def expected(self) -> int | None:
        """The revision that the form was shown on."""
        return self.number("expected")


def said_of(error: LinliError | None, lang: str) -> list[str]:
    """Return why a form could not be written down, and what to do; nothing where it could."""
    if error is None:
        return []
    why = _left_empty(error.params, lang) if error.code == "step_needs" else error.message(lang, page=True)
    return [one for one in (why, error.suggestion(lang, page=True)) if one]


def _left_empty(params: Mapping[str, Any], lang: str) -> str:
    """Return which field of a step was left empty, as the form calls it."""
    step, option = params["step"], params["option"]
    sorts = ("field", "say") if step == "add" else ("say", "field")
    codes = (f"needs.to.{step}",) * (option == "to") + tuple(f"needs.{one}.{option}" for one in sorts)
    called = next((words(lang)[one] for one in codes if one in words(lang)), option)
    return caption("page.left_empty", lang, field=called)


async def sent_by(request: Request) -> Sent:
    """Return what a form sent; a file in it is not taken."""
    form = await request.form(max_files=0, max_fields=_FIELDS)
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
    return Sent(fields)


SentForm = Annotated[Sent, Depends(sent_by)]
