"""Pictures, charts and shapes of a blank form, kept: openpyxl drops them, so their parts are carried over.

A workbook is a zip of parts that name each other in ``.rels`` files. Of each sheet the parts that a drawing leads to
are copied under their own names, and the sheet is told of them again (SEMANTICS Y9).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from graph.errors import BadInput

#: Elements of a sheet that lead to something drawn, in the order in which a sheet has them, and what comes after each.
_DRAWN = ("drawing", "legacyDrawingHF", "picture")
_AFTER = ("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
          "webPublishItems", "tableParts", "extLst")  # fmt: skip
#: What cannot be carried over: it would be lost, so the form is refused.
_LOST = {"oleObjects": "fill_part.ole", "controls": "fill_part.controls"}
#: Pictures that WPS keeps inside cells hang on the workbook itself.
_IN_CELLS = "/cellImage"
_WORKBOOK = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPED = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONGEST = 4 * 2**20  # bytes of a part that says what leads where
_MOST = 64 * 2**20  # bytes of all that is drawn, unpacked
_TAIL = re.compile(rb"<(?:\w+:)?(\w+)\b([^>]*)>")
_ID = re.compile(rb"\w+:id=[\"']([^\"']+)[\"']")


@dataclass(frozen=True)
class Drawn:
    """What is drawn in a workbook.

    Attributes:
        parts: The bytes of parts by name, ``.rels`` among them.
        types: What sort each is.
        sheets: By the name of a sheet, its elements: each with the sort of what it leads to, and to which part.
        book: The same of what hangs on the workbook itself.
    """

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    sheets: Mapping[str, Sequence[tuple[str, str, str]]]
    book: Sequence[tuple[str, str]]


def drawn_in(path: Path) -> Drawn:
    """Return what is drawn in a workbook.

    Raises:
        BadInput: It has what cannot be kept, or more than may be.
    """
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        sheets: dict[str, list[tuple[str, str, str]]] = {}
        roots = []
        for title, part in _sheets(archive):
            rels = {found.id: found for found in _rels(archive, part, names)}
            for element, own in _elements(archive.read(part)):
                if element in _LOST:
                    raise BadInput("fill_lost", file=path.name, sheet=title, found=_LOST[element])
                if own in rels:
                    sheets.setdefault(title, []).append((element, rels[own].type, rels[own].part))
                    roots.append(rels[own].part)
        book = [(one.type, one.part) for one in _rels(archive, _WORKBOOK, names) if one.type.endswith(_IN_CELLS)]
        parts = _closure(archive, [*roots, *(part for _, part in book)], names, path.name)
        return Drawn(parts, _types(archive, parts), sheets, book)


def draw(path: Path, drawn: Drawn) -> None:
    """Put what was drawn back into a workbook that openpyxl saved without it.

    Raises:
        BadInput: It has a part of the same name already.
    """
    if not drawn.parts:
        return
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
        targets = dict(_sheets(archive))
    if twice := sorted(content.keys() & drawn.parts.keys()):
        raise BadInput("fill_lost", file=path.name, sheet=twice[0], found="fill_part.twice")
    for title, elements in drawn.sheets.items():
        if title in targets:
            part = targets[title]
            content[part] = _with_elements(content[part], [element for element, _, _ in elements])
            _relate(content, part, [(f"rIdDrawn{at}", *one[1:]) for at, one in enumerate(elements)])
    _relate(content, _WORKBOOK, [(f"rIdDrawn{at}", *one) for at, one in enumerate(drawn.book)])
    content |= drawn.parts
    content[_TYPES] = _with_types(content[_TYPES], drawn.types)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content, key=lambda one: (one != _TYPES, one)):
            archive.writestr(name, content[name])


@dataclass(frozen=True)
class _Rel:
    id: str
    type: str
    part: str


def _parsed(archive: zipfile.ZipFile, part: str) -> ET.Element:
    """Return a part that says what leads where.

    Raises:
        BadInput: It is no XML, is longer than any such part, or defines its own words.
    """
    named = Path(archive.filename or "").name
    if archive.getinfo(part).file_size > _LONGEST:
        raise BadInput("fill_lost", file=named, sheet=part, found="fill_part.large")
    content = archive.read(part)
    if b"<!" in content.replace(b"<!--", b""):
        raise BadInput("fill_lost", file=named, sheet=part, found="fill_part.broken")
    try:
        return ET.fromstring(content)  # noqa: S314 - nothing is defined in it
    except ET.ParseError:
        raise BadInput("fill_lost", file=named, sheet=part, found="fill_part.broken") from None


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _rels(archive: zipfile.ZipFile, part: str, names: set[str]) -> Iterator[_Rel]:
    """Yield to which parts of the workbook a part leads."""
    if (rels := _rels_of(part)) not in names:
        return
    for one in _parsed(archive, rels):
        if one.get("TargetMode") != "External":
            target = one.get("Target", "")
            whole = target[1:] if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
            yield _Rel(one.get("Id", ""), one.get("Type", ""), posixpath.normpath(whole))


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the titles of sheets, each with its part."""
    rels = {one.id: one.part for one in _rels(archive, _WORKBOOK, set(archive.namelist()))}
    for one in _parsed(archive, _WORKBOOK).iter():
        if one.tag.rpartition("}")[2] == "sheet":
            own = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
            if own in rels:
                yield one.get("name", ""), rels[own]


