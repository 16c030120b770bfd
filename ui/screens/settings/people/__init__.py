"""People of the station, for those who manage them."""
