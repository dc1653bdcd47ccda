"""What the form of an import sent: files, and how they are to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, UploadFile
from starlette.datastructures import UploadFile as Sent

from api.errors import BadParameter
from api.routes.requested import day

_FILES, _FIELDS = 20, 20
#: What a box on the form may say, as the loader calls it.
FLAGS = ("end_missing", "correct")


@dataclass(frozen=True)
class SentFiles:
    """The form of an import.

    Attributes:
        files: The files; never none.
        options: How they are to be read, as the loader takes it.
    """

    files: list[UploadFile]
    options: dict[str, Any]


async def files_sent(request: Request) -> AsyncIterator[SentFiles]:
    """Yield what a form sent; its files are closed afterwards.

    Raises:
        BadParameter: There is no file in it, or the day is none.
    """
    async with request.form(max_files=_FILES, max_fields=_FIELDS) as form:
        files = [one for _, one in form.multi_items() if isinstance(one, Sent) and one.filename]
        said = {name: text for name, one in form.multi_items() if isinstance(one, str) and (text := one.strip())}
        if not files:
            raise BadParameter("http_missing", parameter="file")
        kept = [UploadFile(one.file, size=one.size, filename=one.filename) for one in files]
        yield SentFiles(kept, _options(said))


def _options(said: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: True for name in FLAGS if name in said}
    if "moved" in said:
        found["moved"] = "all"
    if "source" in said:
        found["source"] = said["source"]
    if "as_of" in said:
        found["as_of"] = str(day("as_of", said["as_of"]))
    return found


FilesForm = Annotated[SentFiles, Depends(files_sent)]
