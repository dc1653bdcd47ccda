"""Workbooks and paper as offices know them: how a sheet looks, an answer laid out on sheets, and forms by name.

``register`` lists the forms; each is a function of its name in a module of its name, which returns a ``Paper``, and
``xlsx`` writes that. The workbook of the ledger itself is a loader's (``loaders.template``, ``loaders.ledger``), since
it is read back; it looks as said here.
"""

from __future__ import annotations

from graph.forms.answer_book import csv_tables, write_answer_book
from graph.forms.answer_sheets import AnswerSheet, answer_sheets

__all__ = ["AnswerSheet", "answer_sheets", "csv_tables", "write_answer_book"]
