"""What is asked of places above all streets: a second stage, over what every part counted (SEMANTICS X5).

``wanted`` says what has to be counted, ``counted`` is what one part hands over, ``summed`` is what the second stage
takes in the place of homes, and ``asking`` asks it: the same question, of a ledger in which a street is a leaf.
"""

from __future__ import annotations
