"""The library of standards: the list, one standard in full, and its limits drawn."""
