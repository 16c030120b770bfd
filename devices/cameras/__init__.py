"""Cameras, picture quality and codes."""
