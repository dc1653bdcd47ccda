"""The register of the checks of a load: a file in this folder each, and its function here."""

from __future__ import annotations

from collections.abc import Callable

from loaders.report import Report
from loaders.telling.absent_twice import note_absent_twice
from loaders.telling.claimed_when import note_claimed_when
from loaders.telling.deputies_before import note_deputies_before
from loaders.telling.in_rows import note_days_before, note_days_to_come, note_no_such_norm, tell_own_stand_in
from loaders.telling.led_in_circles import note_led_in_circles
from loaders.telling.left_behind import note_left_behind
from loaders.telling.loaded import Loaded
from loaders.telling.over_claimed import note_over_claimed
from loaders.telling.path_in_name import note_path_in_name
from loaders.telling.put_nowhere import note_put_nowhere
from loaders.telling.raisers import tell_children, tell_takers
from loaders.telling.split_buildings import note_split_buildings
from loaders.telling.stated import note_stated
from loaders.telling.step_order import tell_step_order
from loaders.telling.territory_alone import note_territory_alone

Tell = Callable[[Loaded, Report], None]

#: What a store would take and nobody may write: each reports errors, and nothing is written.
REFUSED: tuple[Tell, ...] = (
    tell_children,
    tell_takers,
    tell_own_stand_in,
    tell_step_order,
)

#: What can be kept and is rarely meant: each warns or notes, at the row that says so.
NOTED: tuple[Tell, ...] = (
    note_left_behind,
    note_put_nowhere,
    note_path_in_name,
    note_territory_alone,
    note_split_buildings,
    note_stated,
    note_over_claimed,
    note_days_before,
    note_days_to_come,
    note_no_such_norm,
    note_claimed_when,
    note_absent_twice,
    note_deputies_before,
    note_led_in_circles,
)
