"""Pages of the frame itself: what stands in the window when no screen does."""
