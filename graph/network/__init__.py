"""The read model: every thing a dense integer, every tie an array, on one day, within one place."""

from __future__ import annotations

from graph.network.network import Network

__all__ = ["Network"]
