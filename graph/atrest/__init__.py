"""Columns at rest: what was worked out of one revision, in files beside the store that are read where they lie.

What is in the files is not this room's business: it keeps frames by name, whole and for their owner alone, and gives
them back as long as they are what was written. Deleting them costs nothing but time.
"""

from __future__ import annotations

from graph.atrest.folder import forget_all, keep, kept_folders, possible, take_up

__all__ = ["forget_all", "keep", "kept_folders", "possible", "take_up"]
