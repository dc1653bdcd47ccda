"""What Cypher calls things and ties: derived from their kinds, in the store as in the texts."""

from __future__ import annotations


def label(name: str) -> str:
    """Return the label of the nodes of a kind, or of a table of it.

    Example:
        >>> label("place"), label("person_personal")
        ('Place', 'PersonPersonal')
    """
    return "".join(part.capitalize() for part in name.split("_"))


def relationship(name: str) -> str:
    """Return the type of a tie's relationships, or of those that a reference is shown by.

    Example:
        >>> relationship("part_of"), relationship("subject")
        ('PART_OF', 'SUBJECT')
    """
    return name.upper()
