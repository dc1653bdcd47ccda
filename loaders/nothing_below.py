"""The warning that a file brought nothing: it is empty, or its sheets have a header and no row. Shared by the sources.

A template is usually filled in part, so a sheet with its header alone says something only where no sheet has a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.report import Report, Where


def warn_of_nothing(file: str, headers: Sequence[str], report: Report) -> None:
    """Warn that a file brought nothing.

    Args:
        file: Its name.
        headers: The sheets that have a header, by name; none = the file is empty.
        report: Where that is told.
    """
    if not headers:
        report.warn("file_empty", Where(file))
    else:
        code = "header_alone" if len(headers) == 1 else "headers_alone"
        report.warn(code, Where(file), found=headers[0], count=len(headers))
