"""Power cuts: what was written but not yet synced is dropped, kept or torn."""
