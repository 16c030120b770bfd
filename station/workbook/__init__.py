"""Spreadsheets from outside: looked over before anything opens them, then read as text, never computed."""
