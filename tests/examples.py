"""How many examples a property is tried with.

A property marked ``thorough`` runs again in `make test`, with as many as ``LINLI_EXAMPLES`` says. One whose
examples take long each (a whole network, a file that is loaded twice) is tried with few in the fast run,
and with a third of them in `make test`.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

_SAID = os.environ.get("LINLI_EXAMPLES")

EXAMPLES = int(_SAID or 20)
FEW = int(_SAID) // 3 if _SAID else 4


def few(property_: Any) -> Any:
    """Try a property with few examples; it is to be marked ``thorough``."""
    return settings(max_examples=FEW)(property_)
