"""Verdicts from facts by named, dated standards, in three-valued logic."""
