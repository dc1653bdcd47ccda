"""What is said of an exported ledger, as one file or many: whose it is, what is in it, how it is loaded back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from api.cli.exporting.wanted import Wanted
from api.cli.opened import Opened


def of(wanted: Wanted) -> str:
    """Return what a reader must know of the file."""
    return heading(wanted.asked, wanted.by)


def heading(asked: Opened, by: str) -> str:
    """Return what a reader must know of a file: for work inside the office, of which place and day, by whom."""
    from api.cli.heading import place_of

    say, network = asked.say, asked.network
    title = say("picture.internal")
    text = say("cli.heading", title=title, place=place_of(asked), day=network.date, revision=network.revision)
    return say("cli.named", text=text, name=say("picture.by", name=by))


def tell(wanted: Wanted, path: Path, counts: Mapping[str, int]) -> None:
    """Print where it is, its rows by kind, how it is loaded back, and what is not in it."""
    from loaders.ledger import over_by

    asked, say = wanted.asked, wanted.asked.say
    print(say("cli.written", file=path))  # noqa: T201
    print(say("cli.export.ledger", kinds=_kinds(asked, counts), file=path))  # noqa: T201
    if not wanted.every_date and (over := over_by(asked.network)):
        print(say("cli.export.ledger_over", kinds=_kinds(asked, over), day=asked.network.date))  # noqa: T201
    if asked.showing.hidden:
        print(say("cli.export.ledger_hidden", count=f"{asked.showing.hidden:,}"))  # noqa: T201


def _kinds(asked: Opened, counts: Mapping[str, int]) -> str:
    from graph.kinds import kind_of

    return asked.say("cli.comma").join(
        f"{getattr(kind_of(kind), asked.lang)} {rows:,}" for kind, rows in counts.items()
    )
