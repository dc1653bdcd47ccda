"""Classes of people that something is for: 60岁及以上、残疾人; an age from which on is spelled in one way."""

from __future__ import annotations

import re

from graph.values.base import ValueType
from graph.values.texts import clean_texts

#: An age from which on, as people write it. 以上 includes the number itself (民法典 第一千二百五十九条).
_FROM = re.compile(
    r"(?:年?满)?(\d{1,3})(?:周?岁)?(?:及|及其|或|[（(]含[）)])?以上(?:的?(?:老人|老年人|居民|群众))?|年?满(\d{1,3})周?岁"
)


def class_name(said: str) -> str:
    """Return what a class is called, whoever writes it.

    Example:
        >>> class_name("60岁以上"), class_name("年满60周岁"), class_name("60周岁以上老人"), class_name("残疾人")
        ('60岁及以上', '60岁及以上', '60岁及以上', '残疾人')
    """
    found = _FROM.fullmatch(said)
    return said if found is None else f"{int(found[1] or found[2])}岁及以上"


def clean_classes(raw: object) -> tuple[str, ...] | None:
    """Return the classes of a list, none twice.

    Raises:
        BadValue: A part is not a name.

    Example:
        >>> clean_classes("60岁以上、残疾人；60岁及以上")
        ('60岁及以上', '残疾人')
    """
    return tuple(dict.fromkeys(map(class_name, clean_texts(raw) or ()))) or None


CLASSES: ValueType[tuple[str, ...]] = ValueType(
    "classes", "60岁及以上、残疾人", clean_classes, lambda texts, lang: ("、" if lang == "zh" else ", ").join(texts)
)
