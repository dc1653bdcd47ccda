"""Search at rest: an index beside a store, in which somebody finds a name without the store being read.

A ledger of half a million names takes many seconds to read, and nobody waits for that to find one. So what a
search found by is kept beside the file: one SQLite file a revision, in which characters are found by FTS5 and
pinyin by a scan, with who is called so and how their paths read. No name of a person is ever in it. What it
answers is what ``graph.names`` answers, in the same order; where there is none, nothing but time is lost.

``asked`` reads one, ``beside`` says where it lies, ``made`` and ``kept`` write it; they are imported one by one, since
who only asks needs neither names nor rules.
"""
