"""The rules in force: the norms of each place, their words, and the order of packs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from graph.calendar import Calendar
from graph.errors import NotAskable, NotFound
from graph.rules.calendars import NATIONAL, Years
from graph.rules.categories import Categories, joined
from graph.rules.counted import counted
from graph.rules.matching import Matching, own_matching
from graph.rules.norm import Norm
from graph.rules.override import Override
from graph.rules.profile import Profile
from graph.rules.vocabulary import Vocabulary, Word, base_vocabulary
from graph.rules.workflow import Workflow, own_workflows

#: The life of a project, and that of a need whose profile names none.
_CLAIMED, _WHOLE = "claim", "hotline"


@dataclass(frozen=True)
class Rules:
    """The profiles and norms in force.

    Attributes:
        profiles: By key.
        packs: Norms by the pack they came from; ``profile:<key>`` holds those implied by a profile.
        digests: By profile or pack, and for the vocabulary, the first 16 hexadecimal digits of SHA-256 over its file.
        chosen: Packs that were asked for by name: they are asked everywhere. None = each place is
            asked what its profile's packs say, and a place without a profile the national ones.
        picked: Ids of the norms that were asked for by name; None = all.
        workflows: The lives that a need may have, by key.
        calendars: Years told beside the common calendar, by the profile they are for; ``national`` is for all.
        overrides: What a pack changes of norms that stand elsewhere, by pack.
    """

    profiles: Mapping[str, Profile]
    packs: Mapping[str, tuple[Norm, ...]]
    digests: Mapping[str, str]
    chosen: tuple[str, ...] | None = None
    picked: tuple[str, ...] | None = None
    workflows: Mapping[str, Workflow] = field(default_factory=own_workflows)
    calendars: Mapping[str, Years] = field(default_factory=dict)
    overrides: Mapping[str, tuple[Override, ...]] = field(default_factory=dict)

    def only(self, *packs: str) -> Rules:
        """Return the rules with these packs asked of every place, whatever its profile.

        Raises:
            NotFound: There is no such pack.
        """
        for pack in packs:
            if pack not in self.packs:
                raise NotFound("no_such_pack", ref=pack, candidates=", ".join(sorted(self.packs)))
        return replace(self, chosen=packs)

    def about(self, *norms: str) -> Rules:
        """Return the rules with these norms alone asked, of those that each place is asked anyway.

        Args:
            norms: Each the id of a norm, its title, or else words that stand in titles or are what people call a role
                of which norms speak: then all of those.

        Raises:
            NotFound: No pack has such a norm.

        Example:
            >>> from graph.rules import load_rules
            >>> load_rules().about("每百户").picked
            ('space-per-100-households',)
            >>> "suzhoulu-governance-building" in load_rules().about("楼长").picked  # its title says 应有楼栋长
            True
        """
        found = {one.id for said in norms for one in self._meant(said)}
        return replace(self, picked=tuple(sorted(found)))

    def _meant(self, said: str) -> list[Norm]:
        """Return the norms of an id, else of a title in either language, else of words in a title or of a role.

        Raises:
            NotFound: There is none.
        """
        norms, text = [norm for pack in self.packs.values() for norm in pack], said.strip().casefold()
        titles = [(one.title.zh.casefold(), one.title.en.casefold()) for one in norms]
        found = [one for one in norms if one.id == said]
        found = found or [one for one, called in zip(norms, titles, strict=True) if text in called]
        if not found and text:
            roles = {self.vocabulary(profile).resolve("role", text) for profile in (None, *self.profiles)}
            found = [
                one
                for one, called in zip(norms, titles, strict=True)
                if any(text in title for title in called) or any(roles & of.get("role") for of in one.body.listed)
            ]
        if not found:
            raise NotFound("no_such_norm", ref=said)
        return found

    @property
    def narrowed(self) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None] | None:
        """The packs and norms asked for by name; None = none were named, so that all apply."""
        return None if self.chosen is None and self.picked is None else (self.chosen, self.picked)

    def spoken(self, profiles: Iterable[str]) -> Rules:
        """Return the rules in the words of these profiles alone, for who reads of places that follow them.

        Example:
            >>> from graph.rules import load_rules
            >>> load_rules().spoken(["tianhe"]).vocabulary().caption("role", "building_head", "zh")
            '治理楼长'
        """
        kept = {key: self.profiles[key] for key in profiles if key in self.profiles}
        return replace(self, profiles=kept or self.profiles)

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
        """Every norm that may apply to some place, by id, then pack, each with the overrides of other packs."""
        asked = {pack for profile in (None, *self.profiles) for pack in self.packs_of(profile)}
        found = [norm for pack in asked for norm in self.packs[pack] if self.picked is None or norm.id in self.picked]
        found.sort(key=lambda norm: (norm.id, norm.pack))
        beside = [one for pack in sorted(self.overrides) for one in self.overrides[pack]]
        return tuple(norm.with_overrides(one for one in beside if one.of(norm.id, norm.pack)) for norm in found)

    def asks(self, norm: Norm, profile: str | None, day: date) -> bool:
        """Return whether a place with a profile is asked a norm on a day (SEMANTICS C28).

        Of several packs with a norm of one id it is asked the first, in the profile's order, that is in force.
        """
        packs = self.packs_of(profile)
        if norm.pack not in packs or not norm.holds_on(day):
            return False
        same = self._of_id[norm.id]
        return len(same) == 1 or norm.pack == next(one for one in packs if one in same and same[one].holds_on(day))

    @cached_property
    def _of_id(self) -> Mapping[str, Mapping[str, Norm]]:
        """By id of a norm, those norms by their pack."""
        found: dict[str, dict[str, Norm]] = {}
        for norm in self.norms:
            found.setdefault(norm.id, {})[norm.pack] = norm
        return found

    @cached_property
    def counted(self) -> frozenset[str]:
        """The kinds that norms of any pack refer to."""
        return counted(norm for norms in self.packs.values() for norm in norms)

    @cached_property
    def categories(self) -> Categories:
        """The one tree of categories, with the additions of every profile."""
        return joined(one.own_categories for one in self.profiles.values())

    def matching(self, profile: str | None = None) -> Matching:
        """Return how offers are scored for needs of a profile."""
        found = self.profiles.get(profile or "")
        return (found.matching if found else None) or own_matching()

    def workflow(self, profile: str | None = None, kind: str = "need") -> Workflow:
        """Return the life of a need of a profile, without the steps that it leaves out; a project is claimed.

        Example:
            >>> from graph.rules import load_rules
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

    def chain_for(self, profile: Profile, category: str) -> str | None:
        """Return the chain of a profile that handles a category, said by key or name; None = none in particular.

        Raises:
            NotAskable: No word list of the profile has it.
        """
        handled = profile.handling(self.vocabulary(profile.key).resolve("category", category))
        if handled is None:
            self.known_category(category, profile)
        return handled

    def known_category(
        self,
        category: str,
        profile: Profile | None = None,
        also: Collection[str] = (),
        refusal: str = "no_such_category",
    ) -> str:
        """Return the code of a category, said by key or name.

        Args:
            category: The category.
            profile: Whose words count; None = those of all profiles where they agree.
            also: What may be said besides what a word list has: categories that are in no list, as they are written.
            refusal: The code by which it is refused: each question has a rule of its own.

        Raises:
            NotAskable: No word list has it.
        """
        words = self.vocabulary(profile.key if profile else None)
        code = words.resolve("category", category)
        if not words.knows("category", code) and code not in also:
            own = profile.categories if profile else ()
            listed = own or (key for key, one in self.categories.of.items() if one.parent is None)
            said = "，".join(f"{words.caption('category', key)} {key}" for key in listed)
            raise NotAskable(refusal, found=category, expected=said)
        return code

    @cached_property
    def _vocabularies(self) -> dict[str | None, Vocabulary]:
        return {}


def _vocabulary(rules: Rules, profile: str | None) -> Vocabulary:
    base = base_vocabulary()
    only = profile if len(rules.profiles) > 1 else next(iter(rules.profiles), profile)
    if only is not None and only in rules.profiles:
        return rules.profiles[only].vocabulary(base)
    for one in rules.profiles.values():
        base = base.extended(
            {name: _new_words(words, base, name) for name, words in one.vocabulary(base_vocabulary()).lists.items()}
        )
    return base


def _new_words(words: Mapping[str, Word], base: Vocabulary, name: str) -> dict[str, Word]:
    return {code: word for code, word in words.items() if code not in base.lists.get(name, {})}
