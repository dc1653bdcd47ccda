"""Plans (推演): lines of weekly work laid out one after the other on a what-if, compared, and later carried out.

A plan is data and this knows no store: what reads a plan out of a file is ``loaders.plans``, and who carries it out
commits line by line.
"""
