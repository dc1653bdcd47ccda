"""The shared store: a database on a Neo4j server, where many read and write the same neighbourhood.

``store`` has the verbs; ``database`` says what lies in the database, ``names`` what rows are called
there, ``row_cypher`` has all Cypher about rows, ``columns`` turns values over. ``turns``, ``writing``,
``steps`` and ``undoing`` make a commit whole or nothing, ``reading`` sees only what is whole,
``querying`` asks in Cypher; ``server`` and ``engine`` talk to the driver.

Nothing is imported here: what a script of Cypher calls things (``names``, ``shown``) is asked for without the driver,
which brings pandas along and takes a second.
"""
