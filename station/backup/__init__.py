"""Backup, verified restore and retention: one encrypted file that holds everything a station is."""
