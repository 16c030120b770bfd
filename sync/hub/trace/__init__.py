"""The public trace of a unit: what is published of its record, and the hub's word for it."""
