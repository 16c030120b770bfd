"""Everything that can go wrong between a station and its hub, done to real ones."""
