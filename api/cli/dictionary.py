"""The data dictionary: what each kind is, field by field, and which headers its sheet may have."""

from __future__ import annotations

from graph.kinds import Field, Kind, Tie, all_kinds
from graph.words import LANGUAGES, caption
from graph.words.listed import Listed
from loaders.columns import columns_of


def called(one: Field | type[Kind], lang: str, *others: str) -> str:
    """Return how a kind or a field is called, and what else in Chinese; in English its English name beside it."""
    zh = "、".join((one.zh, *others))
    return zh if lang == "zh" else f"{zh} · {one.en}"


def facts(one: Field, lang: str) -> list[str]:
    """Return a field in the columns of the dictionary."""
    held = caption(f"type.{one.type}", lang)
    if one.vocabulary:
        held = caption("cli.kinds.words", lang, list=one.zh if lang == "zh" else one.vocabulary)
    elif one.to:
        held = caption("cli.kinds.reference", lang, kinds=_names(one.to, lang, " "))
    required = caption("cli.kinds.required", lang) if one.required else ""
    who = caption(f"sensitivity.{one.sensitivity}", lang)
    return [one.name, called(one, lang, *one.aliases), held, required, who, one.example, one.means(lang)]


def ends(kind: type[Kind], lang: str) -> list[str]:
    """Return what a tie leads from and to, and how it is read from the other end."""
    if not issubclass(kind, Tie):
        return []
    said = {"source": _names(kind.source, lang, " | "), "target": _names(kind.target, lang, " | ")}
    return [caption("cli.kinds.ends", lang, **said, reverse=kind.reverse[LANGUAGES.index(lang)])]


def sheet_headers(kind: type[Kind]) -> list[str]:
    """Return the headers that the sheet of a kind may have."""
    return [column.header for column in columns_of(kind.kind)]


def dictionary(kind: type[Kind], lang: str) -> list[str]:
    """Return a kind as a section of Markdown, ending with a blank line."""
    names = ("field", "caption", "type", "required", "sensitivity", "example", "description")
    headers = [caption(f"cli.{name}", lang) for name in names]
    doc = kind.description_zh if lang == "zh" else " ".join((kind.__doc__ or "").split())
    return [
        f"## {kind.kind} · {called(kind, lang)}",
        "",
        *(line for line in (doc, *ends(kind, lang)) for line in (line, "")),
        f"| {' | '.join(headers)} |",
        "|---" * len(headers) + "|",
        *(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in facts(one, lang))} |" for one in kind.fields),
        "",
        caption("cli.kinds.headers", lang, headers=Listed(sheet_headers(kind))),
        "",
    ]


def _names(kinds: tuple[str, ...], lang: str, between: str) -> str:
    """Return kinds by name; in Chinese those that there are, by caption."""
    if lang != "zh":
        return between.join(kinds)
    return "、".join(one.zh for one in all_kinds() if one.kind in kinds)
