"""The default store: one SQLite file that any tool can read, with nothing but the standard library.

``store`` has the verbs; ``schema`` and ``migrations`` say what the file looks like, ``row_sql``
has all SQL about rows, ``cells`` turns values over, ``around`` reads what a check needs,
``connections`` and ``engine`` talk to SQLite, ``location`` refuses files and places unseen.
"""

from graph.stores.sqlite.location import new_file
from graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore", "new_file"]
