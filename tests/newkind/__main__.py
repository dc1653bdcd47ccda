"""Look for the kind in every place, and print, by place, what went wrong or nothing."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

import tests.newkind.workshops  # noqa: F401 - first, as a module of `graph.kinds` would be


def main(folder: Path) -> None:
    """Fill a ledger in a folder, and look."""
    from tests.newkind.ledger import Ledger
    from tests.newkind.places import PLACES

    ledger = Ledger(folder)
    found = {}
    for name, look in PLACES.items():
        try:
            look(ledger, folder)
            found[name] = ""
        except Exception:  # noqa: BLE001 - the test tells all that is wrong, not the first alone
            found[name] = traceback.format_exc()
    sys.stdout.write(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
