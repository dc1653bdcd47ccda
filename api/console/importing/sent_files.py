"""What the form of an import sent: files, and how they are to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, UploadFile
from starlette.datastructures import UploadFile as Sent

from api.errors import BadParameter
from api.routes.imports import mapping_in, options_said
from api.routes.requested import day

_FILES, _FIELDS = 20, 20
#: The file among those sent that says what the others call things.
_MAP = "map"
#: What a box on the form may say, as the loader calls it.
FLAGS = ("end_missing", "correct")


@dataclass(frozen=True)
class SentFiles:
    """The form of an import.

    Attributes:
        files: The files; never none.
        said: How they are to be read, as the loader takes it, but for the next.
        map: What the files call things, as it was sent; None = as we do.
    """

    files: list[UploadFile]
    said: dict[str, Any]
    map: UploadFile | None = None

    @property
    def options(self) -> dict[str, Any]:
        """How they are to be read.

        Raises:
            BadInput: What the files call things cannot be read.
        """
        return self.said if self.map is None else {**self.said, "mapping": mapping_in(self.map)}


async def files_sent(request: Request) -> AsyncIterator[SentFiles]:
    """Yield what a form sent; its files are closed afterwards.

    Raises:
        BadParameter: There is no file in it, the day is none, or an option has no value.
    """
    async with request.form(max_files=_FILES, max_fields=_FIELDS) as form:
        sent = [(name, one) for name, one in form.multi_items() if isinstance(one, Sent) and one.filename]
        files = [one for name, one in sent if name != _MAP]
        said = {name: text for name, one in form.multi_items() if isinstance(one, str) and (text := one.strip())}
        if not files:
            raise BadParameter("http_missing", parameter="file")
        maps = [one for name, one in sent if name == _MAP]
        yield SentFiles([_kept(one) for one in files], _options(said), _kept(maps[0]) if maps else None)


def _kept(one: Sent) -> UploadFile:
    return UploadFile(one.file, size=one.size, filename=one.filename)


def _options(said: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: True for name in FLAGS if name in said}
    if "moved" in said:
        found["moved"] = "all"
    if "source" in said:
        found["source"] = said["source"]
    if "as_of" in said:
        found["as_of"] = str(day("as_of", said["as_of"]))
    lines = (line.strip().replace("＝", "=") for line in said.get("set", "").splitlines())
    further = options_said([line for line in lines if line])
    if further:
        found["set"] = further
    return found


FilesForm = Annotated[SentFiles, Depends(files_sent)]
