"""A kind that nobody knew, in one file, and everywhere that it then is found; run by `tests.test_new_kind`.

Nothing here may be imported by the tests themselves: a kind once registered is there for the whole process.
"""
