"""Who looks at something, from where and for what; and so what they may see of a person."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from graph.kinds import Sensitivity

_HERE = ZoneInfo("Asia/Shanghai")
_TERMINAL, _FILE = "terminal", "file"


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks.

    What is *open* is for everybody: the structure, and the names of those who hold public posts. What is
    *internal* is for the office: the other names. What is *personal* is for who needs this person: birth
    year, private telephone, home, and what somebody is as a member. It is shown only when asked for, and
    written down.

    Attributes:
        who: Their name; empty where nobody can tell.
        where: From where they look: ``terminal``, ``http``, ``notebook``, or ``file`` for whoever a file is made for.
        purpose: For what: a command, an address.
        sees: Up to which sensitivity they may see.
        today: The day on which they look, whatever day they look at: consent is judged on it; None = no consent holds.

    Example:
        >>> Viewer("张三", "terminal", "show").may_see(Sensitivity.INTERNAL)
        False
    """

    who: str
    where: str
    purpose: str
    sees: Sensitivity = Sensitivity.OPEN
    today: date | None = None

    @property
    def of_needs(self) -> bool:
        """Whether they may be told who raised a need and behind which door it is: only who asks in a terminal."""
        return self.where == _TERMINAL and self.may_see(Sensitivity.PERSONAL)

    @property
    def outside(self) -> bool:
        """Whether they look at a file that may leave the office."""
        return self.where == _FILE

    def may_see(self, sensitivity: Sensitivity) -> bool:
        """Return whether they may see what is of a sensitivity."""
        return self.sees.includes(sensitivity)


def owner(where: str, purpose: str, *, personal: bool = False) -> Viewer:
    """Return the owner of a store, who has the file and so sees the names in it, and more when asked for.

    Args:
        where: From where they look.
        purpose: For what.
        personal: Whether they ask for what is personal; what they are shown of it is written down.

    Example:
        >>> owner("terminal", "show").sees, owner("terminal", "show", personal=True).sees
        (<Sensitivity.INTERNAL: 'internal'>, <Sensitivity.PERSONAL: 'personal'>)
    """
    sees = Sensitivity.PERSONAL if personal else Sensitivity.INTERNAL
    return Viewer(user(), where, purpose, sees, datetime.now(_HERE).date())


def outsider(purpose: str) -> Viewer:
    """Return whoever may come to read a file that leaves: they see what is open."""
    return Viewer(user(), _FILE, purpose)


def user() -> str:
    """Return who is logged in on this machine; empty where nobody can tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
