"""One folder: wheels of everything that the lock pins, linli's own, a start script, and the sums of all files."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bundle.platforms import PLATFORMS

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
_STARTS = Path(__file__).with_name("start")
#: For processors without AVX2, which Polars' usual wheel needs; it has the version of Polars.
_OLD_PROCESSORS = "polars-runtime-compat"
_MARKER = re.compile(r" ;[^\n\\]*")
#: What is published as source alone. Its wheel is made here, once for all platforms, since a machine without a network
#: has nothing to make it with; so the folder's lock names the sum of that wheel.
_FROM_SOURCE = ("lunar-python",)


def make(platform: str, pythons: Sequence[str], into: Path) -> Path:
    """Make the folder of a platform anew, and return it.

    Args:
        platform: A name of ``PLATFORMS``.
        pythons: Versions of CPython that it is to start with.
        into: Where the folder goes.

    Raises:
        subprocess.CalledProcessError: pip found no wheel, or no network.
    """
    own = _own_wheel(into)
    folder = into / f"{own.name.partition('-py3')[0]}-{platform}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.move(own, wheels / own.name)
    lock = LOCK.read_text("utf-8")
    everywhere = into / "pinned.txt"
    for name in _FROM_SOURCE:
        everywhere.write_text(_pin(lock, name), encoding="utf-8")
        lock = lock.replace(_pin(lock, name), _made_here(name, everywhere, wheels))
    others = lock
    for name in _FROM_SOURCE:
        others = others.replace(_pin(others, name), "")
    everywhere.write_text(_MARKER.sub("", others), encoding="utf-8")
    for version in pythons:
        _download(["--require-hashes", "-r", str(everywhere)], platform, version, wheels)
        _download([f"{_OLD_PROCESSORS}=={_pinned('polars')}"], platform, version, wheels)
    everywhere.unlink()
    (folder / LOCK.name).write_text(lock, encoding="utf-8", newline="\n")
    shutil.copy(ROOT / "LICENSE", folder)
    _write_starts(folder, PLATFORMS[platform].start, pythons)
    _write_sums(folder)
    return folder


def _own_wheel(into: Path) -> Path:
    """Build linli's wheel with what is installed here."""
    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob("linli-*.whl"):
        old.unlink()
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(into), str(ROOT))
    (built,) = into.glob("linli-*.whl")
    return built


def _download(what: Sequence[str], platform: str, version: str, wheels: Path) -> None:
    """Bring wheels for a platform that need not be this one.

    pip judges markers by the machine that it runs on; so those of the lock are left out here, and judged where the
    folder is installed.
    """
    tags = [word for tag in PLATFORMS[platform].tags for word in ("--platform", tag)]
    fixed = ["--only-binary=:all:", "--implementation", "cp", "--python-version", version, "--no-deps"]
    _pip("download", *what, *tags, *fixed, "--dest", str(wheels))


def _made_here(name: str, pinned: Path, wheels: Path) -> str:
    """Make the wheel of what comes as source alone, and return its lines for the lock."""
    _pip("wheel", "--require-hashes", "-r", str(pinned), "--no-deps", "--wheel-dir", str(wheels))
    (wheel,) = wheels.glob(f"{name.replace('-', '_')}-*-none-any.whl")
    return f"{name}=={_pinned(name)} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def _pin(lock: str, name: str) -> str:
    """Return the lines of a package in a lock."""
    found = re.search(rf"^{name}==.*\n(?:[ ].*\n)*", lock, re.MULTILINE)
    assert found is not None, name  # noqa: S101
    return found[0]


def _pip(*args: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", args[0], *quiet, *args[1:]], check=True)


def _pinned(name: str) -> str:
    """Return the version of a package in the lock."""
    found = re.search(rf"^{name}==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    assert found is not None, name  # noqa: S101
    return found[1]


def _write_starts(folder: Path, start: str, pythons: Iterable[str]) -> None:
    """Write the start script and what it says, with the versions of Python that it looks for.

    On Windows what the script says is UTF-16, which ``type`` shows in any code page; what a reader opens has a mark.
    """
    versions, windows = tuple(pythons), start.endswith(".cmd")
    for source in (_STARTS / start, *_STARTS.glob("*.txt")):
        text = source.read_text("utf-8").replace("@PYTHONS@", " ".join(versions)).replace("@POLARS@", _OLD_PROCESSORS)
        text = text.replace("@LISTED@", "、".join(versions))
        target = folder / source.name
        said = source.suffix == ".txt" and windows
        encoding = "utf-8" if not said else "utf-8-sig" if source.stem == "README" else "utf-16-le"
        mark = "\ufeff" if encoding == "utf-16-le" else ""
        target.write_text(mark + text, encoding=encoding, newline="\r\n" if windows else "\n")
    (folder / start).chmod(0o755)


def _write_sums(folder: Path) -> None:
    """Write ``SHA256SUMS``, which ``sha256sum --check`` reads."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}" for file in files
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
