"""Plans as workbooks: a line a piece of weekly work, written out as a template and read back (SEMANTICS K40).

A plan is no source of ``linli load``: a file that is loaded says what is, and is put into the store at once; a plan
says what would be done in which order, and each line is judged on what the lines before it make.
"""

from __future__ import annotations

from loaders.plans.reading import Plan, read_plan
from loaders.plans.template import write_plan_template

__all__ = ["Plan", "read_plan", "write_plan_template"]
