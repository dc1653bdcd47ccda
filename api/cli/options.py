"""The options that commands share, each told once.

Values come as typed; ``Opened`` reads them, so that a wrong one is refused in our words and not in Typer's.
"""

from __future__ import annotations

from typing import Annotated

import typer

from api import settings

DEFAULT_STORE = settings.DEFAULT_STORE
DEFAULT_LIMIT = "20"

Store = Annotated[str, typer.Option("--store", envvar="LINLI_STORE", help="cli.option.store", metavar="PATH")]
Within = Annotated[str | None, typer.Option("--within", help="cli.option.within", metavar="REF")]
On = Annotated[str | None, typer.Option("--on", help="cli.option.on", metavar="DATE")]
Revision = Annotated[str | None, typer.Option("--revision", help="cli.option.revision", metavar="N")]
Json = Annotated[bool, typer.Option("--json", help="cli.option.json")]
Lang = Annotated[str, typer.Option("--lang", help="cli.option.lang", metavar="zh|en")]
Limit = Annotated[str, typer.Option("--limit", help="cli.option.limit", metavar="N")]
Packs = Annotated[list[str] | None, typer.Option("--pack", help="cli.option.pack", metavar="PACK")]
Folder = Annotated[str | None, typer.Option("--rules", envvar="LINLI_RULES", help="cli.option.rules", metavar="FOLDER")]
Personal = Annotated[bool, typer.Option("--personal", help="cli.option.personal")]
Ref = Annotated[str, typer.Argument(metavar="REF", help="cli.option.ref", show_default=False)]
