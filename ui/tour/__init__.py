"""One whole inspection through the real windows, by real keys, on the simulated bench, and up to a hub."""
