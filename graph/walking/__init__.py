"""The walk up a chain: who carries which slot where, whom to ask there, and where it ends.

A chain over a network is laid out once, in three indices; then one start is told, or all are folded::

    profile, chain                       slot 0      slot 1      slot 2
        |                            .-----------.-----------.-----------.
        |-- filling   slot, place -> |  carriers |  carriers |  carriers |   who fills the slot there
        |-- units     carrier     -> |   posts   |   posts   |   posts   |   its head posts, in order
        '-- options   post        -> |  persons  |  persons  |  persons  |   whom to ask in it, in order
                                     '-----------'-----------'-----------'
    start -- its place ------------------> step -----> step -----> step -----> top, dead end or unknown

``walk`` goes this way for one start and keeps the reasons; ``fold`` goes it for all starts at once: a ``State``
of columns, a line a start, and ``step(state, slot) -> state``. What a word means is in GLOSSARY.md.
"""
