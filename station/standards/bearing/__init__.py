"""Which items still bear on what a channel standard says: the rules of standards as one network."""
