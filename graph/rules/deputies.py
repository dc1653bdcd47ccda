"""What 副书记 means: the deputy's seat beside that of the 书记; offices write as a role what tables keep as a rank."""

from __future__ import annotations

from graph.rules.vocabulary import Vocabulary

#: The number of the first deputy's seat where nobody says one: of seats without a number the chief's is the first.
FIRST_DEPUTY = 2
_DEPUTY = "副"


def chief_of(word: str | None, words: Vocabulary) -> str | None:
    """Return the role that a word is the deputy of, where it is no role itself; else None.

    Example:
        >>> from graph.rules import base_vocabulary
        >>> [chief_of(word, base_vocabulary()) for word in ("副书记", "书记", "副本")]
        ['secretary', None, None]
    """
    if word is None or _DEPUTY not in word or words.knows("role", word):
        return None
    plain = word.replace(_DEPUTY, "", 1)
    return words.resolve("role", plain) if words.knows("role", plain) else None
