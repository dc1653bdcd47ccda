"""How many examples a property is tried with.

``LINLI_EXAMPLES`` says how many: `make test` sets it for what needs a server or takes long. A property marked
``thorough`` is worth many more by hand (`LINLI_EXAMPLES=300 pytest -m thorough`). One whose examples take long each (a
whole network, a file that is loaded twice) is tried with a third of them, or few where nothing is said. One that is
slow for no more than its length is tried ``in_full``: with as many as if it were not, whatever `make test` says.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

_SAID = os.environ.get("LINLI_EXAMPLES")

_USUAL, _USUAL_FEW = 20, 4

EXAMPLES = int(_SAID or _USUAL)
FEW = int(_SAID) // 3 if _SAID else _USUAL_FEW


def few(property_: Any) -> Any:
    """Try a property with few examples; it is to be marked ``thorough``."""
    return settings(max_examples=FEW)(property_)


def in_full(property_: Any) -> Any:
    """Try a slow property with as many examples as one that is quick, at the least."""
    return settings(max_examples=max(EXAMPLES, _USUAL))(property_)


def few_in_full(property_: Any) -> Any:
    """Try a slow property with as many examples as one that is quick and tried with few, at the least."""
    return settings(max_examples=max(FEW, _USUAL_FEW))(property_)
