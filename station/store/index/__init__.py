"""Everything derived from the ledger, in a file of its own that can be dropped and made again."""
