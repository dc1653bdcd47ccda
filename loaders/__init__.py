"""From a file somebody kept to a change set and a report."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice
from pathlib import Path

from graph.errors import NotFound
from loaders.mapping import FileMap, read_mapping
from loaders.readers import Grid, files_of, grids_of
from loaders.readers.csv import decoded, delimiter
from loaders.report import Issue, Report
from loaders.run import load
from loaders.sources import Source, all_sources, source_named

__all__ = ["FileMap", "Issue", "Report", "Source", "all_sources", "detect", "load", "read_mapping", "source_named"]

_TEXTS = (".csv", ".tsv", ".txt")
_HEAD = 50  # rows in which a source recognises a file


def detect(path: Path | str) -> Source:
    """Return the source that a file looks like, by its header.

    Raises:
        NotFound: It looks like none of them.
        BadInput: It cannot be read.
    """
    grids = [grid for file in files_of(Path(path)) for grid in _heads(file)]
    for source in all_sources():
        if source.recognises(grids):
            return source
    raise NotFound("no_source_for", ref=Path(path).name, candidates="、".join(source.name for source in all_sources()))


def _heads(path: Path) -> list[Grid]:
    """Return the sheets of a file; of a CSV file only its first rows, since a country has too many to look at twice."""
    if path.suffix.lower() not in _TEXTS:
        return grids_of(path)
    text = decoded(path)
    rows = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter(text)), _HEAD)
    return [Grid(path.name, path.stem, list(rows))]
