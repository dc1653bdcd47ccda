"""Norms that are asked by name: by id, by title, by words of titles; of all others nothing is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest

from graph import plain, questions
from graph.answers import Answer
from graph.answers.noted import sentence
from graph.errors import NotFound
from graph.network import Network
from graph.rules import load_rules
from tests.casefile.notation import read_network

RULES = load_rules()
DAY = date(2024, 11, 1)
_NETWORK = """
place 甲社区 community
place 甲社区/锦绣园 estate
place 甲社区/锦绣园/1号楼 building
"""
_HEADS = "suzhoulu-governance-building"


@pytest.fixture(scope="module")
def network() -> Network:
    """A community with an estate and a building, of which nothing else is known."""
    return Network(read_network(_NETWORK, RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu")).tables, DAY)


class TestTheNormsAreNamed:
    @pytest.mark.parametrize("said", [_HEADS, "应有楼栋长", " 应有楼栋长 "])
    def test_by_id_or_by_title(self, said: str) -> None:
        assert RULES.about(said).picked == (_HEADS,)

    @pytest.mark.parametrize(("said", "lang"), [("业主", "zh"), ("OWNERS' comm", "en")])
    def test_by_words_that_stand_in_titles_in_either_language(self, said: str, lang: str) -> None:
        found = RULES.about(said).picked
        assert found == tuple(
            sorted(norm.id for norm in RULES.norms if said.lower() in getattr(norm.title, lang).lower())
        )
        assert found

    def test_a_whole_title_is_not_also_the_words_of_another(self) -> None:
        found = RULES.about("有业主委员会").picked
        assert found is not None
        assert {norm.title.zh for norm in RULES.norms if norm.id in found} == {"有业主委员会"}

    @pytest.mark.parametrize("said", ["楼长", "楼栋长", "治理楼长", " Building Head "])
    def test_by_what_a_role_that_they_speak_of_is_called_anywhere(self, said: str) -> None:
        heads = ("hongqi-flag-leaders", _HEADS, "tianhe-head-per-60-households", "yanshan-party-building")
        assert RULES.about(said).picked == heads

    def test_of_several_each_is_asked_once(self) -> None:
        both = ("space-per-100-households", *(RULES.about("楼栋长").picked or ()))
        assert RULES.about("楼栋长", _HEADS, "每百户").picked == tuple(sorted(both))

    @pytest.mark.parametrize("said", ["没有的标准", "", "  "])
    def test_what_no_norm_is_called_is_refused(self, said: str) -> None:
        with pytest.raises(NotFound) as refused:
            RULES.about(said)
        assert refused.value.code == "no_such_norm"
        assert "`linli rules`" in str(refused.value.suggestion())


class TestTheRest:
    @pytest.mark.parametrize("asked", [questions.coverage, plain.coverage], ids=["fast", "plain"])
    def test_is_not_asked_and_what_is_asked_says_what_it_says_among_all(self, network: Network, asked: object) -> None:
        every, one = (asked(network, rules, states=None) for rules in (RULES, RULES.about(_HEADS)))  # type: ignore[operator]
        assert {*one.totals["norms"]} == {_HEADS} < {*every.totals["norms"]}
        assert one.to_dict()["rows"] == [row for row in every.to_dict()["rows"] if row["norm"] == _HEADS]

    @pytest.mark.parametrize("asked", [questions.coverage, plain.coverage], ids=["fast", "plain"])
    def test_where_none_that_was_named_is_asked_here_that_is_an_issue(self, network: Network, asked: object) -> None:
        ask = cast("Callable[..., Answer]", asked)
        (told,) = ask(network, RULES.about("应有楼长", "每60户")).issues
        assert sentence(told, "zh", str) == "所写的标准在这里都不适用：应有楼长、每60户配1名治理楼长"
        assert ask(network, RULES.about("应有楼长", _HEADS)).issues == ask(network, RULES).issues == ()

    def test_a_pack_and_a_norm_narrow_together(self) -> None:
        both = RULES.only("national").about("每百户", "楼栋长")
        assert {norm.id for norm in both.norms} == {"space-per-100-households"}
