"""Paper as PDF: vector, its text can be searched and copied, and the same twice is the same file (SEMANTICS F30).

fpdf2 is imported here alone. What stands on a page is a form's, or a picture's; here is only how it gets there.
"""

from __future__ import annotations

from graph.forms.pdf.document import not_drawn, write_pdf
from graph.forms.pdf.spare import fonts_here

__all__ = ["fonts_here", "not_drawn", "write_pdf"]
