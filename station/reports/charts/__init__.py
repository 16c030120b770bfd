"""Charts, tiles and tables of an analysis drawn on paper (see :mod:`station.model.charts`)."""
