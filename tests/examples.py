"""How many examples a property is tried with.

``LINLI_EXAMPLES`` says how many: `make test` sets it for what needs a server or takes long. A property marked
``thorough`` is worth many more by hand (`LINLI_EXAMPLES=300 pytest -m thorough`). One whose examples take long each (a
whole network, a file that is loaded twice) is tried with a third of them, or few where nothing is said.
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
