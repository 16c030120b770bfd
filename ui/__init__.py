"""The desktop and the command line."""
