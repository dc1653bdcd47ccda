"""What a list calls a word is read as that word, so that what is written out comes back."""

from __future__ import annotations

import pytest

from graph.kinds import all_kinds
from graph.rules import base_vocabulary
from loaders.cells import Cleaner

WORDS = base_vocabulary()
FIELDS = {
    (kind.kind, one.name): one
    for kind in all_kinds()
    for one in kind.fields
    if one.value == "name" and one.vocabulary in WORDS.lists
}


class TestAWord:
    @pytest.mark.parametrize("where", sorted(FIELDS), ids=".".join)
    def test_is_read_by_its_caption_in_either_language_and_by_its_code(self, where: tuple[str, str]) -> None:
        one = FIELDS[where]
        known = WORDS.lists[one.vocabulary or ""]
        for cells in ([word.zh for word in known.values()], [word.en for word in known.values()], [*known]):
            found = Cleaner(WORDS).column(cells, one)
            assert (found.values, found.wrong, found.unknown) == ([*known], {}, {})

    def test_need_be_no_name(self) -> None:
        assert Cleaner(WORDS).column(["%", " ％ "], FIELDS["figure", "unit"]).values == ["percent", "percent"]
