"""The first start: language and station, the administrator, perhaps the first inspector."""
