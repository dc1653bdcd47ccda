"""Fields that many kinds have and mean alike, each told once: the office's own order, and what may be read by all."""

from __future__ import annotations

from typing import Any

from graph.kinds.fields import field


def display_order_field() -> Any:
    """Return the field that says where the office lists a thing among those beside it."""
    return field(
        "排序号",
        "Display order",
        description_zh="按本单位习惯排第几。",
        description="The office's own order.",
        example="1",
    )


def note_field(example: str) -> Any:
    """Return the field of what else there is to say.

    Args:
        example: A note of somebody who keeps a list of such things.
    """
    return field(
        "备注",
        "Note",
        description_zh="其他可以公开的说明。",
        description="Anything else that may be read by all.",
        example=example,
        remark=True,
    )
