"""Report templates: the built-in ones, the station's own copies, and an editor with a preview."""
