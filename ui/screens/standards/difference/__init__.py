"""Comparison: what differs between two versions, a draft and its predecessor, or two standards."""
