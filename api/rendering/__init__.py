"""What ``--json`` prints and HTTP returns beside answers: one file a document, written once for both."""

from __future__ import annotations

from api.rendering.text import SCHEMA, rendered

__all__ = ["SCHEMA", "rendered"]
