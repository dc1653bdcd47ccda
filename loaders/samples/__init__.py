"""Made-up samples, each modelled on one published account and meeting its numbers.

Every place, unit and person in them is invented, and says 演示. They are workbooks as an office would fill
them in, the same rows each time; what is planted in one is told in its ``planted.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from graph.errors import NotFound
from graph.words.listed import Listed
from loaders.samples import hongqi, longhailu, suzhoulu, tianhe, yanshan
from loaders.samples.book import Book, planted
from loaders.template import write_workbook

__all__ = ["SAMPLES", "Book", "planted", "write_sample"]

#: By name, what makes the rows of a sample.
SAMPLES: Mapping[str, Callable[[], Book]] = MappingProxyType(
    {
        "hongqi": hongqi.build,
        "longhailu": longhailu.build,
        "suzhoulu": suzhoulu.build,
        "tianhe": tianhe.build,
        "yanshan": yanshan.build,
    }
)


def write_sample(name: str, path: Path | str) -> None:
    """Write a sample as a workbook; one that is there is replaced.

    Raises:
        NotFound: No sample has that name.
    """
    if name not in SAMPLES:
        raise NotFound(ref=name, candidates=Listed(SAMPLES))
    book = SAMPLES[name]()
    write_workbook(path, book.sheets, book.completeness, book.note)
