"""Every error that linli raises, drawn once.

LinliError
├── BadInput               something a person wrote is refused; nothing was written
│   ├── BadValue           one value: what was found, what was expected
│   ├── BadSelector        a selector, a measure or a reference does not parse
│   ├── BadRules           a profile or a norm contradicts itself (file and line)
│   ├── BadChange          a change set would break the graph (both rows named)
│   ├── RefusedColumn      a column that linli never keeps
│   ├── NotAskable         the question cannot be asked of this start, chain or date
│   │   └── TooLong        the plain version would have to go through too many ways
│   └── StepRefused        a step between an offer and a need is not possible now
├── NotFound               nothing has that name or key
│   └── Ambiguous          several things have it
├── KindError              a kind contradicts itself; found at import
├── NotOffered             who asks has a part of a store, and what is asked is of a whole one
├── NotLogged              a read of personal values could not be written down; none was shown
└── StoreError             a store did not do what was asked
    ├── StaleRevision      somebody committed in between
    ├── NoSuchRevision     the revision named was never made, or was compacted away
    ├── StoreLocked        another process holds the store for writing
    ├── StoreFull          the disk is full or read-only
    ├── ForeignStore       the file is not one of ours
    ├── NewerStore         the file was written by a newer linli
    ├── StoreMissing       there is no store at that place
    ├── StoreReplaced      the file was removed or replaced while it was open
    │   └── LogLeft        another came in its place, and its log was left there
    ├── StoreDamaged       the file is ours, and cannot be read any more
    ├── NetworkDrive       the place is a drive on which a database file is not safe
    ├── StoreUnreachable   the server of a shared store does not answer
    └── StoreRefused       the server does not let us in

An error is a code and its parameters. The sentence is looked up in ``words`` when somebody reads
it, in Chinese unless asked otherwise, so that a surface can show it in either language and a test
can compare codes. Parameters never hold personal values: they are masked where the error is made; identity numbers and
telephones in them are hidden here, whoever made it.
Where a rule of SEMANTICS.md is why something is refused, ``graph.refusals`` says which, and the error names it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from graph.identity import concealed_all
from graph.refusals import RULES
from graph.words import caption, for_page
from graph.words.typed import Typed


class LinliError(Exception):
    """Something went wrong that linli can explain in one sentence.

    Attributes:
        code: Stable identifier of the sentence, such as ``stale_revision``.
        params: What the sentence is filled with.

    Example:
        >>> LinliError("no_such_revision", revision=7, newest=3).message("en")
        'There is no revision 7; the newest is 3.'
    """

    default_code: ClassVar[str] = "unexpected"

    def __init__(self, code: str | None = None, /, **params: Any) -> None:
        """Keep the code and the parameters; the class's own code is the default."""
        self.code = code or self.default_code
        self.params = concealed_all(params)
        super().__init__(self.code)

    def message(self, lang: str = "zh", *, page: bool = False) -> str:
        """Return the sentence, in ``zh`` or ``en``; on a page, one of its own goes first.

        A parameter that is itself a code of the words, such as ``expected.day``, is put into words too.
        """
        return caption(for_page(f"error.{self.code}", page=page), lang, **self._in_words(lang, page=page))

    def suggestion(self, lang: str = "zh", *, page: bool = False) -> str | None:
        """Return what to do about it, if the words have a line for that; on a page, one of its own goes first."""
        key = for_page(f"hint.{self.code}", page=page)
        text = caption(key, lang, **self._in_words(lang, page=page))
        return None if text == key else text

    def _in_words(self, lang: str, *, page: bool = False) -> dict[str, Any]:
        return {name: _said(value, lang, page=page) for name, value in self.params.items()}

    @property
    def rule(self) -> str | None:
        """The rule of SEMANTICS.md by which this is refused; None where none is.

        Example:
            >>> NotAskable("start_lives_there", start="person-a").rule, NotFound(ref="甲园").rule
            ('V4', None)
        """
        return RULES.get(self.code)

    def __str__(self) -> str:
        """Return the sentence in Chinese, the first language of the product."""
        return self.message()

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep code and parameters when the error crosses a process."""
        return (_rebuild, (type(self), self.code, self.params))


def _said(value: Any, lang: str, *, page: bool) -> Any:
    """Return a parameter in words: that of a code, or the sentence of another error; on a page nobody types codes."""
    if isinstance(value, LinliError):
        return value.message(lang, page=page)
    if isinstance(value, Typed):
        return value.called(lang) if page else value.said(lang)
    return caption(value, lang) if isinstance(value, str) else value


def _rebuild(cls: type[LinliError], code: str, params: dict[str, Any]) -> LinliError:
    return cls(code, **params)


class BadInput(LinliError):
    """Something a person wrote is refused; nothing was written."""

    default_code = "bad_input"


class BadValue(BadInput):
    """One value is not what its column expects. Params: ``found``, ``expected``."""

    default_code = "bad_value"


class BadSelector(BadInput):
    """A selector, a measure or a reference does not parse."""

    default_code = "bad_selector"


class BadRules(BadInput):
    """A profile or a norm contradicts itself. Params: ``file``, ``line`` and what was found."""

    default_code = "bad_rules"


class BadChange(BadInput):
    """A change set would break the graph. Params name both rows."""

    default_code = "bad_change"


class RefusedColumn(BadInput):
    """A column that linli never keeps, by the rules on people's data. Params: ``column``."""

    default_code = "refused_column"


