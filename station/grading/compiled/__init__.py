"""Many channel standards as tables: the results of the plain interpreter, without its walk over rules.

Facts that no rule can tell apart fall into one class (an option, an interval between limits, where a measure
over defects lies). What every rule says of a class is asked of the interpreter once and kept as bits, so that
a unit costs one look-up per item and per channel. Nothing is said twice: the truth of a rule is always the
interpreter's own.
"""
