"""An account: who somebody is to the service, and what that lets them see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.kinds import Sensitivity


class Role(StrEnum):
    """What somebody does here.

    A *reader* 查阅 sees what is open. A *planner* 统筹人员 sees the names in the ledger too. *Staff* 社区工作者
    write, and see what is personal where they ask for it. An *admin* 管理员 keeps users and the log besides.

    Example:
        >>> Role.READER.sees(personal=True), Role.STAFF.sees(personal=True)
        (<Sensitivity.OPEN: 'open'>, <Sensitivity.PERSONAL: 'personal'>)
    """

    READER = "reader"
    PLANNER = "planner"
    STAFF = "staff"
    ADMIN = "admin"

    @property
    def writes(self) -> bool:
        """Whether they may change the ledger."""
        return self in (Role.STAFF, Role.ADMIN)

    def sees(self, *, personal: bool) -> Sensitivity:
        """Return up to which sensitivity they see.

        Args:
            personal: Whether they ask for what is personal.
        """
        if self is Role.READER:
            return Sensitivity.OPEN
        return Sensitivity.PERSONAL if personal and self.writes else Sensitivity.INTERNAL


@dataclass(frozen=True)
class Account:
    """Who somebody is to the service.

    Attributes:
        name: What they sign in as, and what is written down of them; empty where nobody can tell.
        role: What they do.
        place: Key of the place to whose subtree they are bound; None = everything.
        partner: Key of their own organisation, where they are of a partner and not of the office.
        seat: Key of the post or organisation whose 待办 is theirs.
    """

    name: str
    role: Role
    place: str | None = None
    partner: str | None = None
    seat: str | None = None

    @property
    def called(self) -> str:
        """What such an account is called, as a code ``role.…``: of a partner that, whatever its role is.

        Example:
            >>> Account("演示甲", Role.STAFF).called, Account("演示乙", Role.READER, partner="organisation-a").called
            ('role.staff', 'role.partner')
        """
        return "role.partner" if self.partner is not None else f"role.{self.role.value}"

    def sees(self, *, personal: bool) -> Sensitivity:
        """Return up to which sensitivity they see; somebody of a partner never more than a reader.

        Example:
            >>> Account("演示联络员", Role.STAFF, partner="organisation-a").sees(personal=True)
            <Sensitivity.OPEN: 'open'>
        """
        return (self.role if self.partner is None else Role.READER).sees(personal=personal)


#: Who has the file: everybody who reaches a service without users. Their name is asked of the machine when wanted.
OWNER = Account("", Role.ADMIN)
#: Who has not signed in, where one has to: they see nothing, and may sign in.
NOBODY = Account("", Role.READER, place="", partner="")
