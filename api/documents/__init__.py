"""What ``--json`` prints and HTTP returns beside answers: one file a document, written once for both."""

from __future__ import annotations

from api.documents.rendering import SCHEMA, rendered

__all__ = ["SCHEMA", "rendered"]
