"""Schema history of the station's database, oldest first."""

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003")
"""Every schema this program knows; the last is the one it works with."""
