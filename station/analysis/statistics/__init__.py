"""Statistics of quality as pure functions on numbers: each docstring names its formula and its source.

Nothing here reads a file, a clock or the store, apart from the sampling tables that ship with the program.
What cannot be computed is a :class:`~station.errors.KnownError` or None, never a number that means nothing.
"""
