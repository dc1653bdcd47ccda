"""What may happen between an offer and a need: ask, claim, decline, release, done, failed, pinned (SEMANTICS M31).

A step is a pure function of a network and of what somebody wants to do: it returns the change and what has to be told,
or says why not and what is possible now. Only ``committing`` knows a store.
"""
