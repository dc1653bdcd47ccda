"""What is kept of failed cells, and what they are called."""

from __future__ import annotations

#: By row and column from 0, what stands there.
Failed = dict[tuple[int, int], str]
#: What stands where a formula has no value, since no program ever computed it.
UNCOMPUTED = "="
#: At most this many failed cells of a sheet are named.
MOST = 10_000
#: How the binary formats number what failed.
CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
