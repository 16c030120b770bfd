"""What is on disk: drafts, evidence, records and the ledger."""
