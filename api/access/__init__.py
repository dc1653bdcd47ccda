"""Who asks, and what they may: accounts and what follows from them.

``account`` says who somebody is to the service; routes and pages read it and nothing else of this package.
"""

from __future__ import annotations

from api.access.account import OWNER, Account, Role

__all__ = ["OWNER", "Account", "Role"]
