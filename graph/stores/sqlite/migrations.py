"""What cannot be derived: changes of the file's layout that rename or move something.

New kinds and new fields need nothing here; ``layout.extend`` adds their tables and columns. A
renamed field does, else its old column would be taken for one of a newer linli, and the file
refused. A migration is the list of statements that bring a file from the version before to its own;
they run in one transaction with the additions.
"""

from __future__ import annotations

#: By position: the statements that bring version 1 to 2, 2 to 3, … Append only.
MIGRATIONS: tuple[tuple[str, ...], ...] = ()

#: The version that this linli writes, in ``PRAGMA user_version``.
VERSION = 1 + len(MIGRATIONS)