def _elements(sheet: bytes) -> Iterator[tuple[str, str]]:
    """Yield the elements behind the cells of a sheet that lead to something drawn, with the id that they say."""
    for found in _TAIL.finditer(sheet, max(sheet.rfind(b"sheetData"), 0)):
        name, said = found[1].decode(), _ID.search(found[2])
        if name in _DRAWN or name in _LOST:
            yield name, "" if said is None else said[1].decode()


def _closure(archive: zipfile.ZipFile, roots: Sequence[str], names: set[str], file: str) -> dict[str, bytes]:
    """Return parts, and all to which they lead."""
    found: dict[str, bytes] = {}
    waiting, size = list(roots), 0
    while waiting:
        part = waiting.pop()
        if part in found or part not in names:
            continue
        for name in (part, _rels_of(part)):
            if name in names:
                size += archive.getinfo(name).file_size
                if size > _MOST:
                    raise BadInput("fill_lost", file=file, sheet=part, found="fill_part.large")
                found[name] = archive.read(name)
        waiting += [one.part for one in _rels(archive, part, names)]
    return found


def _types(archive: zipfile.ZipFile, parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return of what sort parts are."""
    root = _parsed(archive, _TYPES)
    said = {one.get("PartName", ""): one.get("ContentType", "") for one in root}
    ends = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in root if one.get("Extension")}
    found = {part: said.get(f"/{part}") or ends.get(part.rpartition(".")[2].lower(), "") for part in parts}
    return {part: sort for part, sort in found.items() if sort and not part.endswith(".rels")}


def _with_elements(sheet: bytes, elements: Sequence[str]) -> bytes:
    """Return a sheet that says again what it leads to, each element where the format has it."""
    start = sheet.rfind(b"</sheetData>")
    start = max(start, sheet.rfind(b"<sheetData"))
    for at, name in enumerate(elements):
        later = _AFTER[_AFTER.index(name) + 1 :]
        places = [found.start() for one in later if (found := re.compile(rf"<{one}\b".encode()).search(sheet, start))]
        place = min([*places, sheet.rindex(b"</worksheet>")])
        said = f'<{name} xmlns:r="{_OFFICE}" r:id="rIdDrawn{at}"/>'.encode()
        sheet = sheet[:place] + said + sheet[place:]
    return sheet


def _relate(content: dict[str, bytes], part: str, rels: Sequence[tuple[str, str, str]]) -> None:
    """Let a part lead to others."""
    if not rels:
        return
    name = _rels_of(part)
    root = ET.fromstring(content[name]) if name in content else ET.Element(f"{{{_RELS}}}Relationships")  # noqa: S314 - our own
    for own, sort, target in rels:
        ET.SubElement(root, f"{{{_RELS}}}Relationship", {"Id": own, "Type": sort, "Target": f"/{target}"})
    content[name] = _written(root, _RELS)


def _with_types(said: bytes, types: Mapping[str, str]) -> bytes:
    root = ET.fromstring(said)  # noqa: S314 - our own
    for part, sort in types.items():
        ET.SubElement(root, f"{{{_TYPED}}}Override", {"PartName": f"/{part}", "ContentType": sort})
    return _written(root, _TYPED)


def _written(root: ET.Element, namespace: str) -> bytes:
    """Return a part all of whose elements are of one namespace, without prefixes, as spreadsheets write it."""
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
    root.set("xmlns", namespace)
    found: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return found
