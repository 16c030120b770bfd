"""Audits by sampling at the screen: planned, their samples, how they stand."""
