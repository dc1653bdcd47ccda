"""The arguments of a load: which source knows the files, where they go, and who loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from api.access.receipts import receipts_of
from api.cli.making import take_away
from api.cli.mistakes import listed
from api.cli.terminal import note_interrupted
from api.whoami import by_whom
from graph.errors import BadInput, StoreMissing
from graph.stores import IN_MEMORY, Store, open_store
from graph.stores.address import is_address
from graph.viewing import log_of
from graph.words import caption
from loaders import FileMap, all_sources, detect, source_named
from loaders.receipts import Receipts

#: How it is told that a store may be made in what is there.
_EMPTY = ("store_database_empty", "store_empty")


def chosen(said: Sequence[str], mapping: FileMap | None = None) -> tuple[str, list[Path]]:
    """Return the source and the files; one that is not named is the mapping's, else the one that knows the first file.

    Raises:
        BadInput: A file is not there, or no file is named.
        NotFound: No source knows the first one, or what stands before the files is called nearly as a source is.
    """
    names = {source.name for source in all_sources()}
    if len(said) > 1 and not Path(said[0]).exists() and get_close_matches(said[0], names - {said[0]}, n=1):
        source_named(said[0])
    named = said[0] if said[0] in names else None
    files = [there(one) for one in (said[1:] if named else said)]
    if not files:
        raise BadInput("cli_no_file", source=named)
    if mapping and mapping.source:
        source_named(mapping.source)
    return named or (mapping and mapping.source) or detect(files[0]).name, files


def there(said: str) -> Path:
    """Return the path of a file that is there.

    Raises:
        BadInput: It is not, files that are called nearly so are named; or it is a link to nowhere or no file, such as
            a pipe, which would be waited for.
    """
    file = Path(said).expanduser()
    if not file.exists():
        raise BadInput("cli_link_nowhere", file=str(file)) if file.is_symlink() else _absent(file)
    if not (file.is_file() or file.is_dir()):
        raise BadInput("cli_no_plain_file", file=str(file))
    return file


def _absent(file: Path) -> BadInput:
    """Return the refusal of a file that is not there, with the files beside it that are called nearly so."""
    beside = [one.name for one in file.parent.iterdir()] if file.parent.is_dir() else []
    near = get_close_matches(file.name, beside, n=3, cutoff=0.8)
    if not near:
        return BadInput("cli_no_such_file", file=str(file), folder=str(Path.cwd()))
    return BadInput("cli_no_such_file_near", file=str(file), near=listed(str(file.with_name(one)) for one in near))


def _tried(where: str, *, fresh: bool) -> Store:
    """Return the store to try a load on; where there is none yet, or an empty database or file, it stays so."""
    if fresh:
        return open_store(IN_MEMORY)
    try:
        return open_store(where, create=False)
    except StoreMissing as error:
        if error.code not in _EMPTY:
            raise
        return open_store(IN_MEMORY)


def asked_for(store: Store, files: Sequence[Path], answers: str | None, *, dry_run: bool) -> Receipts | None:
    """Return what tells of the codes of partners' workbooks; None where somebody answers for the files (SEMANTICS M45).

    Args:
        store: What they are loaded into.
        files: The files.
        answers: Who answers for them; it is written down before they are loaded.
        dry_run: Whether nothing is written.

    Raises:
        NotLogged: It cannot be written down.
    """
    if answers is None:
        return receipts_of(store.where)
    if not dry_run:
        names = "、".join(file.name for file in files)
        log_of(store.where).told(by_whom(answers), "terminal", f"linli load --without-code {names}")
    return None


@contextmanager
def telling(store: Store, lang: str) -> Iterator[None]:
    """Say of a load that somebody interrupts whether it was written: what the store says, not how far it came here."""
    before = store.revision().number
    try:
        yield
    except KeyboardInterrupt:
        now = store.revision().number
        note_interrupted(caption("cli.load.interrupted" if now == before else "cli.load.interrupted_after", lang))
        raise


@contextmanager
def target(where: str, *, dry_run: bool) -> Iterator[Store]:
    """Yield the store to load into; one that was made for it and got nothing is taken away again."""
    path = Path(where).expanduser()
    fresh = not is_address(where) and not (path.exists() or path.is_symlink())
    empty = False
    try:
        with _tried(where, fresh=fresh) if dry_run else open_store(where) as store:
            try:
                yield store
            finally:
                empty = store.revision().number == 0
    finally:
        if fresh and empty and not dry_run:  # of a load that was tried no file is ours
            take_away(path)
