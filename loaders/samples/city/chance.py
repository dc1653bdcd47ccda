"""Chance that falls the same on every machine: numbers mixed by integer arithmetic, and keys made of them.

No generator of numpy is used, since its streams may change between versions. What happens to a thing
follows from the seed, a label and its own number, so that a city may be made in parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.int64]
Mixed = npt.NDArray[np.uint64]
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_SHIFTS = np.arange(0, 65, 5, dtype=np.uint64)  # 13 letters of five bits hold 64 bits
_TAIL = 3


def mixed(numbers: Mixed) -> Mixed:
    """Return each number as another, one to one, by the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    z = numbers + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@dataclass(frozen=True)
class Chance:
    """What happens to the numbered things of one district.

    Attributes:
        seed: Whose city it is.
        district: Sets the districts apart.
    """

    seed: int
    district: str

    def of(self, label: str, numbers: Numbers) -> Mixed:
        """Return for each number one of 64 bits, another under each label."""
        lane = np.uint64(crc32(f"{self.district}/{label}".encode())) << np.uint64(32)
        return mixed((numbers.astype(np.uint64) + lane) ^ mixed(np.array([self.seed], dtype=np.uint64)))

    def below(self, label: str, numbers: Numbers, most: int) -> Numbers:
        """Return for each number a whole one below ``most``."""
        return (self.of(label, numbers) % np.uint64(most)).astype(np.int64)

    def planted(self, label: str, numbers: Numbers, one_in: int) -> npt.NDArray[np.bool_]:
        """Return which numbers are chosen: in each run of so many, exactly one.

        Example:
            >>> int(Chance(7, "yanshan").planted("vacant", np.arange(500), 50).sum())
            10
        """
        chosen: npt.NDArray[np.bool_] = numbers % one_in == self.below(label, numbers // one_in, one_in)
        return chosen

    def keys(self, kind: str, label: str, numbers: Numbers) -> pl.Series:
        """Return a public key for each number; two labels of a kind share none.

        Example:
            >>> Chance(7, "yanshan").keys("place", "home", np.arange(1))[0]
            'place-gtxj3poagktpmrks'
        """
        values = self.of(f"{kind}/{label}", numbers)
        prefix = np.frombuffer(f"{kind}-".encode(), dtype=np.uint8)
        signs = np.empty((numbers.size, prefix.size + _SHIFTS.size + _TAIL), dtype=np.uint8)
        signs[:, : prefix.size] = prefix
        for at, shift in enumerate(_SHIFTS):
            signs[:, prefix.size + at] = _LETTERS[((values >> shift) & np.uint64(31)).astype(np.intp)]
        tail = mixed(values)
        for at in range(_TAIL):
            signs[:, -1 - at] = _LETTERS[((tail >> np.uint64(5 * at)) & np.uint64(31)).astype(np.intp)]
        return pl.Series(signs.view(f"S{signs.shape[1]}").ravel()).cast(pl.String)
