"""The domain: facts, standards, grading, inspection, ledger. Knows no Qt, ports, cameras or HTTP."""
