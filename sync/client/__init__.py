"""The station's side: enrols, pushes entries and evidence, keeps receipts, pulls the feed."""
