"""From YAML files to the rules in force, with file and line for whatever they contradict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path as FilePath

from graph.calendar import Calendar
from graph.errors import BadInput, BadRules, NotFound
from graph.kinds import word_of
from graph.rules.bodies import BODIES, Inherit, Presence
from graph.rules.calendars import NATIONAL, Years, read_calendar
from graph.rules.categories import Categories, joined, own_categories
from graph.rules.consistent import check_profile
from graph.rules.located import Located
from graph.rules.matching import Matching, own_matching
from graph.rules.mistakes import Refused, said
from graph.rules.norm import Norm, types_in
from graph.rules.profile import Profile, Text
from graph.rules.vocabulary import Vocabulary, Word, base_vocabulary
from graph.rules.workflow import Workflow, left_out, own_workflows, read_workflow
from graph.selectors import Selector


@dataclass(frozen=True)
class Rules:
    """The profiles and norms in force.

    Attributes:
        profiles: By key.
        packs: Norms by the pack they came from; ``profile:<key>`` holds those implied by a profile.
        digests: By profile or pack, and for the vocabulary, the first 16 hexadecimal digits of SHA-256 over its file.
        chosen: Packs that were asked for by name: they are asked everywhere. None = each place is
            asked what its profile's packs say, and a place without a profile the national ones.
        workflows: The lives that a need may have, by key.
        calendars: Years told beside the common calendar, by the profile they are for; ``national`` is for all.
    """

    profiles: Mapping[str, Profile]
    packs: Mapping[str, tuple[Norm, ...]]
    digests: Mapping[str, str]
    chosen: tuple[str, ...] | None = None
    workflows: Mapping[str, Workflow] = field(default_factory=own_workflows)
    calendars: Mapping[str, Years] = field(default_factory=dict)

    def only(self, *packs: str) -> Rules:
        """Return the rules with these packs asked of every place, whatever its profile.

        Raises:
            NotFound: There is no such pack.
        """
        for pack in packs:
            if pack not in self.packs:
                raise NotFound("no_such_pack", ref=pack, candidates=", ".join(sorted(self.packs)))
        return replace(self, chosen=packs)

    def packs_of(self, profile: str | None) -> tuple[str, ...]:
        """Return the packs that a place with this profile is asked about."""
        if self.chosen is not None:
            return self.chosen
        found = self.profiles.get(profile or "")
        if found is None:
            return ("national",) if "national" in self.packs else ()
        return tuple(pack for pack in (f"profile:{found.key}", *found.packs) if pack in self.packs)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Every norm that some place may be asked about, by id."""
        asked = {pack for profile in (None, *self.profiles) for pack in self.packs_of(profile)}
        return tuple(sorted((norm for pack in asked for norm in self.packs[pack]), key=lambda norm: norm.id))

    @cached_property
    def categories(self) -> Categories:
        """The one tree of categories, with what every profile adds to it."""
        return joined(one.own_categories for one in self.profiles.values())

    def matching(self, profile: str | None = None) -> Matching:
        """Return how offers are scored for needs of a profile."""
        found = self.profiles.get(profile or "")
        return (found.matching if found else None) or own_matching()

    def workflow(self, profile: str | None = None, kind: str = "need") -> Workflow:
        """Return the life of a need of a profile, without the steps that it leaves out; a project is claimed.

        Example:
            >>> load_rules().workflow("yanshan").key, load_rules().workflow(None).key
            ('branch_dispatch', 'hotline')
        """
        found = self.profiles.get(profile or "")
        if kind != "need":
            return self.workflows[_CLAIMED]
        key = (found.workflow if found else None) or _WHOLE
        return self.workflows[key].without(found.without_steps if found else ())

    def calendar(self, profile: str | None = None) -> Calendar:
        """Return the working days of a profile: by its own file, else the national one, else as was announced."""
        key = profile if profile in self.calendars else None
        if key not in self._calendars:
            own = self.calendars.get(key or NATIONAL, {})
            self._calendars[key] = Calendar.official({**self.calendars.get(NATIONAL, {}), **own})
        return self._calendars[key]

    @cached_property
    def _calendars(self) -> dict[str | None, Calendar]:
        return {}

    def vocabulary(self, profile: str | None = None) -> Vocabulary:
        """Return the words of a profile, or without one those of all profiles where they agree."""
        if profile not in self._vocabularies:
            self._vocabularies[profile] = _vocabulary(self, profile)
        return self._vocabularies[profile]

    @cached_property
    def _vocabularies(self) -> dict[str | None, Vocabulary]:
        return {}


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
    known = own_workflows() if workflows is None else workflows
    if profile.workflow is not None and profile.workflow not in known:
        expected = ", ".join(known)
        raise located.refuse("profile_workflow", ("workflow",), found=profile.workflow, expected=expected)
    if (kept := left_out(profile.without_steps)) is not None:
        raise located.refuse("profile_without_steps", ("without_steps",), found=kept)
    return profile


