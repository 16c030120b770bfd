"""Figures that people act on, computed from numbers and from what the station keeps."""
