"""The cells of a workbook in which a formula failed, or was never computed: calamine gives them as empty.

One file a format. Each looks at the file itself, since every program spells these cells in its own way.
"""
