"""Who is at work on this machine."""

from __future__ import annotations

from graph.viewing import user

__all__ = ["user"]
