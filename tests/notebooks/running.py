"""Running a notebook from a clean kernel, and what of its outputs is the same each time."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests.neo4j.server import Server

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
#: The notebook that needs a server, and the variable that names it.
SHARED, SERVER = "05_neo4j", "LINLI_NEO4J"
_PATIENCE = 300  # seconds a cell
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def names() -> list[str]:
    """Return the notebooks, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.ipynb"))


def read(name: str) -> NotebookNode:
    """Return a notebook as it is saved."""
    found: NotebookNode = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    return found


def executed(name: str, environment: Mapping[str, str] | None = None) -> NotebookNode:
    """Return a notebook run from a clean kernel, its outputs as they are each time.

    Raises:
        CellExecutionError: A cell failed.
    """
    notebook = read(name)
    with TemporaryDirectory() as folder:
        clean = {"PYTHONPATH": str(ROOT), "IPYTHONDIR": folder, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        with patch.dict(os.environ, {**clean, **(environment or {})}):
            NotebookClient(
                notebook,
                timeout=_PATIENCE,
                kernel_name="python3",
                resources={"metadata": {"path": folder}},
                extra_arguments=["--IPKernelApp.log_level=ERROR"],  # else it warns that it listens on this machine
            ).execute()
    return normalised(notebook)


def on(server: Server) -> dict[str, str]:
    """Return the environment in which a notebook finds a server."""
    return {SERVER: server.url, **server.environment}


def normalised(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without what differs from run to run.

    Raises:
        ValueError: An output holds the address of an object, which is never the same.
    """
    notebook.metadata = dict(_METADATA)
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            if _ADDRESS.search(str(output)):
                raise ValueError(f"an address in the output of {cell.id}: {output}")
            output.pop("metadata", None)
            if output.output_type in ("display_data", "execute_result"):
                output.metadata = {}
    return notebook


def write(name: str, notebook: NotebookNode) -> None:
    """Save a notebook with its outputs."""
    nbformat.validate(notebook)
    nbformat.write(notebook, FOLDER / f"{name}.ipynb")  # type: ignore[no-untyped-call]
