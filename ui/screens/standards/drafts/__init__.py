"""Drafts: written by one person, reviewed by another, published with the day from which they count."""
