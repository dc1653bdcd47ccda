"""Reads the options that a question declares, in the same way on every surface."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.answers.options import Holds, Option
from graph.answers.question import Question
from graph.calendar.moments import Moment, clean_moment, read_moment
from graph.errors import BadValue, NotAskable
from graph.keys import is_key
from graph.kinds import Sensitivity
from graph.network import Network
from graph.rules import Rules
from graph.values.dates import clean_day
from graph.values.number import clean_integer
from graph.viewing import Showing, is_person
from graph.words import LANGUAGES, caption

#: What holds a word, and of which list it is.
_WORDS = {Holds.CHAIN: "chain", Holds.LEVEL: "level", Holds.AXIS: "axis"}
#: No number that a question is asked with is greater.
_MOST = 1_000_000
#: Returns the key of what a reference names on a surface, and refuses what is not of the kinds.
Keyed = Callable[[str, tuple[str, ...] | None], str]


def states_of(option: Option, said: str) -> tuple[str, ...]:
    """Return the states that a text names, with commas between, or all.

    Raises:
        BadValue: One of them is none.

    Example:
        >>> from graph.answers.register import QUESTIONS
        >>> option = QUESTIONS["coverage"].holding(Holds.STATES)[0]
        >>> states_of(option, "缺口，met"), len(states_of(option, "all"))
        (('gap', 'met'), 5)
    """
    known = tuple(option.states)
    called = {caption(f"{option.column}.{state}", lang): state for state in known for lang in LANGUAGES}
    parts = (one.strip() for one in said.replace("，", ",").split(","))
    found = tuple(called.get(one, one) for one in parts if one)
    if found == ("all",):
        return known
    for one in found:
        if one not in known:
            raise BadValue(found=one, expected=" ".join(f"`{name}`" for name in (*known, "all")))
    return found


def read(option: Option, said: Any) -> Any:
    """Return what an option says, as far as it can be read before anything is opened: states, moments, who was asked.

    Raises:
        BadValue: It is not what it should be.

    Example:
        >>> from graph.answers.register import QUESTIONS
        >>> (option,) = QUESTIONS["escalate"].holding(Holds.ASKED)
        >>> read(option, ["甲社区//党委=2024-05-09"])
        [('甲社区//党委', datetime.date(2024, 5, 9))]
    """
    if said is None:
        return None
    if option.holds is Holds.STATES:
        return states_of(option, said)
    if option.holds is Holds.ONE_OF:
        return _one_of(option, said)
    if option.holds is Holds.NUMBER:
        return _number(said)
    if option.holds is Holds.MOMENT:
        return clean_moment(said)
    if option.holds is Holds.DAY:
        return clean_day(said)
    if option.holds is Holds.ASKED:
        return [_asked(one) for one in said] or None
    return said


def _one_of(option: Option, said: str) -> str:
    called = {caption(f"{option.column}.{one}", lang): one for one in option.states for lang in LANGUAGES}
    found = called.get(said.strip(), said.strip())
    if found not in option.states:
        raise BadValue(found=said, expected=" ".join(f"`{one}`" for one in option.states))
    return found


def _number(said: str | int) -> int:
    found = clean_integer(said)
    if found is None or not 1 <= found <= _MOST:
        raise BadValue(found=str(said), expected="expected.above_zero")
    return found


def _asked(said: str) -> tuple[str, Moment]:
    ref, equals, moment = said.rpartition("=")
    if not (equals and ref.strip()):
        raise BadValue(found=said, expected="expected.asked")
    return ref.strip(), read_moment(moment)


def asked_with(
    question: Question, said: Mapping[str, Any], network: Network, rules: Rules, showing: Showing, key: Keyed
) -> tuple[Rules, dict[str, Any]]:
    """Return the rules that are asked, and what the function of a question is given; see ``options_with``."""
    return options_with(question.options, said, network, rules, showing, key)


def options_with(
    declared: Sequence[Option], said: Mapping[str, Any], network: Network, rules: Rules, showing: Showing, key: Keyed
) -> tuple[Rules, dict[str, Any]]:
    """Return the rules that are asked, and what a question or a form is given for its options.

    Args:
        declared: The options.
        said: By name of the option, what it was asked with, each as ``read`` returns it.
        network: The network that is asked.
        rules: The rules in force.
        showing: What the viewer is shown.
        key: Reads a reference.

    Raises:
        NotFound: Something that is named is not there, or is not of the kinds that it should be of.
        NotAskable: The viewer would learn from the answer where somebody lives, and did not ask for that.
        NotLogged: That they learn it cannot be written down.
    """
    options: dict[str, Any] = {}
    for option in declared:
        value = said.get(option.name, option.default)
        if option.holds is Holds.PACKS:
            rules = rules.only(*value) if value else rules
        elif option.holds is Holds.NORMS:
            rules = rules.about(*value) if value else rules
        elif value is not None and option.holds is Holds.REFERENCE:
            value = key(value, option.kinds or None)
            if option.guarded:
                check_start(network, value, showing)
        elif option.holds is Holds.REFERENCES:
            value = _several([key(one, option.kinds or None) for one in value or ()])
        elif value is not None and option.holds is Holds.ASKED:
            kinds = option.kinds or None  # what an id is of that may not be asked, the question says itself
            value = [(key(ref, None if is_key(ref) else kinds), moment) for ref, moment in value]
        elif value is not None and option.holds in _WORDS:
            value = rules.vocabulary().resolve(_WORDS[option.holds], value)  # ``党组织`` is as good as ``party``
        if option.passed:
            options[option.name] = value
    return rules, options


def _several(keys: Sequence[str]) -> str | tuple[str, ...] | None:
    """Return keys, each once: of none nothing, of one that alone."""
    each = tuple(dict.fromkeys(keys))
    return each if len(each) > 1 else next(iter(each), None)


def check_start(network: Network, key: str, showing: Showing) -> None:
    """Let nobody start from somebody of whom nothing but their home is known, unless they may be told that.

    The path up from there would name the house, and whoever volunteers behind the same door (SEMANTICS V4).

    Raises:
        NotAskable: The viewer did not ask for what is personal.
        NotLogged: That they were shown it cannot be written down.
    """
    row, view = network.row(key), network.view
    if not (is_person(key) and view.told_anchor[row] < 0 <= view.anchor[row]):
        return
    if not showing.viewer.may_see(Sensitivity.PERSONAL):
        raise NotAskable("start_lives_there", start=key)
    showing.tell([key])
