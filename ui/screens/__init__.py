"""One folder per screen; each is found by walking this folder."""
