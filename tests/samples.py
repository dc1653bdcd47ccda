"""The samples as stores, loaded once for all processes of a test run; nobody changes them."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

import pytest

from graph.stores import open_store
from loaders.run import load
from loaders.samples import write_sample
from tests.reading import read_here

_PATIENCE = 300.0  # seconds that the process which loads a sample may take


def loaded(name: str, folder: Path) -> Path:
    """Return the store of a sample; the first process that asks for it makes it, the others wait.

    Its workbook lies beside it, called as the sample.
    """
    own, done = folder / name, folder / f"{name}.done"
    folder.mkdir(exist_ok=True)
    try:
        own.mkdir()
    except FileExistsError:
        end = monotonic() + _PATIENCE
        while not done.exists() and monotonic() < end:
            sleep(0.05)
        return own / "linli.db"
    try:
        write_sample(name, own / f"{name}.xlsx")
        with pytest.MonkeyPatch.context() as patch, open_store(own / "linli.db") as store:
            read_here(patch)
            report = load("workbook", [own / f"{name}.xlsx"], store, by="test")
            assert report.revision == 1, report.to_dict()
    finally:
        done.touch()
    return own / "linli.db"
