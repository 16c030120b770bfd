"""Tests of reports, labels and the templates they are made of."""
