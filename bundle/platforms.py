"""For which machines a folder is made, and with which Pythons each starts."""

from __future__ import annotations

from dataclasses import dataclass

#: CPython versions whose wheels are in every folder; the start scripts look for them, newest first.
PYTHONS = ("3.14", "3.13", "3.12", "3.11")


@dataclass(frozen=True)
class Platform:
    """A kind of machine.

    Attributes:
        tags: What its wheels may be called, the newest first (PEP 600: of Linux by the glibc that they need).
        start: The script that starts linli there.
    """

    tags: tuple[str, ...]
    start: str


def _linux(machine: str) -> Platform:
    """Return Linux with glibc 2.28 or newer: Debian 10, Kylin V10, UnionTech OS 20 and what came after them."""
    tags = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014")
    return Platform(tuple(f"{tag}_{machine}" for tag in tags), "linli")


PLATFORMS = {
    "windows-x64": Platform(("win_amd64",), "linli.cmd"),
    "linux-x64": _linux("x86_64"),
    "linux-arm64": _linux("aarch64"),
}
