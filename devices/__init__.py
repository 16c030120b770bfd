"""Cameras, instruments, scanners and label printers, and their simulators."""
