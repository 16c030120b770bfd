"""Sync with the central platform: the messages both ends share, the station's side and the hub."""
