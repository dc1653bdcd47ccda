"""From a file somebody kept to a change set and a report."""

from __future__ import annotations

from pathlib import Path

from graph.errors import NotFound
from loaders.readers import files_of, grids_of
from loaders.report import Issue, Report
from loaders.run import load
from loaders.sources import Source, all_sources, source_named

__all__ = ["Issue", "Report", "Source", "all_sources", "detect", "load", "source_named"]


def detect(path: Path | str) -> Source:
    """Return the source that a file looks like, by its header.

    Raises:
        NotFound: It looks like none of them.
        BadInput: It cannot be read.
    """
    grids = [grid for file in files_of(Path(path)) for grid in grids_of(file)]
    for source in all_sources():
        if source.recognises(grids):
            return source
    raise NotFound("no_source_for", ref=Path(path).name, candidates="、".join(source.name for source in all_sources()))
