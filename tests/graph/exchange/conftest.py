"""What tests of exchange start from: the samples as networks, as pictures have them."""

from __future__ import annotations

from tests.graph.pictures.conftest import rules, sample

__all__ = ["rules", "sample"]
