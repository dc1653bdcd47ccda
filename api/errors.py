"""The errors of the service itself, and the one table from an error to its HTTP status.

HttpError                   a request cannot be served as it is
├── BadRequest              it cannot be read at all
├── BadParameter            one of its parameters is missing, unknown or not what it should be
├── BadCursor               a cursor is garbled, or belongs to another question
│   └── CursorOutdated      somebody committed since its first page was made
├── NoSuchPage              there is nothing at that address
├── WrongMethod             the address does not take that method
├── TooLarge                more was sent than may be
├── TooSlow                 what was to come of it did not
├── WrongMedia              what was sent is of another type
├── WrongHost               the request names a machine that we are not
├── OtherOrigin             a page of another site sent it
├── NotSignedIn             it does not say whose it is, or what it says is nobody's or over
│   └── WrongSignIn         name and password do not belong together
├── TooOften                too many attempts to sign in failed
├── NotAllowed              whose it is may not do that
│   ├── PlaceEnded          the place of the account is not there on the day
│   └── WrongFormToken      a form came without the token that its page carries
├── Busy                    as many files are being read as may be at once
│   └── Crowded             as many requests are open as may be at once
└── Unforeseen              an error that nobody foresaw; a reference stands in the log
"""

from __future__ import annotations

from collections.abc import Mapping

from graph import errors
from graph.errors import LinliError


class HttpError(LinliError):
    """A request cannot be served as it is."""

    default_code = "http_error"


class BadRequest(HttpError):
    """The request cannot be read at all."""

    default_code = "http_unreadable"


class BadParameter(HttpError):
    """A parameter is missing, unknown or not what it should be. Params: ``parameter``, ``found``, ``expected``."""

    default_code = "http_value"


class BadCursor(HttpError):
    """A cursor is garbled, or belongs to another question or other options."""

    default_code = "http_cursor"


class CursorOutdated(BadCursor):
    """Somebody committed since the first page was made. Params: ``revision``, ``newest``."""

    default_code = "http_cursor_outdated"


class NoSuchPage(HttpError):
    """There is nothing at that address. Params: ``path``."""

    default_code = "http_not_found"


class WrongMethod(HttpError):
    """The address does not take that method. Params: ``method``."""

    default_code = "http_method"


class TooLarge(HttpError):
    """More was sent than may be. Params: ``limit``, in megabytes."""

    default_code = "http_too_large"


class TooSlow(HttpError):
    """The rest of a request did not come in time."""

    default_code = "http_too_slow"


class WrongMedia(HttpError):
    """What was sent is of another type. Params: ``expected``, ``example`` of how it is sent."""

    default_code = "http_media"


class WrongHost(HttpError):
    """The request names a machine that we are not. Params: ``expected``."""

    default_code = "http_host"


class OtherOrigin(HttpError):
    """A page of another site sent the request."""

    default_code = "http_origin"


class NotSignedIn(HttpError):
    """The request does not say whose it is, or what it says is nobody's, or over."""

    default_code = "http_sign_in"


class WrongSignIn(NotSignedIn):
    """Name and password do not belong together; whether there is such a name is not told."""

    default_code = "http_wrong_sign_in"


class TooOften(HttpError):
    """Too many attempts to sign in failed. Params: ``seconds`` until there may be another."""

    default_code = "http_too_often"


class NotAllowed(HttpError):
    """Whose request it is may not do that. Params: ``role``."""

    default_code = "http_not_allowed"


class PlaceEnded(NotAllowed):
    """The place to which an account is bound is not there on the day. Params: ``on``."""

    default_code = "http_place_ended"


class WrongFormToken(NotAllowed):
    """A form came without the token that its page carries, or with another's."""

    default_code = "http_form_token"


class Busy(HttpError):
    """As many imports are at work as may be at once. Params: ``limit``."""

    default_code = "http_busy"


class Crowded(Busy):
    """As many requests are open as may be at once. Params: ``limit``."""

    default_code = "http_crowded"


class Unforeseen(HttpError):
    """An error that nobody foresaw. Params: ``reference``, under which the log has it."""

    default_code = "http_unforeseen"


#: Every error class and its status; a class that is not here has that of its base.
STATUS: Mapping[type[LinliError], int] = {
    LinliError: 500,
    errors.BadInput: 422,
    errors.BadValue: 422,
    errors.BadSelector: 422,
    errors.BadRules: 422,
    errors.BadChange: 422,
    errors.RefusedColumn: 422,
    errors.NotAskable: 422,
    errors.TooLong: 422,
    errors.StepRefused: 409,
    errors.NotFound: 404,
    errors.Ambiguous: 409,
    errors.KindError: 500,
    errors.NotLogged: 503,
    errors.NotOffered: 403,
    errors.StoreError: 503,
    errors.StaleRevision: 409,
    errors.NoSuchRevision: 404,
    errors.StoreLocked: 503,
    errors.StoreFull: 507,
    errors.ForeignStore: 503,
    errors.NewerStore: 503,
    errors.StoreMissing: 503,
    errors.StoreReplaced: 503,
    errors.LogLeft: 503,
    errors.StoreDamaged: 503,
    errors.NetworkDrive: 503,
    errors.StoreRefused: 503,
    errors.StoreUnreachable: 503,
    HttpError: 400,
    BadRequest: 400,
    BadParameter: 422,
    BadCursor: 422,
    CursorOutdated: 410,
    NoSuchPage: 404,
    WrongMethod: 405,
    TooLarge: 413,
    TooSlow: 408,
    WrongMedia: 415,
    WrongHost: 421,
    OtherOrigin: 403,
    PlaceEnded: 403,
    NotSignedIn: 401,
    WrongSignIn: 401,
    TooOften: 429,
    NotAllowed: 403,
    WrongFormToken: 403,
    Busy: 503,
    Crowded: 503,
    Unforeseen: 500,
}


def status_of(error: LinliError) -> int:
    """Return the HTTP status of an error.

    Example:
        >>> status_of(errors.NoSuchRevision(revision=9, newest=1))
        404
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
