"""The other ends of ties, and references: from what a cell says to one key, or an issue that says why not."""

from __future__ import annotations

from graph.errors import NotFound
from graph.kinds import Kind, Sensitivity, Tie
from graph.names import Names, fold
from graph.values.mask import mask
from loaders.report import Report, Where, issue_of
from loaders.sources.workbook.sheet_rows import Rows
from loaders.sources.workbook.tied import TieCells


def resolve(cells: TieCells, names: Names, report: Report) -> None:
    """Find the other ends of a column of ties, once."""
    if cells.targets:
        return
    cells.targets, wrong = names.resolve_many(cells.refs, cells.other_kinds, typed=not _of_a_home(cells.kind))
    for line, ref in enumerate(cells.refs) if wrong else ():
        if ref in wrong:
            tell(_hidden(wrong[ref], cells.kind), ref, cells.other_kinds, cells.where(line), names, report)


def resolve_field(sheet: Rows, field: str, kinds: tuple[str, ...], names: Names, report: Report) -> None:
    """Resolve the references of a field; the field then holds keys."""
    raw = sheet.late[field]
    found, wrong = names.resolve_many(raw, kinds, typed=not _of_a_home(sheet.kind))
    for row, ref in enumerate(raw) if wrong else ():
        if ref in wrong:
            tell(_hidden(wrong[ref], sheet.kind), ref, kinds, sheet.where(row, field), names, report)
    sheet.fields[field] = list(found)


def _of_a_home(kind: type[Kind]) -> bool:
    return issubclass(kind, Tie) and kind.of_person is Sensitivity.PERSONAL


def _hidden(error: NotFound, kind: type[Kind]) -> NotFound:
    """Return why an end was not found; of a tie that tells somebody's home, masked, and without guesses at another."""
    if not _of_a_home(kind):
        return error
    said = {name: mask(value) if isinstance(value, str) else value for name, value in error.params.items()}
    guesses = "" if error.code == "not_found" else "****"
    return type(error)(error.code, **{**said, "candidates": guesses} if "candidates" in said else said)


def tell(error: NotFound, ref: str, kinds: tuple[str, ...], where: Where, names: Names, report: Report) -> None:
    """Report a reference that means nothing, or several; one that leads through a refused row follows from that."""
    if error.code == "not_found" and _through_refused(ref, names, report):
        report.follows(where, str(error.params["ref"]))
    else:
        shown = error if _named_otherwise(ref, names) else _of_somebody(error, ref, kinds)
        somebody = shown is not error or (kinds == ("person",) and error.code != "other_kind")
        report.add(issue_of(shown, where, own=ref if somebody else None))


def _named_otherwise(ref: str, names: Names) -> bool:
    """Return whether a thing that is no person has this name, and is only of a kind that does not belong here."""
    return any(not key.startswith("person-") for key in names.matches(ref))


def _of_somebody(error: NotFound, ref: str, kinds: tuple[str, ...]) -> NotFound:
    """Return why nothing was found, masked where people write a person's name and nothing else is called nearly so.

    That is wherever a person may be named, and in the place of a post: its holder.
    """
    if error.code != "not_found" or error.params.get("candidates") or kinds == ("person",):
        return error
    head, between, name = ref.rpartition("/")
    if "person" in kinds:
        head, between, name = "", "", ref
    elif "post" not in kinds or "place" in kinds or (head and kinds != ("post",)):
        return error
    return NotFound(**{**error.params, "ref": f"{head}{between}{mask(name)}"})


def _through_refused(ref: str, names: Names, report: Report) -> bool:
    """Whether a reference names a refused row, and nothing that is nowhere."""
    parts = [fold(one.strip('“”"')) for one in ref.partition("//")[0].split("/") if one.strip()]
    refused = [one in report.refused for one in parts]
    return any(refused) and all(gone or names.paths.find(one) for gone, one in zip(refused, parts, strict=True))


def targets_by_row(sheet: Rows, ties: tuple[str, ...]) -> list[list[str]]:
    """Return, by row, the other ends of some ties, in the order of these ties."""
    found: list[list[str]] = [[] for _ in range(sheet.size)]
    for tie in ties:
        for cells in sheet.ties:
            if cells.kind.kind == tie:
                for row, target in zip(cells.rows, cells.targets, strict=False):
                    if target is not None and target not in found[row]:
                        found[row].append(target)
    return found
