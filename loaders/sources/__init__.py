"""Where files come from: one folder a source, a YAML description beside the code that reads it.

Adding a source is adding a folder here with ``source.yaml`` and, in its ``__init__``, the functions
``recognises(grids)`` and ``read(files, context)``, and ``knows(file)`` where it shares an ending of files with
another; no list names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files as resources
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from graph.errors import BadValue, NotFound
from graph.parsing import parsed
from graph.values import AS_OF
from graph.words.listed import Listed
from loaders.readers import Grid, files_of
from loaders.reading import Context, Reading
from loaders.report import Report, Where, issue_of


@dataclass(frozen=True)
class Option:
    """Something that a source may be told beside the files.

    Attributes:
        name: Its name, as the terminal has it without dashes.
        zh: What it is, in Chinese.
        en: What it is, in English.
        default: Its value where nothing is said; None = it may stay unsaid.
        cite: Where the default comes from.
        ends: Whether saying it may end things: then all that is tied to them must be known.
    """

    name: str
    zh: str
    en: str
    default: Any = None
    cite: str | None = None
    ends: bool = False


@dataclass(frozen=True)
class Source:
    """A source of files.

    Attributes:
        name: Name of its folder.
        title: What it is called, in zh and en.
        description: What it reads, in zh and en.
        options: What it may be told.
        kinds: The kinds of the store that it needs to know; None = all.
        read: Reads files.
        recognises: Whether some sheets look like its own.
        endings: How files of a sort that only such sources read are called.
        knows: Whether a file that is called so is its own; None = each.
        early: Whether its tables are asked for before those of others, whose headers they have too.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    options: tuple[Option, ...]
    kinds: tuple[str, ...] | None
    read: Callable[[Sequence[Path], Context], Reading]
    recognises: Callable[[Sequence[Grid]], bool]
    endings: tuple[str, ...] = ()
    knows: Callable[[Path], bool] | None = None
    early: bool = False

    def takes(self, path: Path) -> bool:
        """Return whether a file is of a sort that only such sources read, and its own."""
        return path.suffix.lower() in self.endings and (self.knows is None or self.knows(path))

    def files(self, path: Path) -> list[Path]:
        """Return a file, or the tables in a folder."""
        own = path.iterdir() if path.is_dir() else ()
        return [*files_of(path), *sorted(one for one in own if one.suffix.lower() in self.endings and one.is_file())]

    def ends(self, said: Mapping[str, Any]) -> bool:
        """Return whether what was said may end things."""
        return any(one.ends and said.get(one.name) is not None for one in self.options)

    def settled(self, said: Mapping[str, Any], report: Report) -> dict[str, Any]:
        """Return the options with their defaults; a day is read as one, an option it does not have is an issue."""
        known = {one.name: one.default for one in self.options}
        for name in said.keys() - known.keys():
            report.error("no_such_option", Where(), found=name, expected=Listed(known))
        found = {**known, **{name: value for name, value in said.items() if name in known and value is not None}}
        if not isinstance(found.get("as_of", date.min), date):
            try:
                found["as_of"] = AS_OF.clean(found["as_of"])
            except BadValue as error:
                report.add(issue_of(error, Where(column="as_of")))
        return found


@cache
def all_sources() -> tuple[Source, ...]:
    """Return every source, by name.

    Example:
        >>> [source.name for source in all_sources()]
        ['admin_divisions', 'dhis2', 'geojson', 'hsds', 'lists', 'work_orders', 'workbook']
    """
    names = sorted(module.name for module in iter_modules(__path__) if module.ispkg)
    return tuple(_source(name) for name in names)


def source_named(name: str) -> Source:
    """Return a source by its name.

    Raises:
        NotFound: No source has that name.
    """
    for source in all_sources():
        if source.name == name:
            return source
    raise NotFound("no_such_source", ref=name, candidates=Listed(source.name for source in all_sources()))


def _source(name: str) -> Source:
    module = import_module(f"{__name__}.{name}")
    said = parsed(resources(module).joinpath("source.yaml").read_text(encoding="utf-8"))
    options = tuple(Option(option, **parts) for option, parts in said.get("options", {}).items())
    kinds = tuple(said["kinds"]) if "kinds" in said else None
    endings = tuple(said.get("endings", ()))
    knows: Callable[[Path], bool] | None = getattr(module, "knows", None)
    return Source(
        name, said["title"], said["description"], options, kinds, module.read, module.recognises, endings, knows,
        early=said.get("early", False),
    )  # fmt: skip
