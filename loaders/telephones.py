"""Telephones in names that everybody reads: a file with one is read, and each is told at its cell (SEMANTICS V7)."""

from __future__ import annotations

import polars as pl

from graph.identity import TELEPHONE, telephone_in
from graph.kinds import Thing, kind_of
from loaders.reading import Batch
from loaders.report import Report

#: What a thing is called by; a telephone has a field of its own.
_CALLED = ("name", "number")


def tell_telephones(batch: Batch, report: Report) -> None:
    """Warn of each telephone in the name or number of a thing, but for people, whose names not everybody reads."""
    model = kind_of(batch.kind)
    if not issubclass(model, Thing):
        return
    for one in model.fields:
        if one.name not in _CALLED or one.apart:
            continue
        if batch.frame.schema.get(one.name) != pl.String:
            continue
        for row in batch.frame.filter(pl.col(one.name).str.contains(TELEPHONE)).iter_rows(named=True):
            if (found := telephone_in(row[one.name])) is not None:
                report.warn("telephone_read", batch.where(row, one.name), found=found, option=one.zh)
