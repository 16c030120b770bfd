"""Why a channel says what it says, part by part; the same on every screen."""
