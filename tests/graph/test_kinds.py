"""Kinds: what they refuse at import. That adding one touches no other file is in `tests.test_new_kind`."""

from __future__ import annotations

import pytest

from graph.errors import KindError, NotFound
from graph.kinds import all_kinds, tie_of
from graph.kinds.base import Sensitivity, Thing, Tie, field, registry
from graph.rules import load_rules
from graph.tables import Tables, tables_of


class TestAKindOfTie:
    def test_is_found_by_its_name_and_no_thing_is(self) -> None:
        assert tie_of("meets").target == ("need", "project")
        with pytest.raises(NotFound) as refused:
            tie_of("need")
        assert refused.value.params["ref"] == "need"
        assert "meets" in refused.value.params["candidates"].split(", ")


class TestAKindThatContradictsItself:
    def test_is_refused_without_its_words(self) -> None:
        with pytest.raises(KindError) as refused:

            class Nameless(
                Thing,
                kind="nameless",
                zh="",
                en="Nameless",
                description_zh="说明。",
                example="x",
                natural_key=("name",),
            ):
                """Has no Chinese caption."""

        assert refused.value.code == "kind_incomplete"

    def test_is_refused_without_a_sentence_in_chinese(self) -> None:
        with pytest.raises(KindError) as refused:

            class Untold(Thing, kind="untold", zh="未说", en="Untold", example="x", natural_key=("name",)):
                """Is told in English only."""

        assert (refused.value.code, refused.value.params["missing"]) == ("kind_incomplete", "description_zh")

    def test_is_refused_for_a_field_without_a_sentence_in_chinese(self) -> None:
        with pytest.raises(KindError) as refused:

            class Half(
                Thing, kind="half", zh="半", en="Half", description_zh="说明。", example="x", natural_key=("name",)
            ):
                """Has a field told in English only."""

                name: str | None = field("名称", "Name", description_zh="", description="Its name.", example="x")

        assert refused.value.code == "kind_field_words"

    def test_is_refused_for_a_name_that_another_has(self) -> None:
        with pytest.raises(KindError) as refused:

            class Again(
                Thing, kind="place", zh="又一", en="Again", description_zh="说明。", example="x", natural_key=("name",)
            ):
                """Calls itself place."""

        assert refused.value.code == "kind_twice"
        assert registry()["place"].__name__ == "Place"

    def test_is_refused_for_one_header_on_two_fields(self) -> None:
        with pytest.raises(KindError) as refused:

            class Twice(
                Thing, kind="twice", zh="两次", en="Twice", description_zh="说明。", example="x", natural_key=("name",)
            ):
                """Has one header twice."""

                one: str | None = field("名称", "One", description_zh="说明。", description="One.", example="x")
                two: str | None = field("名称", "Two", description_zh="说明。", description="Two.", example="x")

        assert refused.value.code == "kind_header_twice"

    def test_is_refused_for_a_type_that_no_column_has(self) -> None:
        with pytest.raises(KindError) as refused:

            class Odd(
                Thing, kind="odd", zh="怪", en="Odd", description_zh="说明。", example="x", natural_key=("name",)
            ):
                """Has a field of bytes."""

                raw: bytes | None = field("原文", "Raw", description_zh="说明。", description="Raw.", example="x")

        assert refused.value.code == "kind_field_type"

    def test_is_refused_for_a_personal_field_that_every_network_would_hold(self) -> None:
        with pytest.raises(KindError) as refused:

            class Told(
                Thing, kind="told", zh="说", en="Told", description_zh="说明。", example="x", natural_key=("name",)
            ):
                """Has a personal field that is neither kept apart nor a code."""

                illness: str | None = field(
                    "病情",
                    "Illness",
                    description_zh="说明。",
                    description="x.",
                    example="x",
                    sensitivity=Sensitivity.PERSONAL,
                )

        assert refused.value.code == "kind_personal_in_network"

    def test_is_refused_as_a_tie_without_ends(self) -> None:
        with pytest.raises(KindError) as refused:

            class Loose(
                Tie, kind="loose", zh="松", en="Loose", description_zh="说明。", example="x", natural_key=("source",)
            ):
                """Has no ends."""

        assert refused.value.code == "kind_incomplete"

    def test_is_refused_for_a_word_that_is_no_keyword(self) -> None:
        with pytest.raises(KindError) as refused:

            class Typo(
                Thing,
                kind="typo",
                zh="错",
                en="Typo",
                description_zh="说明。",
                example="x",
                natural_key=("name",),
                loook=None,
            ):
                """Says something that no kind says."""

        assert (refused.value.code, refused.value.params["found"]) == ("kind_keyword", "loook")

    def test_is_refused_for_a_word_without_a_list(self) -> None:
        with pytest.raises(KindError) as refused:

            class Wordless(
                Thing,
                kind="wordless",
                zh="无",
                en="W",
                description_zh="说明。",
                example="x",
                natural_key=("name",),
                word="name",
            ):
                """Names a field that has no word list."""

                name: str | None = field("名称", "Name", description_zh="说明。", description="Its name.", example="x")

        assert refused.value.code == "kind_word"

    def test_is_refused_if_what_is_no_reference_says_where_it_is(self) -> None:
        with pytest.raises(KindError) as refused:

            class Nowhere(
                Thing,
                kind="nowhere",
                zh="无处",
                en="Nowhere",
                description_zh="说明。",
                example="x",
                natural_key=("name",),
            ):
                """Is where its name is."""

                name: str | None = field(
                    "名称", "Name", description_zh="说明。", description="Its name.", example="x", anchors=True
                )

        assert refused.value.code == "kind_anchors"

    @pytest.mark.parametrize(
        ("source", "target", "at_place", "code"),
        [
            (("team",), ("place",), ("post",), "kind_at_place"),
            (("team",), ("organisation",), ("team",), "kind_at_place"),
            (("team",), ("place",), ("team",), "kind_at_twice"),
        ],
    )
    def test_is_refused_as_a_tie_that_brings_what_it_does_not_tie(
        self, source: tuple[str, ...], target: tuple[str, ...], at_place: tuple[str, ...], code: str
    ) -> None:
        with pytest.raises(KindError) as refused:

            class Brings(
                Tie,
                kind="brings",
                zh="带",
                en="Brings",
                description_zh="说明。",
                example="x",
                natural_key=("source",),
                reverse=("被带", "is brought"),
                source=source,
                target=target,
                at_place=at_place,
            ):
                """Brings nothing."""

        assert refused.value.code == code
        assert "brings" not in registry()


class TestPersonalFields:
    def test_lie_in_a_table_of_their_own(self) -> None:
        main, personal = tables_of("person")
        assert personal.personal
        assert set(personal.schema) == {"key", "name", "birth_year", "phone"}
        assert not set(main.schema) & {"name", "birth_year", "phone"}
        assert all(one.sensitivity is not Sensitivity.PERSONAL for one in main.fields)

    def test_are_masked_in_every_report(self) -> None:
        masked = {f"{kind.kind}.{one.name}" for kind in all_kinds() for one in kind.fields if one.masked}
        of_members = {"member_of.class", "member_of.stage", "member_of.relation"}
        of_what = {"need.for_classes", "pairs.category"}
        assert masked == {"person.name", "person.birth_year", "person.phone", *of_members, *of_what}

    def test_every_table_is_there_even_if_empty(self) -> None:
        assert Tables({})["person_personal"].columns == ["key", "name", "birth_year", "phone"]


class TestAnExample:
    def test_of_a_norm_is_one_of_those_that_come_with_linli(self) -> None:
        rules = load_rules()
        said = [one.example for kind in all_kinds() for one in kind.fields if one.name == "norm"]
        assert said
        assert all(rules.about(one).picked == (one,) for one in said)
