"""Charts on screen: what an analysis made, drawn with pyqtgraph, which is imported when first shown."""