class NotAskable(BadInput):
    """The question cannot be asked of this start, chain, category or date."""

    default_code = "not_askable"


class TooLong(NotAskable):
    """The plain version of a question would have to go through too many ways; the fast one answers."""


class StepRefused(BadInput):
    """A step between an offer and a need is not possible now; what was found, and what is possible, is said."""

    default_code = "step_refused"


class NotFound(LinliError):
    """Nothing has that name or key. Params: ``ref``, ``candidates`` for near misses."""

    default_code = "not_found"

    def suggestion(self, lang: str = "zh", *, page: bool = False) -> str | None:
        """Return what may have been meant; nothing where nothing is near."""
        return None if self.params.get("candidates") == "" else super().suggestion(lang, page=page)


class Ambiguous(NotFound):
    """Several things have that name. Params: ``ref``, ``candidates``."""

    default_code = "ambiguous"


class KindError(LinliError):
    """A kind contradicts itself; raised while the kinds are imported."""

    default_code = "kind_error"


class NotOffered(LinliError):
    """Who asks is bound to a part of a store, and what is asked for can only be done with all of it."""

    default_code = "not_offered"


class NotLogged(LinliError):
    """A read of personal values could not be written down, so none was shown. Params: ``log``, ``reason``."""

    default_code = "not_logged"


class StoreError(LinliError):
    """A store did not do what was asked."""

    default_code = "store_error"


class StaleRevision(StoreError):
    """Somebody committed in between. Params: ``expected``, ``found``."""

    default_code = "stale_revision"


class NoSuchRevision(StoreError):
    """The revision named was never made, or cannot be opened any more. Params: ``revision``, ``newest``."""

    default_code = "no_such_revision"


class StoreLocked(StoreError):
    """Another process holds the store for writing. Params: ``store``."""

    default_code = "store_locked"


class StoreFull(StoreError):
    """The disk is full or cannot be written. Params: ``store``."""

    default_code = "store_full"


class ForeignStore(StoreError):
    """The file is not a linli store; it was left untouched. Params: ``store``."""

    default_code = "foreign_store"


class NewerStore(StoreError):
    """The file was written by a newer linli. Params: ``store``, ``found``, ``known``."""

    default_code = "newer_store"


class StoreMissing(StoreError):
    """There is no store at that place. Params: ``store``."""

    default_code = "store_missing"


class StoreReplaced(StoreError):
    """The file was removed or replaced while it was open. Params: ``store``."""

    default_code = "store_replaced"


class LogLeft(StoreReplaced):
    """Another file came in its place, and the log of the one before lies beside it. Params: ``store``."""

    default_code = "store_log_left"


class StoreDamaged(StoreError):
    """The file is one of ours and cannot be read any more. Params: ``store``."""

    default_code = "store_damaged"


class NetworkDrive(StoreError):
    """The place is on a network drive, where locks do not hold. Params: ``store``, ``drive``."""

    default_code = "network_drive"


class StoreUnreachable(StoreError):
    """The server of a shared store does not answer, or went away. Params: ``store``."""

    default_code = "store_unreachable"


class StoreRefused(StoreError):
    """The server does not accept who we say we are. Params: ``store``."""

    default_code = "store_refused"
