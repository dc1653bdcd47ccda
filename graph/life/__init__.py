"""The life of a need: steps, written one after the other and never changed (SEMANTICS N1, N2, N3, N4, N5, N6, N7).

The state is read off the last step; a step is a pure function of a network and of what somebody wants to do, as the
steps between an offer and a need are (``graph.steps``), and what it means for these is written in the same change.
"""
