"""A text put together from its parts, so that what two texts do is told once.

A part is a file ``parts/NAME.cypher``: a comment of one line that says what it takes and what it leaves, an empty
line, and its lines. A text, or another part, names it in a comment, and it stands there instead:

    // include: climb                            on a line of its own: all its lines, indented as the comment is
    /* include: not-valid */                     within a line: its one line
    // include: climb with axis = 'property'     the same, but one word of it said otherwise; names of properties,
                                                 as in ``tie.axis`` and ``{axis: 'property'}``, stay

Whoever reads the whole, as ``linli cypher`` prints it, meets Cypher alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.errors import BadInput, NotFound

_ASKED = r"include: (\S+)(?: with (\S+) = (.+?))?"
_ON_ITS_LINE = re.compile(rf"( *)// {_ASKED}")
_WITHIN_A_LINE = re.compile(rf"/\* {_ASKED} \*/")


def assemble(text: str, read: Callable[[str], str | None], files: tuple[str, ...] = ("text",)) -> str:
    r"""Return a text with every part that it names put in, and theirs in turn.

    Args:
        text: The text, or the lines of a part.
        read: Returns the file of that name, as ``parts/climb.cypher``; None where there is none.
        files: The file that the text is, after those that it is named in, outermost first.

    Raises:
        NotFound: There is no such part.
        BadInput: A part stands in itself, or has no such word as is to be said otherwise.

    Example:
        >>> parts = {"parts/over.cypher": "// Takes x. Leaves: whether it ended by the day.\n\nx.until <= $on\n"}
        >>> assemble("WHERE NOT /* include: over with $on = day */", parts.get)
        'WHERE NOT x.until <= day'
    """

    def part(name: str, word: str | None, value: str) -> str:
        file = f"parts/{name}.cypher"
        if file in files:
            raise BadInput("part_in_itself", found=" > ".join([*files[files.index(file) :], file]))
        found = read(file)
        if found is None:
            raise NotFound("no_such_part", ref=name, file=files[-1])
        _, _, lines = found.rstrip("\n").partition("\n\n")
        whole = assemble(lines, read, (*files, file))
        return whole if word is None else _said_otherwise(whole, word, value, file)

    def line(one: str) -> str:
        if asked := _ON_ITS_LINE.fullmatch(one):
            indent, *named = asked.groups()
            return "\n".join(indent + each if each else each for each in part(*named).split("\n"))
        return _WITHIN_A_LINE.sub(lambda asked: part(*asked.groups()), one)

    return "\n".join(line(one) for one in text.split("\n"))


def _said_otherwise(lines: str, word: str, value: str, file: str) -> str:
    """Return lines in which one word is another, but for names of properties: after a dot, before a colon."""
    said, times = re.subn(rf"(?<![\w.$]){re.escape(word)}(?!\w|: )", lambda _: value, lines)
    if not times:
        raise BadInput("part_without_word", found=word, file=file)
    return said
