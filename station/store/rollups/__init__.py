"""What analyses count, derived from the ledger: narrow rows per record, and rollups of them.

It follows the ledger as the index does (:mod:`station.store.index.derived`), in a file of its own for three
reasons: a question of seconds is asked on connections beside (:mod:`station.store.rollups.reading`) and never
holds up a seal; finding records goes on while a changed form is counted anew; and what damages the one leaves
the other alone.

Records change the same sums again and again, so they are taken eight commits at a time; whoever asks for
figures first has the rest taken (``Figures.behind``).

A record counts while it is current (neither amended nor voided) and no practice (in a practice home: while it
is practice); an amendment counts in the place (business day, shift, hour) of the record it amends.
"""
