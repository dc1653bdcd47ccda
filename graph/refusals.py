"""Why something is refused, by SEMANTICS.md: the rule that each code of an error breaks."""

from __future__ import annotations

from collections.abc import Mapping

#: By code, the rule of SEMANTICS.md by which something is refused; what is merely mistaken breaks none.
RULES: Mapping[str, str] = {
    "about_kind": "W7",
    "since_kind": "W10",
    "kind_anchors": "P5",
    "lists_within": "M42",
    "kind_personal_in_network": "V1",
    "need_child": "V11",
    "need_extend_earlier": "N3",
    "need_not_above": "N5",
    "order_no_gap": "N63",
    "order_not_asked": "N63",
    "order_past": "N63",
    "order_there": "N63",
    "no_profile": "P1",
    "no_such_category": "W8",
    "needs_no_such_category": "N21",
    "no_such_chain": "W8",
    "norm_through": "C3",
    "not_logged": "V3",
    "not_logged_nowhere": "V3",
    "picture_person": "V4",
    "http_by": "V13",
    "http_form_token": "V14",
    "http_not_allowed": "V13",
    "http_sign_in": "V12",
    "http_too_often": "V15",
    "http_wrong_sign_in": "V15",
    "identity_number": "V7",
    "refused_column": "V5",
    "step_concerned": "M7",
    "step_identity": "V7",
    "step_order": "N5",
    "step_declined": "M8",
    "step_declined_until": "M8",
    "site_mixed_crs": "B3",
    "start_above": "W8",
    "start_lives_there": "V4",
    "start_not_place": "P5",
    "user_partner_role": "V13",
}
