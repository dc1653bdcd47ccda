"""What norms are called where several stand in one list."""

from __future__ import annotations

from datetime import date

import pytest

from api.captions import Captions
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables

ALIKE = ("suzhoulu-party-street", "yanshan-party-street")


@pytest.fixture
def say() -> Captions:
    return Captions(Network(Tables({}), date(2024, 11, 1)), load_rules(), "zh")


def test_those_called_alike_are_told_apart_by_whose_they_are(say: Captions) -> None:
    assert list(say.norms_apart(ALIKE).values()) == [
        "应有街道党工委（苏州路五级链）",
        "应有街道党工委（燕山庭院党群之家）",
    ]


def test_a_title_that_nothing_else_has_stays_as_it_is(say: Captions) -> None:
    assert say.norms_apart([ALIKE[0], "branch-of-three"]) == {
        ALIKE[0]: "应有街道党工委",
        "branch-of-three": "支部至少3名正式党员",
    }


def test_no_two_norms_that_come_along_are_called_alike_in_one_list(say: Captions) -> None:
    said = say.norms_apart(norm.id for norm in say.rules.norms)
    assert len(set(said.values())) == len(said)
