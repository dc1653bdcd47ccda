"""Few threads answer at once; long work takes no turn from who asks for a page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import pytest
from anyio import CapacityLimiter
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from api.serving import Slots
from api.serving.threads import LONG, MOST, Threads
from api.settings import Settings
from graph.errors import BadInput
from tests.api.http.busy import health_while_busy


def with_limiter(judge: Callable[[CapacityLimiter], Awaitable[None]]) -> None:
    async def judged() -> None:
        await judge(CapacityLimiter(2))

    asyncio.run(judged())


class TestFew:
    def test_short_work_makes_no_more_of_them(self) -> None:
        async def judge(limiter: CapacityLimiter) -> None:
            threads = Threads(2)
            for moment in range(9):
                borrower = object()
                await limiter.acquire_on_behalf_of(borrower)
                threads.look(limiter, float(moment))
                limiter.release_on_behalf_of(borrower)
                assert limiter.total_tokens == 2

        with_limiter(judge)

    def test_one_more_may_begin_beside_each_long_piece_of_work_until_it_ends(self) -> None:
        async def judge(limiter: CapacityLimiter) -> None:
            threads, imports = Threads(2), [object(), object()]
            for one in imports:
                await limiter.acquire_on_behalf_of(one)
            threads.look(limiter, 0.0)
            threads.look(limiter, LONG)
            assert limiter.total_tokens == 2
            threads.look(limiter, LONG + 0.1)
            assert limiter.total_tokens == 4
            limiter.release_on_behalf_of(imports[0])
            threads.look(limiter, LONG + 0.2)
            assert limiter.total_tokens == 3

        with_limiter(judge)

    def test_there_is_an_end_to_them(self) -> None:
        async def judge(limiter: CapacityLimiter) -> None:
            threads = Threads(2)
            limiter.total_tokens = MOST * 2
            for _ in range(MOST * 2):
                await limiter.acquire_on_behalf_of(object())
            threads.look(limiter, 0.0)
            threads.look(limiter, LONG * 2)
            assert limiter.total_tokens == MOST

        with_limiter(judge)


class TestSetting:
    def test_the_environment_says_how_many(self) -> None:
        assert Settings().threads == 2
        assert Settings.from_environment({"LINLI_THREADS": "4"}).threads == 4

    @pytest.mark.parametrize("said", ["0", "-2", "two"])
    def test_a_number_that_is_none_is_refused(self, said: str) -> None:
        with pytest.raises(BadInput) as raised:
            Settings.from_environment({"LINLI_THREADS": said})
        assert "LINLI_THREADS" in raised.value.message("en")


class TestImports:
    def test_one_more_may_begin_beside_each_from_its_first_moment(self) -> None:
        async def judge(limiter: CapacityLimiter) -> None:
            slots = Slots(2)
            threads = Threads(2, slots)
            with slots.taken(), slots.taken():
                for one in (object(), object()):
                    await limiter.acquire_on_behalf_of(one)
                threads.look(limiter, monotonic())
                assert limiter.total_tokens == 4
                threads.look(limiter, monotonic() + LONG * 2)  # long by now, and not counted twice
                assert limiter.total_tokens == 4
            threads.look(limiter, monotonic())
            assert limiter.total_tokens == 2

        with_limiter(judge)

    def test_none_is_lost_while_an_import_is_long_and_its_thread_not_yet_seen_to_be(self) -> None:
        async def judge(limiter: CapacityLimiter) -> None:
            slots = Slots(2)
            threads = Threads(2, slots)
            with slots.taken(), slots.taken():
                seen = monotonic() + LONG / 2  # the event loop was late
                for one in (object(), object()):
                    await limiter.acquire_on_behalf_of(one)
                threads.look(limiter, seen)
                threads.look(limiter, seen + LONG * 0.75)
                assert limiter.total_tokens == 4

        with_limiter(judge)

    def test_what_takes_long_besides_counts_as_well(self) -> None:
        async def judge(limiter: CapacityLimiter) -> None:
            slots, plan = Slots(2), object()
            threads = Threads(2, slots)
            await limiter.acquire_on_behalf_of(plan)
            threads.look(limiter, monotonic() - LONG * 2)
            with slots.taken():
                await limiter.acquire_on_behalf_of(object())
                threads.look(limiter, monotonic())
                assert limiter.total_tokens == 4

        with_limiter(judge)

    def test_whoever_takes_or_gives_back_a_place_has_it_looked_at_at_once(self) -> None:
        async def kept() -> list[float]:
            slots = Slots(2)
            keeping = asyncio.create_task(Threads(2, slots).keep())
            await asyncio.sleep(0)
            limiter = current_default_thread_limiter()
            found = [limiter.total_tokens]
            with slots.taken():
                await asyncio.sleep(0)
                found.append(limiter.total_tokens)
            await asyncio.sleep(0)
            keeping.cancel()
            return [*found, limiter.total_tokens]

        assert asyncio.run(kept()) == [2, 3, 2]


class TestHealth:
    def test_it_is_told_while_every_thread_is_busy(self, app: FastAPI) -> None:
        assert asyncio.run(health_while_busy(app)) == 200
