"""A document is cut where somebody is named, and says of whoever is put in what it would have said."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Page
from graph.network import Network
from graph.tables import Tables
from graph.values.json_text import json_text
from graph.viewing import Blanks, Showing, Unread, next_blank, owner

NETWORK = Network(Tables({}), date(2024, 11, 1))
WHO = "person-5222ni5m42r262ec"


def cut(document: dict[str, object]) -> Blanks:
    found = Blanks.cut(json_text({"revision": 3, **document}))
    assert found is not None
    return found


def unread(key: str) -> str:
    return Unread(owner("http", "GET /v1/coverage"), NETWORK).names([key])[key]


#: What a cell may hold: anything but what stands around a blank.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=5)


class TestUnread:
    def test_who_reads_nothing_has_a_blank_for_each_person_and_for_nothing_else(self) -> None:
        showing: Showing = Unread(owner("http", "GET /v1/coverage"), NETWORK)
        assert list(showing.names([WHO, "place-a", None])) == [WHO]


class TestBlanks:
    def test_a_document_without_people_is_what_it_was_but_for_its_revision(self) -> None:
        blanks = cut({"rows": [{"revision": 7, "name": "苏州路"}]})
        assert blanks.people == frozenset()
        assert json.loads(blanks.filled(4, {})) == {"revision": 4, "rows": [{"revision": 7, "name": "苏州路"}]}

    def test_a_name_is_written_as_json_writes_it(self) -> None:
        blanks = cut({"holder": {"id": WHO, "name": unread(WHO)}})
        said = {WHO: '演示"张\u202e一'}
        assert json.loads(blanks.filled(3, said))["holder"]["name"] == said[WHO]
        assert "\u202e".encode() not in blanks.filled(3, said)

    def test_who_has_no_name_is_called_what_the_document_calls_them(self) -> None:
        blanks = cut({"name": unread(WHO)})
        assert json.loads(blanks.filled(3, {}))["name"] is None
        assert json.loads(blanks.filled(3, {}, nameless=""))["name"] == ""

    def test_the_next_page_is_named_when_it_is_sent(self) -> None:
        blanks = cut({"next": Page(0, 5, next_blank).next(9)})
        assert blanks.follows == 5
        assert json.loads(blanks.filled(3, {}, "abc"))["next"] == "abc"
        assert cut({"next": Page(0, 5, next_blank).next(5)}).follows is None

    def test_a_name_amid_other_words_cannot_be_put_in_later(self) -> None:
        assert Blanks.cut(json_text({"sentence": f"请找 {unread(WHO)}"})) is None

    def test_what_no_cell_may_hold_cannot_be_told_from_a_blank(self) -> None:
        assert Blanks.cut(json_text({"name": "\x00"})) is None

    def test_it_mentions_what_stands_in_a_path(self) -> None:
        blanks = cut({"path": '甲社区/3号"楼', "holder": unread(WHO)})
        assert blanks.mention(["甲社区"])
        assert blanks.mention(['3号"楼'])
        assert not blanks.mention(["乙社区"])

    @given(st.lists(st.sampled_from([WHO, "person-6222ni5m42r262ec"]), max_size=4), TEXTS)
    def test_filled_it_is_what_is_written_with_the_names(self, keys: list[str], name: str) -> None:
        names = dict.fromkeys(keys, name)
        blanks = cut({"rows": [{"id": key, "name": unread(key), "beside": name} for key in keys]})
        said = {"revision": 3, "rows": [{"id": key, "name": names[key], "beside": name} for key in keys]}
        assert blanks.filled(3, names) == json_text(said).encode()
