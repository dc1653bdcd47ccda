"""Who comes in: the guard before every address, and the page on which somebody signs in."""

from __future__ import annotations

from api.entry.guard import Guard
from api.entry.signing import router

__all__ = ["Guard", "router"]
