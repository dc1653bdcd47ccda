"""GraphML: what networkx reads back is what was there, Chinese and days included, people's data left out."""

from __future__ import annotations

import io
import re
from typing import Any

import networkx as nx
import pytest

from graph.errors import BadInput
from graph.exchange.graphml import graphml
from graph.kinds import Sensitivity
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing, Viewer
from tests.graph.pictures.conftest import Sample, key_of


@pytest.fixture
def suzhoulu(sample: Sample) -> Network:
    return sample("suzhoulu")


@pytest.fixture
def yanshan(sample: Sample) -> Network:
    """The smaller sample: to write and read the whole of the other takes seconds."""
    return sample("yanshan")


def read(text: str) -> Any:
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def seen(network: Network, sees: str) -> Showing:
    return Showing(Viewer("演示员", "test", "graphml", Sensitivity(sees)), network)


class TestGraphml:
    @pytest.mark.slow
    def test_it_comes_back_as_it_was(self, yanshan: Network, rules: Rules) -> None:
        whole, back = yanshan.to_networkx(), read(graphml(yanshan, rules, showing=seen(yanshan, "personal")))
        assert set(back) == set(whole)
        assert set(back.edges(keys=True)) == {(a, b, key) for a, b, key in whole.edges(keys=True)}
        key = key_of(yanshan, "槐荫院")
        assert back.nodes[key] == {
            "label": "槐荫院",
            **{name: value for name, value in whole.nodes[key].items() if value is not None},
        }

    @pytest.mark.slow
    def test_days_are_iso_texts_and_lists_are_joined(self, suzhoulu: Network, rules: Rules) -> None:
        back = read(graphml(suzhoulu, rules, every_date=True, showing=seen(suzhoulu, "internal")))
        held = [one for *_, one in back.edges(data=True) if one["kind"] == "holds" and "until" in one]
        assert held[0]["until"] == "2024-07-01"
        skills = [one["skills"] for _, one in back.nodes(data=True) if "skills" in one]
        assert skills
        assert all(isinstance(one, str) and "[" not in one for one in skills)

    @pytest.mark.slow
    def test_on_the_date_there_is_nothing_that_is_over(self, yanshan: Network, rules: Rules) -> None:
        now, ever = read(graphml(yanshan, rules)), read(graphml(yanshan, rules, every_date=True))
        assert ever.number_of_edges() > now.number_of_edges()

    @pytest.mark.slow
    def test_to_everybody_people_are_masked_but_for_holders_of_public_posts(
        self, suzhoulu: Network, rules: Rules
    ) -> None:
        back = read(graphml(suzhoulu, rules))
        people = {one["label"]: one for _, one in back.nodes(data=True) if one["kind"] == "person"}
        assert people["演示钱一"]["name"] == "演示钱一"
        assert "演***" in people
        assert "name" not in people["演***"]
        assert not any({"birth_year", "phone", "skills", "hours"} & set(one) for one in people.values())
        ties = [one for *_, one in back.edges(data=True)]
        assert "lives_in" not in {one["kind"] for one in ties}
        members = {back.nodes[source]["kind"] for source, _, one in back.edges(data=True) if one["kind"] == "member_of"}
        assert members == {"organisation"}
        assert not any({"absences", "class"} & set(one) for one in ties)

    @pytest.mark.slow
    def test_to_the_office_they_have_names_and_no_home(self, suzhoulu: Network, rules: Rules) -> None:
        text = graphml(suzhoulu, rules, showing=seen(suzhoulu, "internal"))
        assert "演***" not in text
        ties = [one for *_, one in read(text).edges(data=True)]
        assert "member_of" in {one["kind"] for one in ties}
        assert "lives_in" not in {one["kind"] for one in ties}
        assert not any({"class", "stage"} & set(one) for one in ties)

    @pytest.mark.slow
    def test_nobody_is_in_a_place_who_is_only_known_to_live_there(self, suzhoulu: Network, rules: Rules) -> None:
        member = next(
            suzhoulu.key(row)
            for row in range(*suzhoulu.rows.block["person"])
            if suzhoulu.view.anchor[row] >= 0 > suzhoulu.view.told_anchor[row]
        )
        home = next(one for one in suzhoulu.to_networkx()[member])
        around = suzhoulu.within(home)
        assert member not in graphml(around, rules, showing=seen(suzhoulu, "internal"))
        assert member in graphml(around, rules, showing=seen(suzhoulu, "personal"))
        assert member not in graphml(suzhoulu, rules, key=home, showing=seen(suzhoulu, "internal"))
        with pytest.raises(BadInput) as refused:
            graphml(suzhoulu, rules, key=member)
        assert refused.value.code == "picture_person"

    @pytest.mark.slow
    def test_it_may_be_a_part(self, suzhoulu: Network, rules: Rules) -> None:
        key = key_of(suzhoulu, "安和园/7号楼")
        near = read(graphml(suzhoulu, rules, key=key, depth=1))
        assert key in near
        assert 5 < near.number_of_nodes() < 20
        within = read(graphml(suzhoulu.within(key_of(suzhoulu, "锦绣园")), rules))
        assert key_of(suzhoulu, "锦绣园/1号楼") in within
        assert key not in within

    @pytest.mark.slow
    def test_what_has_no_name_is_labelled_by_its_word(self, suzhoulu: Network, rules: Rules) -> None:
        back = read(graphml(suzhoulu, rules, key=key_of(suzhoulu, "安和园/7号楼"), depth=1))
        assert "楼栋长" in [one["label"] for _, one in back.nodes(data=True)]

    def test_it_names_no_host_that_anybody_fetches(self, suzhoulu: Network, rules: Rules) -> None:
        text = graphml(suzhoulu, rules, key=key_of(suzhoulu, "锦绣园"))
        assert set(re.findall(r"\w+://[^\s\"<]*", text)) == {"http://graphml.graphdrawing.org/xmlns"}


class TestAGraphOfPlainValues:
    @pytest.mark.parametrize(
        ("write", "read_back"), [(nx.write_graphml_xml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)]
    )
    def test_what_a_notebook_has_is_written_by_networkx_itself(
        self, yanshan: Network, write: Any, read_back: Any
    ) -> None:
        written = io.BytesIO()
        write(yanshan.to_networkx(plain=True), written)
        written.seek(0)
        back, whole = read_back(written), yanshan.to_networkx()
        assert set(back) == set(whole)
        assert back.number_of_edges() == whole.number_of_edges()
        key = key_of(yanshan, "槐荫院")
        filled = {name: value for name, value in whole.nodes[key].items() if value is not None}
        assert filled.items() <= back.nodes[key].items()
