"""The platform's side: takes stations' ledgers and evidence, sends standards down, shows units to the public.

Stateless: everything lives in the database, the blob store and the hub's key.
"""
