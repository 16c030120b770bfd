"""Where the hub keeps evidence: a folder, or any S3-compatible store."""
