"""Files that strangers sent, read in a process of their own under limits: what it runs, and what starts it.

The modules here but ``process`` run in that process, which has no ``site-packages`` but the reader's: they
import the standard library, calamine and each other, and nothing else of linli.
"""
