"""The hub's routes. A module here has a ``router``; every route in it states its rule (:class:`Allow`)."""
