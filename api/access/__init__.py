"""Who asks, and what they may: accounts and what follows from them.

``account`` says who somebody is to the service; routes and pages read it and little else of this package. ``file``
keeps ``users``, ``sessions``, ``tokens`` and ``attempts``; ``passwords`` and ``secret`` say in which form.
``signing_in`` and ``arriving`` find out whose a request is, and ``may`` is the table of what a role may do.
"""

from __future__ import annotations

from api.access.account import NOBODY, OWNER, Account, Role

__all__ = ["NOBODY", "OWNER", "Account", "Role"]
