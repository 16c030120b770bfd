"""Personal data of customers: sealed under a key of their own, shown by right, erased for good.

What is erased is the key. Records, drafts and work orders keep ciphertext, subject and commitment, so that
every hash of the ledger stays as it was; nobody can read the text again. Not defended: a copy of the home
(a backup) made before holds the key still, and whoever has both it and the master key can read it; a solid
state disk may keep overwritten blocks for a while.
"""
