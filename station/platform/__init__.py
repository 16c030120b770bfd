"""What comes down from the platform: one signed set, taken whole or not at all."""
