"""The editor of one criterion: a tree of demands, each filled in by choosing, never by writing code."""
