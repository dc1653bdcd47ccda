"""Long work that somebody begins and looks at again, as a plan, an import or a sheaf; it can be left meanwhile."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from typing import Any

from api.errors import Busy, NoSuchPage, Unforeseen
from graph.errors import LinliError

_LOG = logging.getLogger("linli.http")


@dataclass
class Job:
    """One piece of work.

    Attributes:
        id: What names it in an address.
        account: Whose it is.
        title: What it is called: a code of the words.
        begun: When it was begun, by the clock of this process.
    """

    id: str
    account: str
    title: str
    begun: float = field(default_factory=monotonic)
    _future: Future[Any] | None = None

    @property
    def running(self) -> bool:
        """Whether it is still at work, or waits for its turn."""
        return self._future is not None and not self._future.done()

    @property
    def seconds(self) -> int:
        """For how long it has been at work."""
        return int(monotonic() - self.begun)

    def within(self, seconds: float) -> bool:
        """Wait so long for it, and return whether it is over."""
        assert self._future is not None  # noqa: S101 - a job that is handed out was begun
        try:
            self._future.exception(seconds)
        except NotYet:
            return False
        return True

    @property
    def error(self) -> LinliError | None:
        """Why it failed; None where it did not, or is not over."""
        if self.running or self._future is None:
            return None
        error = self._future.exception()
        return error if isinstance(error, LinliError) else None

    @property
    def result(self) -> Any:
        """The result of the work.

        Raises:
            LinliError: It failed so; what nobody foresaw stands in the log under a reference.
        """
        assert self._future is not None  # noqa: S101 - as above
        return self._future.result()


class Jobs:
    """The work of a service: a few at once, a few waiting, the last few kept to be looked at.

    Attributes:
        limit: How many may be at work or wait at once; who comes then is told to come again.
    """

    def __init__(self, *, at_once: int = 1, limit: int = 8, kept: int = 32) -> None:
        """Begin without work; threads are made when there is some."""
        self.limit, self._kept = limit, kept
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="linli-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._same: dict[Hashable, str] = {}
        self._lock = Lock()

    def begin(self, account: str, title: str, work: Callable[[], Any], same: Hashable = None) -> Job:
        """Begin work, or return the job that does the same already.

        Args:
            account: Whose it is; nobody else finds it.
            title: What it is called: a code of the words.
            work: What is to be done.
            same: Names what is asked; the same is not done twice. None = it is always done.

        Raises:
            Busy: As many are at work as may be at once.
        """
        with self._lock:
            known = self._jobs.get(self._same.get((account, same), "")) if same is not None else None
            if known is not None and (known.running or not self._failed(known)):
                return known
            if self.at_work >= self.limit:
                raise Busy(limit=self.limit)
            job = Job(token_urlsafe(9), account, title)
            job._future = self._pool.submit(_foreseen, work)  # noqa: SLF001 - it is ours
            self._jobs[job.id] = job
            if same is not None:
                self._same[account, same] = job.id
            self._forget()
            return job

    def of(self, account: str, name: str) -> Job:
        """Return a job of an account.

        Raises:
            NoSuchPage: It has none of that name, or it is long over.
        """
        job = self._jobs.get(name)
        if job is None or job.account != account:
            raise NoSuchPage("http_no_job")
        return job

    @property
    def at_work(self) -> int:
        """How many are at work or wait."""
        return sum(one.running for one in tuple(self._jobs.values()))

    def mine(self, account: str) -> list[Job]:
        """Return the jobs of an account, the newest first."""
        return [one for one in reversed(tuple(self._jobs.values())) if one.account == account]

    def close(self) -> None:
        """Let running work end, and begin none that waits."""
        self._pool.shutdown(cancel_futures=True)

    @staticmethod
    def _failed(job: Job) -> bool:
        return job._future is not None and job._future.exception() is not None  # noqa: SLF001 - it is ours

    def _forget(self) -> None:
        over = [one.id for one in self._jobs.values() if not one.running]
        for name in over[: max(0, len(self._jobs) - self._kept)]:
            del self._jobs[name]
        self._same = {same: name for same, name in self._same.items() if name in self._jobs}


def _foreseen(work: Callable[[], Any]) -> Any:
    """Do work; what nobody foresaw becomes an error that can be told, and stands in the log by class alone."""
    try:
        return work()
    except LinliError:
        raise
    except Exception as error:  # noqa: BLE001 - whoever looks at the job is told under which reference it stands
        reference = token_urlsafe(4)
        _LOG.error("job %s: %s", reference, type(error).__name__)
        raise Unforeseen(reference=reference) from None
