"""A believable fortnight of a warehouse, for pictures: one real example record, told again and again.

Only what analyses count is varied (times, people, models, answers, readings, defects, results); grades are
drawn, not judged. Every record is an entry of the ledger like any other, and audits and results of channels
come through the doors that everybody uses.
"""

from ui.screens.analysis.example.fortnight import fill_fortnight

__all__ = ["fill_fortnight"]
