"""One widget per check-item kind; each is found by walking this folder."""
