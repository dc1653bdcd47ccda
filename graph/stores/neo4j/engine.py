"""The driver's errors in our own words: by their classes and the server's codes, never by their texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    BrokenRecordError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ResultError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreError, StoreFull, StoreLocked, StoreMissing, StoreRefused, StoreUnreachable

_STOPPED = {
    "Neo.ClientError.Transaction.LockClientStopped",  # somebody held the lock for longer than we wait
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.Terminated",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.Transaction.Terminated",
}
_MEMORY = {
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionOutOfMemoryError",
    "Neo.TransientError.General.OutOfMemoryError",
    "Neo.DatabaseError.General.OutOfMemoryError",
}
_READ_ONLY = {
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.Security.Forbidden",
}
_NO_DATABASE = {
    "Neo.ClientError.Database.DatabaseNotFound",
    "Neo.ClientError.Database.IllegalAliasChain",
}
_NOT_NOW = {
    "Neo.TransientError.General.DatabaseUnavailable",
    "Neo.TransientError.Database.DatabaseUnavailable",
    "Neo.DatabaseError.Database.UnableToStartDatabase",
    "Neo.ClientError.Cluster.NotALeader",
}
_QUERY = "Neo.ClientError.Statement."


@contextmanager
def engine_errors(store: str, database: str | None = None) -> Iterator[None]:
    """Raise what the driver raises inside as one of our errors about this store.

    Raises:
        StoreUnreachable: The server does not answer, or went away.
        StoreRefused: The server does not let us in.
        StoreLocked: Somebody else writes.
        StoreFull: The server has no memory for it, or only lets us read.
        StoreMissing: The server has no such database.
        StoreError: Anything else; the reason is the server's code.
    """
    try:
        yield
    except Neo4jError as error:
        raise _of_server(error, store, database) from error
    except (DriverError, BrokenRecordError, OSError) as error:
        raise _of_driver(error, store) from error


def _of_server(error: Neo4jError, store: str, database: str | None) -> StoreError:
    code = error.code or ""
    found: StoreError = StoreError("store_server", store=store, reason=code)
    if isinstance(error, AuthError):
        found = StoreRefused(store=store)
    elif code in _STOPPED:
        found = StoreLocked(store=store)
    elif code in _MEMORY:
        found = StoreFull("store_memory", store=store)
    elif code in _READ_ONLY:
        found = StoreFull("store_server_read_only", store=store)
    elif code in _NO_DATABASE:
        found = StoreMissing("store_database", store=store, database=database or "")
    elif code in _NOT_NOW:
        found = StoreUnreachable("store_not_now", store=store)
    elif code.startswith(_QUERY):
        found = StoreError("store_query", store=store, reason=code.removeprefix(_QUERY))
    return found


def _of_driver(error: Exception, store: str) -> StoreError:
    if isinstance(error, IncompleteCommit):
        return StoreUnreachable("store_commit_unknown", store=store)
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError | ResultError):
        return StoreUnreachable(store=store)
    if isinstance(error, ConfigurationError):
        return StoreError("store_address", store=store)
    return StoreError("store_server", store=store, reason=type(error).__name__)
