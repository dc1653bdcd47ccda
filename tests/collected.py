"""What is collected as examples: the files that have one; to search the others took a third of all collecting."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest


class Examples:
    """A plugin, since a conftest is not asked about files beside its folder."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        """Leave to a file without an example its tests alone.

        Not to a package's own: where a module is imported before its package, and the package imports it, pytest does
        so twice, and there are two of each of its classes.
        """
        found = yield
        if not found or file_path.name == "__init__.py" or b">>> " in file_path.read_bytes():
            return found
        return [one for one in found if type(one) is pytest.Module]  # a module of examples is another sort of one
