"""The default store: one SQLite file that any tool can read, with nothing but the standard library.

``store`` has the verbs; ``schema`` and ``migrations`` say what the file looks like, ``row_sql``
has all SQL about rows, ``cells`` turns values over and ``revisions`` commits, ``around`` reads what a check needs,
``connections`` and ``engine`` talk to SQLite, ``location`` refuses files and places unseen. What guards
against loss: ``last_mark`` and ``examining`` notice it, ``whole_file`` and ``backing_up`` make copies,
``restoring`` takes one back, ``forgetting`` takes out what is personal, ``upgrading`` moves an older file on,
``compacting`` takes out what nobody will ask for.
"""

from graph.stores.sqlite.compacting import Compacted
from graph.stores.sqlite.restoring import Restored, restore
from graph.stores.sqlite.store import SqliteStore
from graph.stores.sqlite.upgrading import Upgraded, upgrade
from graph.stores.sqlite.whole_file import whole_file

__all__ = ["Compacted", "Restored", "SqliteStore", "Upgraded", "restore", "upgrade", "whole_file"]
