"""Look for the kind in every place, or ask a server of it, and print, by place, what went wrong or nothing.

python -m tests.newkind FOLDER [URL]
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

import tests.newkind.workshops  # noqa: F401 - first, as a module of `graph.kinds` would be


def looked(folder: Path) -> dict[str, str]:
    """Fill a ledger in a folder, and look."""
    from tests.newkind.ledger import Ledger
    from tests.newkind.surfaces import PLACES

    ledger, found = Ledger(folder), {}
    for name, look in PLACES.items():
        try:
            look(ledger, folder)
            found[name] = ""
        except Exception:  # noqa: BLE001 - the test tells all that is wrong, not the first alone
            found[name] = traceback.format_exc()
    return found


def asked(folder: Path, url: str) -> dict[str, str]:
    """Fill a ledger in a folder, and ask a server."""
    from tests.newkind.ledger import Ledger
    from tests.newkind.served import differing

    return differing(Ledger(folder), url)


if __name__ == "__main__":
    told = looked(Path(sys.argv[1])) if len(sys.argv) == 2 else asked(Path(sys.argv[1]), sys.argv[2])
    sys.stdout.write(json.dumps(told, ensure_ascii=False))
