"""The act of inspecting, from scan to seal."""
