"""The network that a service answers from: read once, kept current, swapped whole."""

from __future__ import annotations

from api.serving.live import Live
from api.serving.served import Served
from api.serving.slots import Slots
from api.serving.tellable import tellable
from api.serving.watched import Watched

__all__ = ["Live", "Served", "Slots", "Watched", "tellable"]
