"""Takes files in as they were confirmed: others may write meanwhile, as long as the changes stay the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from api.console.importing.checked import Checked, checked
from graph.errors import StaleRevision

if TYPE_CHECKING:
    from api.console.asked import Asked
    from api.console.importing.staging import Staged

#: How often files are compared anew while others keep writing.
_TIMES = 8
#: At most this many differences are shown.
_SAID = 5


def taken(asked: Asked, staged: Staged, agreed: str) -> Checked:
    """Take files in, where they still change what was agreed to, whatever else was written since.

    Args:
        asked: What the page is asked with.
        staged: The files.
        agreed: The digest of the changes that somebody was shown.

    Raises:
        StaleRevision: They would change something else by now, or others do not stop writing.
    """
    for _ in range(_TIMES):
        try:
            return checked(asked, staged, dry_run=False)
        except StaleRevision:
            again = checked(asked, staged, dry_run=True)
            if again.digest != agreed:
                raise
            staged.base = again.before
    return checked(asked, staged, dry_run=False)


def differing(asked: Asked, agreed: Checked, now: Checked) -> list[str]:
    """Return in words what files would change by now and did not when they were agreed to, and the other way round."""
    then, new = (Counter(text for _, texts in one.changes for text in texts) for one in (agreed, now))
    found = [
        *(asked.say("import.more", text=text) for text in new - then),
        *(asked.say("import.less", text=text) for text in then - new),
    ]
    left = len(found) - _SAID
    return [*found[:_SAID], *([asked.say("adjust.more", count=left)] if left > 0 else [])]
