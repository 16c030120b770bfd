"""From draft to published standard: written by one person, reviewed by another, never changed again."""
