"""Replay: what a version or a draft would have said of the records that are sealed already."""
