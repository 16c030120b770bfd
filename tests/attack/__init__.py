"""Attacks on a station that must go on failing."""
