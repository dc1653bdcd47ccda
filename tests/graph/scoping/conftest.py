"""A ledger as a module writes it in its ``LINES``, by the rules that come with linli."""

from __future__ import annotations

import pytest

from graph.rules import Rules, load_rules
from tests.casefile.notation import Written, read_network


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The rules that come with linli."""
    return load_rules()


@pytest.fixture(scope="module")
def told(rules: Rules, request: pytest.FixtureRequest) -> Written:
    """What ``LINES`` of the module says, in words of suzhoulu."""
    lines: str = request.module.LINES
    return read_network(lines, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
