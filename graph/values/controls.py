r"""Characters that steer instead of being read: control and escape characters, and marks that turn text around.

They break files of others, move the cursor of a terminal, and let a name look like another. No cell may
hold one; what an older store has of them is shown as ``\x1b`` wherever text leaves the program.
"""

from __future__ import annotations

import re
from json import dumps

_SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but tab and line breaks, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction
    "\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"  # breaks, notes, no characters, tags
)
#: As an expression of Rust, which knows no surrogates; no text of it holds one.
CONTROLS = f"[{_SIGNS}]".replace("\ud800-\udfff", "")
_CONTROL = re.compile(f"[{_SIGNS}]")
#: How JSON begins to write those below a space, which it never leaves as they are.
_IN_JSON = ("\\u00", "\\u20", "\\ud", "\\b", "\\f")


def control_in(text: str) -> str | None:
    r"""Return the first of these characters as its name in Unicode; None where there is none.

    Example:
        >>> control_in("第一行\x0b第二行"), control_in("锦绣园\n3号楼")
        ('U+000B', None)
    """
    found = _CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def holds_control(json: str) -> bool:
    r"""Return whether a text of JSON may hold one, written out or not.

    Quick, and sometimes wrongly so: many other signs are not printable either.

    Example:
        >>> holds_control('["锦绣园\\n3号楼"]'), holds_control('["\\u001b"]'), holds_control('["\u202e"]')
        (False, True, True)
    """
    return not json.replace("\n", "").isprintable() or any(one in json for one in _IN_JSON)


def visible(text: str) -> str:
    r"""Return a text with each of these characters written out, so that it steers nothing.

    Example:
        >>> visible("演示\x1b[31m\u202e甲")
        '演示\\x1b[31m\\u202e甲'
    """
    return text if text.isprintable() else _CONTROL.sub(lambda sign: ascii(sign[0])[1:-1], text)


def visible_json(json: str) -> str:
    r"""Return a text of JSON with these characters written as JSON writes them: it says the same.

    Example:
        >>> visible_json('["\u202e甲"]')
        '["\\u202e甲"]'
    """
    if json.replace("\n", "").isprintable():
        return json
    return _CONTROL.sub(lambda sign: dumps(sign[0])[1:-1], json)
