"""Internal and channel standards: loading, the library, checklists."""
