"""What a profile says beside its slots, a sentence each: who is asked sideways, how a need goes, its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.kinds import all_kinds
from graph.rules import Profile, Rules
from graph.rules.profile import Chain
from graph.rules.sideways import Sideways, Table
from graph.words import caption


class ProfileSaid:
    """A profile in a language.

    Example:
        >>> from graph.rules import load_rules
        >>> rules = load_rules()
        >>> said = ProfileSaid(rules, rules.profiles["hongqi"], "zh")
        >>> list(said.sideways(said.profile.chains["party"]))
        ['小区党组织之后横向找：物业企业', '小区党组织之后横向找：业委会', '小区党组织之后横向找：代行业委会']
    """

    def __init__(self, rules: Rules, profile: Profile, lang: str) -> None:
        """Take the rules that have it."""
        self.profile, self._rules, self._lang = profile, rules, lang
        self._words = rules.vocabulary(profile.key)

    def sideways(self, chain: Chain) -> Iterator[str]:
        """Yield whom a chain asks sideways, and after which slot."""
        titles = {slot.key: getattr(slot.title, self._lang) for slot in chain.slots}
        for one in chain.sideways:
            text = self._say("sideways", after=titles[one.after], who=self._who(one))
            only = self._list("category", one.categories)
            yield self._say("of_categories", text=text, categories=only) if only else text

    def lines(self) -> Iterator[str]:
        """Yield what holds of the whole profile; nothing of what it does not say."""
        one = self.profile
        workflow = self._rules.workflow(one.key)
        called = {step: getattr(said, self._lang) for step, said in workflow.called.items()}
        turns = [
            [called.get(step) or caption(f"need.step.{step}", self._lang) for step in one] for one in workflow.turns
        ]
        steps = " → ".join(map(self._say("or").join, turns))
        code = "workflow" if one.workflow else "workflow_of_all"
        yield self._say(code, title=getattr(workflow.title, self._lang), steps=steps)
        if one.channels:
            yield self._say("channels", channels=self._join(one.channels))
        handled = [
            self._say("handled", category=self._word("category", name), chain=self._title(one.chains[by.chain]))
            for name, by in one.categories.items()
            if by.chain is not None
        ]
        if handled:
            yield self._say("categories", handled=self._join(handled))
        if one.expected_combinations:
            pairs = (
                self._say("pair", one=self._role(pair[0]), other=self._role(pair[1]))
                for pair in one.expected_combinations
            )
            yield self._say("combined", pairs=self._join(pairs))
        for name, words in one.words.items():
            if (title := _titles(self._lang).get(name)) is not None and not (name == "channel" and one.channels):
                own = self._join(getattr(word, self._lang) for word in words.values())
                yield self._say("words", list=title, words=own)

    def _who(self, one: Sideways) -> str:
        who = caption(f"sideways.{one.ask}", self._lang)
        if not isinstance(one, Table):
            return who
        fixed, calls = self._list("form", one.fixed), self._list("role", one.calls)
        return self._say("table", who=who, fixed=fixed, calls=calls)

    def _list(self, name: str, codes: tuple[str, ...]) -> str:
        return self._join(self._word(name, code) for code in codes)

    def _word(self, name: str, code: str) -> str:
        return self._words.caption(name, code, self._lang)

    def _title(self, chain: Chain) -> str:
        return str(getattr(chain.title, self._lang))

    def _role(self, code: str) -> str:
        return self._word("role", code)

    def _join(self, parts: Iterable[str]) -> str:
        return caption("picture.and", self._lang).join(parts)

    def _say(self, code: str, **said: str) -> str:
        return caption(f"cli.profile.{code}", self._lang, **said)


def _titles(lang: str) -> dict[str, str]:
    """Return, by word list, what the first field that is filled from it is called."""
    found: dict[str, str] = {}
    for kind in all_kinds():
        for one in kind.fields:
            if one.vocabulary:
                found.setdefault(one.vocabulary, one.zh if lang == "zh" else one.en)
    return found
