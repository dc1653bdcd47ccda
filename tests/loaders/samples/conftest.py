"""The books of the samples, made once."""

from __future__ import annotations

import pytest

from loaders.samples import SAMPLES, Book


@pytest.fixture(scope="session")
def longhailu() -> Book:
    return SAMPLES["longhailu"]()


@pytest.fixture(scope="session")
def suzhoulu() -> Book:
    return SAMPLES["suzhoulu"]()


@pytest.fixture(scope="session")
def tianhe() -> Book:
    return SAMPLES["tianhe"]()


@pytest.fixture(scope="session")
def yanshan() -> Book:
    return SAMPLES["yanshan"]()


@pytest.fixture(scope="session")
def hongqi() -> Book:
    return SAMPLES["hongqi"]()
