"""Settings › Shifts and targets."""
