"""What channels reported, read from a file and looked at before it counts."""
