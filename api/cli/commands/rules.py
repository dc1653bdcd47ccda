"""``linli rules``: the profiles with their chains, and the norms with their sort and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Folder, Json, Lang

if TYPE_CHECKING:
    from api.cli.paper import Paper
    from graph.rules import Norm, Profile, Rules

Pack = Annotated[str | None, typer.Option("--pack", help="cli.option.rules_pack", metavar="PACK")]
Named = Annotated[str | None, typer.Option("--profile", help="cli.option.profile", metavar="PROFILE")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.rules_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def rules(
    pack: Pack = None,
    profile: Named = None,
    output: Output = None,
    force: Force = False,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Show what is asked, and who says so."""
    from api.cli.language import checked
    from api.cli.opened import rules_in
    from api.cli.paper import Paper
    from api.rendering import rendered
    from api.rendering.rules import named, rules_document

    lang, found, paper = checked(lang), rules_in(rules), Paper()
    if output is not None:
        _draw(found, profile, output, lang, force=force)
        return
    if as_json:
        print(rendered(rules_document(found, pack, profile)))  # noqa: T201
        return
    if profile is not None:
        _profile(paper, found, named(found, profile), lang)
    if pack is not None:
        _norms(paper, found.only(pack).norms, lang)
    if profile is None and pack is None:
        _list(paper, found, lang)


def _draw(found: Rules, profile: str | None, output: str, lang: str, *, force: bool) -> None:
    """Draw the chains of a profile, or of all side by side."""
    from api.cli.mistakes import listed
    from api.cli.writing import free_path, write_text
    from api.rendering.rules import named
    from graph.errors import BadInput
    from graph.pictures import profiles
    from graph.words import caption

    if not output.lower().endswith(".svg"):
        raise BadInput("cli_file_name", file=output, expected=listed((".svg",)))
    keys = () if profile is None else (named(found, profile).key,)
    path = free_path(output, force=force)
    write_text(path, profiles(found, keys, lang=lang))
    print(caption("cli.written", lang, file=path))  # noqa: T201


def _list(paper: Paper, found: Rules, lang: str) -> None:
    from graph.words import caption

    paper.heading(caption("cli.rules.profiles", lang))
    headers = [caption(f"cli.{header}", lang) for header in ("profile", "name", "chains", "source")]
    paper.table(
        headers,
        [
            [
                one.key,
                getattr(one.title, lang),
                caption("cli.comma", lang).join(getattr(chain.title, lang) for chain in one.chains.values()),
                " ".join(filter(None, (one.source.document, one.source.date))),
            ]
            for one in found.profiles.values()
        ],
        indent=2,
    )
    paper.line()
    paper.heading(caption("cli.rules.packs", lang))
    headers = [caption(f"cli.{header}", lang) for header in ("pack", "name", "norms", "digest")]
    norms = {pack: str(len(norms)) for pack, norms in found.packs.items()}
    rows = [[name, _titled(found, name, lang), norms.get(name, ""), of] for name, of in found.digests.items()]
    paper.table(headers, rows, right=(2,), indent=2)  # the word lists last
    paper.line()
    paper.line(caption("cli.rules.more", lang))


def _titled(found: Rules, name: str, lang: str) -> str:
    """Return what a pack is called: of a profile by its title; empty for one of somebody else's that has none."""
    from graph.words import caption, words

    implied, profile = name.startswith("profile:"), found.profiles.get(name.removeprefix("profile:"))
    if profile is not None:
        return caption("pack.implied" if implied else "pack.local", lang, profile=getattr(profile.title, lang))
    return caption(f"pack.{name}", lang) if f"pack.{name}" in words(lang) else ""


def _profile(paper: Paper, found: Rules, profile: Profile, lang: str) -> None:
    from api.cli.profile_said import ProfileSaid
    from graph.words import caption

    words, join = found.vocabulary(profile.key), caption("cli.comma", lang).join
    said = ProfileSaid(found, profile, lang)
    paper.heading(f"{profile.key} · {getattr(profile.title, lang)}")
    levels = (words.caption("level", level.key, lang) for level in profile.levels)
    paper.line(caption("cli.rules.levels", lang, levels=" → ".join(levels)))
    packs = (f"profile:{profile.key}", *profile.packs)
    paper.line(caption("cli.rules.asked", lang, packs=join(packs)))
    for key, chain in profile.chains.items():
        paper.line()
        paper.heading(f"{key} · {getattr(chain.title, lang)}")
        lines = []
        for number, slot in enumerate(chain.slots, 1):
            field = "form" if slot.carrier.form else "role"
            marks = [caption(f"cli.rules.{mark}", lang) for mark in ("expected", "assumed") if getattr(slot, mark)]
            lines.append(
                [
                    str(number),
                    getattr(slot.title, lang),
                    join(words.caption("level", level, lang) for level in slot.level),
                    join(words.caption(field, name, lang) for name in slot.carrier.names),
                    join(words.caption("role", name, lang) for name in slot.head),
                    join(marks),
                ]
            )
        headers = ("step", "slot", "level", "carrier", "head", "note")
        paper.table([caption(f"cli.{header}", lang) for header in headers], lines, right=(0,), indent=2)
        for line in said.sideways(chain):
            paper.line(line, indent=2)
    paper.line()
    for line in said.lines():
        paper.line(line)


def _norms(paper: Paper, norms: tuple[Norm, ...], lang: str) -> None:
    from graph.words import caption

    lines = []
    for norm in norms:
        cite = " ".join(filter(None, (norm.cite.document, norm.cite.date, norm.cite.place)))
        marks = {"assumed": norm.assumed, "when": norm.when, "otherwise": norm.overrides}
        notes = (caption(f"cli.rules.{mark}", lang) for mark, there in marks.items() if there)
        note = caption("cli.comma", lang).join(notes)
        asks = caption(f"norm.{norm.type}", lang)
        lines.append([norm.id, getattr(norm.title, lang), asks, caption(f"sort.{norm.sort}", lang), cite, note])
    headers = ("norm_id", "norm", "asks", "sort", "source", "note")
    paper.table([caption(f"cli.{header}", lang) for header in headers], lines)
