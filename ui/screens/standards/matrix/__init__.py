"""The matrix: items by channels, who is strictest, what does not go together, what only one asks."""
