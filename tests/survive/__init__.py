"""Real faults, many times at seeded points: nothing acknowledged is lost, nothing is there by half."""
