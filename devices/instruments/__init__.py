"""Instruments on a wire, and a person as one of them."""
