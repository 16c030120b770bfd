"""Importing a channel's standard: from a workbook to a standard that can be published, with a person's
word on everything that is not plain."""
