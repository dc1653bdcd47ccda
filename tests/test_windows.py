"""What our own code calls is there on Windows too: read from the source, since no test runs there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for package in ("graph", "loaders", "api") for path in (ROOT / package).rglob("*.py"))
#: Modules that Windows lacks, by the library reference ("Availability: Unix").
MODULES = {"fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
_OS = """
chown chroot confstr ctermid fchmod fchown fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getpriority
getresgid getresuid getsid getuid initgroups killpg lchown lockf major makedev minor mkfifo mknod nice openpty pathconf
posix_fadvise posix_fallocate posix_spawn pread preadv pwrite pwritev register_at_fork sched_getaffinity
sched_setaffinity sched_yield sendfile setegid seteuid setgid setgroups setpgid setpriority setsid setuid statvfs sync
sysconf tcgetpgrp ttyname uname wait wait3 wait4
O_CLOEXEC O_DIRECTORY O_DSYNC O_NOCTTY O_NOFOLLOW O_NONBLOCK O_SYNC WNOHANG
"""
_SIGNAL = """
SIGALRM SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2
alarm pause pthread_kill setitimer siginterrupt sigwait
"""
#: Attributes of modules that it lacks.
LACKING = {
    "os": set(_OS.split()),
    "signal": set(_SIGNAL.split()),
    "socket": {"AF_UNIX", "sethostname"},
    "select": {"poll", "epoll", "kqueue"},
    "time": {"tzset", "pthread_getcpuclockid"},
}
#: Where one is called all the same, and what goes before it.
SEEN_TO = {
    ("loaders/readers/apart/limits.py", "resource"): 'sys.platform == "win32"',
    ("graph/parting/asking.py", "resource"): 'sys.platform == "win32"',
    ("graph/viewing/chain.py", "fcntl"): 'sys.platform == "win32"',
    ("graph/files.py", "os.geteuid"): 'os.name == "nt"',
    ("graph/stores/sqlite/first_bytes.py", "os.pread"): 'os.name == "nt"',
}


def lacking(path: Path) -> Iterator[tuple[str, int]]:
    """Yield what a file calls that Windows lacks, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((one.name, node.lineno) for one in node.names if one.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module.split(".")[0] in MODULES:
                yield module, node.lineno
            missing = {one.name for one in node.names} & LACKING.get(module, set())
            yield from ((f"{module}.{name}", node.lineno) for name in sorted(missing))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            missing = {node.attr} & LACKING.get(node.value.id, set())
            yield from ((f"{node.value.id}.{name}", node.lineno) for name in missing)


@pytest.mark.slow
def test_nothing_is_called_that_windows_lacks() -> None:
    found = {(path.relative_to(ROOT).as_posix(), what): line for path in SOURCES for what, line in lacking(path)}
    assert found.keys() == SEEN_TO.keys()
    for (name, _), guard in SEEN_TO.items():
        assert guard in (ROOT / name).read_text("utf-8")


@pytest.mark.slow
def test_texts_are_read_and_written_in_an_encoding_that_is_said() -> None:
    """On Windows it is the code page otherwise."""
    silent = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("read_text", "write_text")
        and not node.args[node.func.attr == "write_text" :]
        and not any(word.arg == "encoding" for word in node.keywords)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os\nos.fork()", [("os.fork", 2)]),
        ("from os import getuid, path", [("os.getuid", 1)]),
        ("def f():\n    import fcntl", [("fcntl", 2)]),
        ("import signal\nsignal.SIGTERM", []),
    ],
)
def test_the_reading_finds_them(tmp_path: Path, source: str, found: list[tuple[str, int]]) -> None:
    (tmp_path / "one.py").write_text(source, encoding="utf-8")
    assert list(lacking(tmp_path / "one.py")) == found
