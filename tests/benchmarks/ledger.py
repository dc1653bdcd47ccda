"""The bench network: the made-up city's district of yanshan alone, 350,000 homes and about a million things.

Seven streets of 25 communities, each of five courtyards of ten buildings of forty homes: the deepest of the
profiles that name somebody in nearly every home. What is wrong in it, and how often, is told in
``loaders/samples/city``.
"""

from __future__ import annotations

from graph.tables import Tables
from loaders.samples.city import ON, city_tables

__all__ = ["ON", "bench_tables"]


def bench_tables(homes: int = 350_000, *, seed: int = 135) -> Tables:
    """Return the tables of a bench network of so many homes."""
    return city_tables(homes, seed=seed, profiles=("yanshan",))
