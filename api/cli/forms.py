"""``linli export FORMAT --form NAME``: one of the forms that offices know, as a file; and the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.cli.mistakes import Mistake
from api.cli.opened import Opened
from api.cli.writing import free_path, write_file
from api.rendering.forms import paper_of, said_of, signed
from api.whoami import by_whom
from graph.forms.register import FORMS, form_named
from graph.forms.writers import writer_named
from graph.viewing import outsider, owner
from graph.words import caption


def list_forms(lang: str) -> None:
    """Print the forms: what each is called, what it is asked with, and what it is for."""
    for form in FORMS.values():
        options = "".join(f" --{one.word}" if one.required else f" [--{one.word}]" for one in form.options)
        print(f"{form.name}{options}  {form.caption(lang)}")  # noqa: T201
        print(f"  {form.said(lang)}")  # noqa: T201


def write_form(
    named: str,
    format: str | None,
    said: Mapping[str, str | None],
    opening: Mapping[str, Any],
    *,
    output: str | None,
    force: bool,
    personal: bool,
    by: str | None,
) -> None:
    """Write a form of the register, and say where it is, and what is not in it.

    Args:
        named: Its name, or what it is called.
        format: What it is written as; None = what it usually is.
        said: By word, what was said with it.
        opening: What ``Opened`` opens: the store, the place, the day.
        output: Where to; None = a file of its name.
        force: Whether a file that is there may be replaced.
        personal: Whether what is personal is asked for.
        by: Who makes it; None = the user of this machine, who does not stand on what is for the wall.

    Raises:
        Mistake: A form is not written as that.
        NotFound: There is no such form.
    """
    form = form_named(named)
    format = format or form.formats[0]
    if format not in form.formats:
        expected = " ".join(f"`{one}`" for one in form.formats)
        raise Mistake("cli_form_format", found=format, expected=expected, format=form.formats[0], form=form.name)
    writer = writer_named(format)
    asked_for = said_of(form, said)
    path = free_path(output or f"{form.caption('zh')}.{writer.name}", force=force)
    purpose = f"linli export --form {form.name}"
    viewer = outsider(purpose) if form.wall else owner("terminal", purpose, personal=personal)
    asked = Opened(**opening, viewer=viewer)
    key = asked.key
    paper = paper_of(form, asked_for, asked.network, asked.rules, asked.showing, key, by_whom(by), asked.lang)
    if form.wall and by:
        paper = signed(paper, by_whom(by), asked.lang)
    missing = list[str]()

    def write(part: Path) -> None:
        missing.extend(writer.write(part, paper, asked.lang, asked.network.date))

    write_file(path, write, private=not form.wall)
    print(asked.say("cli.written", file=path))  # noqa: T201
    for one in (*missing, *paper.told):
        print(one)  # noqa: T201
    if asked.showing.hidden and not form.wall:
        print(caption("cli.export.form_hidden", asked.lang, count=f"{asked.showing.hidden:,}"))  # noqa: T201
