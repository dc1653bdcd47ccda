"""From YAML files to the rules in force, with file and line for whatever they contradict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import combinations
from pathlib import Path as FilePath

from graph.errors import BadInput, BadRules
from graph.files import why_not
from graph.kinds import word_of
from graph.precompiled import bytes_in
from graph.rules.bodies import Inherit, Presence
from graph.rules.calendars import NATIONAL, Years, read_calendar
from graph.rules.categories import Categories, own_categories
from graph.rules.consistent import check_profile
from graph.rules.later import Later
from graph.rules.located import Located
from graph.rules.norm import Norm
from graph.rules.override import Override
from graph.rules.packs import read_overrides, read_pack
from graph.rules.profile import Profile, Text
from graph.rules.rules import Rules
from graph.rules.vocabulary import Vocabulary, base_vocabulary
from graph.rules.worded import Words
from graph.rules.workflow import Workflow, left_out, own_workflow_keys, own_workflows, read_workflow
from graph.selectors import Selector


def load_rules(folder: FilePath | None = None) -> Rules:
    """Return the rules that come with linli, and those of a folder with ``profiles``, ``norms`` and ``calendars``.

    Raises:
        BadInput: There is no such folder, it has none of them, or a file in it cannot be read.
        BadRules: A file contradicts itself or another; file and line are named.
    """
    return _builtin() if folder is None else _merged(_builtin(), _read_folder(folder))


def read_profile(text: str, file: str, workflows: Collection[str] | None = None) -> Profile:
    """Return the profile that a YAML text says.

    Args:
        text: The YAML.
        file: Its name, for messages.
        workflows: The lives that a need may have; left out, those that come with linli.

    Raises:
        BadRules: It contradicts itself, or names a workflow or a step that is not there.
    """
    located = Located(text, file)
    profile = located.read(Profile)
    check_profile(profile, located)
    known = own_workflow_keys() if workflows is None else workflows
    if profile.workflow is not None and profile.workflow not in known:
        expected = ", ".join(known)
        raise located.refuse("profile_workflow", ("workflow",), found=profile.workflow, expected=expected)
    if (kept := left_out(profile.without_steps)) is not None:
        raise located.refuse("profile_without_steps", ("without_steps",), found=kept)
    return profile


def _implied(profile: Profile) -> tuple[Norm, ...]:
    """Return the presence norms that the expected slots of a profile imply."""
    return tuple(
        Norm(
            id=f"{profile.key}-{chain}-{slot.key}",
            title=Text(zh=f"应有{slot.title.zh}", en=f"{slot.title.en} expected"),
            sort="local_practice",
            cite=profile.source,
            subject=Selector({"kind": frozenset(["place"]), "level": frozenset(slot.level)}),
            body=Presence(
                of=Selector(
                    {
                        "kind": frozenset([slot.carrier.kind]),
                        slot_field(slot.carrier.kind): frozenset(slot.carrier.names),
                    }
                ),
                inherit=Inherit(level=slot.level, form=slot.carrier.form, role=slot.carrier.role)
                if len(slot.level) > 1
                else None,
                vacant_ok=slot.carrier.kind == "organisation",
            ),
            assumed=slot.assumed,
            pack=f"profile:{profile.key}",
        )
        for chain, parts in profile.chains.items()
        for slot in parts.slots
        if slot.expected
    )


def slot_field(kind: str) -> str:
    """Return the selector field that names the carriers of a slot: form of organisations, role of posts."""
    return word_of(kind)


#: The files that are in force everywhere.
_COMMON = ("vocabulary", "categories", "matching")
#: The folders of a folder of rules.
_FOLDERS = ("profiles", "norms", "workflows", "calendars")


@cache
def _builtin() -> Rules:
    root = FilePath(__file__).parent
    profiles, norms = (
        {name: text.decode("utf-8").replace("\r\n", "\n") for name, text in bytes_in(root / folder, ".yaml").items()}
        for folder in ("profiles", "norms")
    )
    rules = _assembled(profiles, norms, builtin=True)
    common = {name: _digest((root / f"{name}.yaml").read_text(encoding="utf-8")) for name in _COMMON}
    return replace(rules, digests={**rules.digests, **common})


def _read_folder(folder: FilePath) -> Rules:
    if not any((folder / name).is_dir() for name in _FOLDERS):
        raise BadInput("rules_folder", folder=str(folder))

    def texts(name: str) -> dict[str, str]:
        found = (folder / name).iterdir() if (folder / name).is_dir() else ()
        return {path.name: _text(path) for path in sorted(found) if path.suffix.lower() in (".yaml", ".yml")}

    rules = _assembled(texts("profiles"), texts("norms"), texts("workflows"))
    return _with_calendars(rules, texts("calendars"))


def _with_calendars(rules: Rules, texts: Mapping[str, str]) -> Rules:
    """Return rules with the calendars of a folder; each is for all, or for a profile that there is."""
    known = (NATIONAL, *{**_builtin().profiles, **rules.profiles})
    calendars: dict[str, Years] = {}
    digests: dict[str, str] = {}
    for file, text in texts.items():
        name = FilePath(file).stem
        if name not in known:
            raise BadRules(
                "calendar_of", file=f"calendars/{file}", line=1, found=name, expected=", ".join(sorted(known))
            )
        calendars[name] = read_calendar(text, f"calendars/{file}")
        digests[f"calendar:{name}"] = _digest(text)
    return replace(rules, digests={**rules.digests, **digests}, calendars=calendars)


def _text(path: FilePath) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("file_unreadable", file=str(path), found=why_not(error)) from None


def _assembled(
    profile_texts: Mapping[str, str],
    norm_texts: Mapping[str, str],
    workflow_texts: Mapping[str, str] | None = None,
    *,
    builtin: bool = False,
) -> Rules:
    profiles: dict[str, Profile] = {}
    more: dict[str, Workflow] = {}
    digests: dict[str, str] = {}
    for file, text in sorted((workflow_texts or {}).items()):
        key = FilePath(file).stem
        more[key] = read_workflow(text, f"workflows/{file}", key)
        digests[f"workflow:{key}"] = _digest(text)
    workflows = Later(lambda: {**own_workflows(), **more})
    for file, text in sorted(profile_texts.items()):
        profile = read_profile(text, f"profiles/{file}", tuple(dict.fromkeys((*own_workflow_keys(), *more))))
        profiles[profile.key] = profile
        digests[f"profile:{profile.key}"] = _digest(text)
    digests |= {FilePath(file).stem: _digest(text) for file, text in sorted(norm_texts.items())}
    if not builtin:  # a mistake is told at once
        packs, overrides = _norms_in(norm_texts, profiles, _builtin())
        return Rules(profiles, packs, digests, workflows=workflows, overrides=overrides)
    norms = cache(lambda: _norms_in(norm_texts, profiles, Rules({}, {}, {})))
    later = Later(lambda: norms()[1])
    return Rules(profiles, Later(lambda: norms()[0]), digests, workflows=workflows, overrides=later)


def _norms_in(
    texts: Mapping[str, str], profiles: Mapping[str, Profile], before: Rules
) -> tuple[dict[str, tuple[Norm, ...]], dict[str, tuple[Override, ...]]]:
    """Return the norms by pack, those that profiles imply among them, and by pack what it changes of others."""
    packs = {f"profile:{key}": _implied(profile) for key, profile in profiles.items()}
    words = _with_words(_own_words() if before.profiles else _common_words(), profiles.values())
    for file, text in sorted(texts.items()):
        pack = FilePath(file).stem
        packs[pack] = read_pack(text, f"norms/{file}", pack, _words_of(pack, profiles), words, _tree_of(pack, profiles))
    every = {**before.packs, **packs}
    _refuse_shared_ids(every, {**before.profiles, **profiles})
    overrides = {
        (pack := FilePath(file).stem): read_overrides(
            text, f"norms/{file}", every, _words_of(pack, profiles), words, _tree_of(pack, profiles)
        )
        for file, text in sorted(texts.items())
    }
    return packs, {pack: found for pack, found in overrides.items() if found}


def _common_words() -> Words:
    return {name: {code: word.zh for code, word in codes.items()} for name, codes in base_vocabulary().lists.items()}


@cache
def _own_words() -> Words:
    """Return the words by list of what comes with linli: to gather them takes longer than to read a small folder."""
    return _with_words(_common_words(), _builtin().profiles.values())


def _with_words(known: Words, profiles: Iterable[Profile]) -> Words:
    """Return words by list, with those of some profiles."""
    found = {name: dict(codes) for name, codes in known.items()}
    for one in profiles:
        for name, codes in one.vocabulary(base_vocabulary()).lists.items():
            found.setdefault(name, {}).update({code: word.zh for code, word in codes.items()})
    return found


def _words_of(pack: str, profiles: Mapping[str, Profile]) -> Vocabulary:
    """Return the words of a pack: the common ones, with those of the profile whose pack it is."""
    own = _whose(pack, profiles)
    return own.vocabulary(base_vocabulary()) if own else base_vocabulary()


def _tree_of(pack: str, profiles: Mapping[str, Profile]) -> Categories:
    """Return the categories of a pack, with those of the profile whose pack it is."""
    own = _whose(pack, profiles)
    return own_categories().extended(own.own_categories if own else {})


def _whose(pack: str, profiles: Mapping[str, Profile]) -> Profile | None:
    """Return the profile that is called as a pack is, or the only one that has it; None of a pack that several have."""
    having = [one for one in profiles.values() if pack in one.packs]
    return profiles.get(pack) or (having[0] if len(having) == 1 else None)


def _merged(first: Rules, second: Rules) -> Rules:
    return Rules(
        {**first.profiles, **second.profiles},
        {**first.packs, **second.packs},
        {**first.digests, **second.digests},
        workflows={**first.workflows, **second.workflows},
        calendars={**first.calendars, **second.calendars},
        overrides={**first.overrides, **second.overrides},
    )


def _refuse_shared_ids(packs: Mapping[str, Iterable[Norm]], profiles: Mapping[str, Profile]) -> None:
    """Refuse norms of one id in two packs, unless a profile has both: then its order says which is asked there.

    What a profile implies is in no order: it is asked before all packs.
    """
    ordered = {frozenset(pair) for one in profiles.values() for pair in combinations(one.packs, 2)}
    seen: dict[str, list[str]] = {}
    for pack, norms in packs.items():
        for norm in norms:
            others = [one for one in seen.get(norm.id, ()) if frozenset((one, pack)) not in ordered]
            if others:
                raise BadRules("norm_in_two_packs", file=f"norms/{pack}.yaml", line=1, found=norm.id, other=others[0])
            seen.setdefault(norm.id, []).append(pack)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
