"""What a column of work orders may be, which are never taken, and the mappings that come with linli."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.errors import NotFound
from graph.parsing import parsed
from graph.rules.profile import Text
from graph.words.listed import Listed
from loaders.mapping import FileMap, parsed_mapping
from loaders.readers.habits import header_text

#: Without these columns a table is none of work orders.
NEEDED = ("number", "name", "opened")


class Layout(BaseModel):
    """The parts of the description that only this source reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    roles: dict[str, Text]
    callers: frozenset[str]
    headers: dict[str, tuple[str, ...]]

    def calls(self, header: str) -> bool:
        """Return whether a column says who called."""
        said = header_text(header).casefold()
        return said in self.callers


@cache
def layout() -> Layout:
    """Return the description, read once."""
    return Layout.model_validate(parsed(files(__package__).joinpath("source.yaml").read_text(encoding="utf-8")))


@cache
def own_mappings() -> dict[str, FileMap]:
    """Return the mappings that come with linli, by name.

    Example:
        >>> list(own_mappings()), own_mappings()["hotline12345"].tables[0].columns["工单编号"]
        (['boston311', 'hotline12345'], 'number')
    """
    folder = files(__package__).joinpath("mappings")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): parsed_mapping(folder.joinpath(name).read_text(encoding="utf-8"), name)
        for name in names
    }


def mapping_named(name: str) -> FileMap:
    """Return a mapping that comes with linli.

    Raises:
        NotFound: None has that name.
    """
    if name not in own_mappings():
        raise NotFound("orders_no_mapping", ref=name, candidates=Listed(own_mappings()))
    return own_mappings()[name]


def mapping_for(headers: Iterable[str]) -> FileMap | None:
    """Return the mapping that comes with linli and fits some headers: all that is needed is there.

    Example:
        >>> mapping_for(["工单编号", "诉求内容", "受理时间"]).file, mapping_for(["编号"])
        ('hotline12345.yaml', None)
    """
    said = {header_text(one) for one in headers}
    fitting = (one for one in own_mappings().values() if _needed(one, NEEDED) <= said)
    return max(fitting, key=lambda one: len(said & {*one.tables[0].columns}), default=None)


def _needed(mapping: FileMap, roles: Sequence[str]) -> set[str]:
    return {theirs for theirs, ours in mapping.tables[0].columns.items() if ours in roles}
