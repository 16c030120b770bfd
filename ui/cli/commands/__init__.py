"""One module per command; each is found by walking this folder."""