def read_pack(
    text: str,
    file: str,
    pack: str,
    vocabulary: Vocabulary | None = None,
    levels: Collection[str] | None = None,
    categories: Categories | None = None,
) -> tuple[Norm, ...]:
    """Return the norms of a pack; words in their selectors become codes.

    Args:
        text: The YAML.
        file: Its name, for messages.
        pack: The name of the pack.
        vocabulary: The words; left out, the common ones.
        levels: The levels that there are in any profile; a norm that speaks of another is asked nowhere.
        categories: The tree of categories; left out, the common one.

    Raises:
        BadRules: A norm contradicts itself, or two have one id.
    """
    located = Located(text, file)
    if not isinstance(located.data, list):
        raise located.refuse("rules_not_a_list", (), found=said(located.data))
    known, tree = vocabulary or base_vocabulary(), categories or own_categories()
    norms: dict[str, Norm] = {}
    for position in range(len(located.data)):
        norm = _norm(located, position)
        if norm.id in norms:
            raise located.refuse("norm_twice", (position, "id"), found=norm.id)
        try:
            body = norm.body.with_lists(known.lists, tree)
        except Refused as refused:
            where = (position, norm.type)
            raise located.refuse("rules_value", where, field=located.called(where), found=refused.error) from None
        norms[norm.id] = norm.model_copy(update={"pack": pack, "body": body}).in_codes(known.resolve)
        if levels is not None:
            _check_levels(norms[norm.id], levels, located, position)
    return tuple(norms.values())


def _check_levels(norm: Norm, levels: Collection[str], located: Located, position: int) -> None:
    """Refuse a norm over places of a level that no profile has: it would be asked of nothing, without a word."""
    strange = sorted(norm.subject.get("level") - set(levels))
    if strange:
        where = (position, "subject")
        expected = ", ".join(levels)
        raise located.refuse("norm_level", where, norm=norm.id, found=strange[0], expected=expected)


def _norm(located: Located, position: int) -> Norm:
    """Return one norm of a pack; its body first, so that a refusal names the line inside it."""
    found = located.data[position]
    if not isinstance(found, Mapping):
        raise located.refuse("norm_not_mapping", (position,), found=said(found))
    types = types_in(found)
    if len(types) != 1:
        raise located.refuse(
            "norm_one_type", (position,), found=located.called((position,)), expected=", ".join(BODIES)
        )
    body = located.read(BODIES[types[0]], (position, types[0]))
    rest = {name: value for name, value in found.items() if name not in types}
    return located.read(Norm, (position,), {**rest, "body": body})


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
#: The life of a project, and that of a need whose profile names none.
_CLAIMED, _WHOLE = "claim", "hotline"


@cache
def _builtin() -> Rules:
    root = files("graph.rules")
    profiles = {
        one.name: one.read_text(encoding="utf-8")
        for one in root.joinpath("profiles").iterdir()
        if one.name.endswith(".yaml")
    }
    norms = {
        one.name: one.read_text(encoding="utf-8")
        for one in root.joinpath("norms").iterdir()
        if one.name.endswith(".yaml")
    }
    rules = _assembled(profiles, norms, builtin=True)
    common = {name: _digest(root.joinpath(f"{name}.yaml").read_text(encoding="utf-8")) for name in _COMMON}
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
    except (OSError, UnicodeDecodeError):
        raise BadInput("file_unreadable", file=str(path)) from None


def _assembled(
    profile_texts: Mapping[str, str],
    norm_texts: Mapping[str, str],
    workflow_texts: Mapping[str, str] | None = None,
    *,
    builtin: bool = False,
) -> Rules:
    profiles: dict[str, Profile] = {}
    workflows = dict(own_workflows())
    packs: dict[str, tuple[Norm, ...]] = {}
    digests: dict[str, str] = {}
    for file, text in sorted((workflow_texts or {}).items()):
        key = FilePath(file).stem
        workflows[key] = read_workflow(text, f"workflows/{file}", key)
        digests[f"workflow:{key}"] = _digest(text)
    for file, text in sorted(profile_texts.items()):
        profile = read_profile(text, f"profiles/{file}", workflows)
        profiles[profile.key] = profile
        packs[f"profile:{profile.key}"] = _implied(profile)
        digests[f"profile:{profile.key}"] = _digest(text)
    shipped = () if builtin else _builtin().profiles.values()
    everywhere = [base_vocabulary(), *(one.vocabulary(base_vocabulary()) for one in (*shipped, *profiles.values()))]
    levels = {level: None for words in everywhere for level in words.lists["level"]}
    for file, text in sorted(norm_texts.items()):
        pack = FilePath(file).stem
        own = profiles.get(pack)
        words = own.vocabulary(base_vocabulary()) if own else base_vocabulary()
        tree = own_categories().extended(own.own_categories if own else {})
        packs[pack] = read_pack(text, f"norms/{file}", pack, words, levels, tree)
        digests[pack] = _digest(text)
    _refuse_shared_ids(packs)
    return Rules(profiles, packs, digests, workflows=workflows)


def _merged(first: Rules, second: Rules) -> Rules:
    packs = {**first.packs, **second.packs}
    _refuse_shared_ids(packs)
    return Rules(
        {**first.profiles, **second.profiles},
        packs,
        {**first.digests, **second.digests},
        workflows={**first.workflows, **second.workflows},
        calendars={**first.calendars, **second.calendars},
    )


def _refuse_shared_ids(packs: Mapping[str, Iterable[Norm]]) -> None:
    seen: dict[str, str] = {}
    for pack, norms in packs.items():
        for norm in norms:
            if norm.id in seen:
                raise BadRules(
                    "norm_in_two_packs", file=f"norms/{pack}.yaml", line=1, found=norm.id, other=seen[norm.id]
                )
            seen[norm.id] = pack


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _vocabulary(rules: Rules, profile: str | None) -> Vocabulary:
    base = base_vocabulary()
    if profile is not None and profile in rules.profiles:
        return rules.profiles[profile].vocabulary(base)
    for one in rules.profiles.values():
        base = base.extended(
            {name: _new_words(words, base, name) for name, words in one.vocabulary(base_vocabulary()).lists.items()}
        )
    return base


def _new_words(words: Mapping[str, Word], base: Vocabulary, name: str) -> dict[str, Word]:
    return {code: word for code, word in words.items() if code not in base.lists.get(name, {})}
