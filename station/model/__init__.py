"""What the domain talks about, as frozen data."""
