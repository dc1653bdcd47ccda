"""Which part of an ``.xlsx`` or ``.xlsb`` file holds which sheet."""

from __future__ import annotations

import posixpath
from zipfile import ZipFile

from loaders.readers.apart.guarded import parse


def named(file: ZipFile) -> dict[str, str]:
    """Return the parts as the standard spells them, and as they are spelt: some programs write backslashes."""
    return {name.replace("\\", "/").lower(): name for name in file.namelist()}


def parts_of(file: ZipFile) -> dict[str, str]:
    """Return the part of each sheet, by the sheet's name.

    Raises:
        Refusal: The XML is not well-formed.
    """
    known = named(file)
    book = next((one for one in known if one.startswith("xl/") and one.endswith("workbook.xml")), None)
    if book is None:
        return {}
    sheets: dict[str, str] = {}

    def sheet(name: str, said: dict[str, str]) -> None:
        if name == "sheet" and "name" in said:
            sheets[said["name"]] = next((value for key, value in said.items() if key.rpartition(":")[2] == "id"), "")

    with file.open(known[book]) as xml:
        parse(xml, sheet)
    targets = targets_of(file, book)
    return {name: targets[one] for name, one in sheets.items() if one in targets}


def targets_of(file: ZipFile, part: str) -> dict[str, str]:
    """Return what the relations of a part lead to, by their ids; those to what is not in the file are left out."""
    known = named(file)
    folder, name = posixpath.split(part)
    relations = known.get(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    if relations is None:
        return found

    def relation(name: str, said: dict[str, str]) -> None:
        target = said.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if name == "Relationship" and path.lower() in known:
            found[said.get("Id", "")] = known[path.lower()]

    with file.open(relations) as xml:
        parse(xml, relation)
    return found
