"""Sync with the central platform: the messages both ends share, the station's side and the hub.

Nothing lives here yet: a station works alone until the hub ships.
"""
