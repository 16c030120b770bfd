"""Every fault there is, by name, with how often it is run."""

from __future__ import annotations

from tests.survive import damage, migrating, rest
from tests.survive.kill import kills
from tests.survive.outcome import Fault
from tests.survive.power.runs import cuts
from tests.survive.small_disk import full_disks

FAULTS = (
    Fault("kill -9 while answering", kills("answer"), gate=2, full=200),
    Fault("kill -9 while taking an answer back", kills("undo"), gate=1, full=100),
    Fault("kill -9 while keeping a photo", kills("photo"), gate=2, full=200),
    Fault("kill -9 while sealing", kills("seal"), gate=2, full=200),
    Fault("kill -9 while publishing a standard", kills("publish"), gate=1, full=100),
    Fault("kill -9 while adding a person", kills("person"), gate=1, full=100),
    Fault("kill -9 while people change and sign in", kills("people"), gate=1, full=100),
    Fault("kill -9 while amending", kills("amend"), gate=1, full=100),
    Fault("kill -9 while voiding", kills("void"), gate=1, full=60),
    Fault("kill -9 while countersigning", kills("countersign"), gate=1, full=100),
    Fault("kill -9 while backing up", kills("backup"), gate=1, full=100),
    Fault("kill -9 while pruning photos", kills("prune"), gate=1, full=60),
    Fault("kill -9 while the index is made anew", kills("rebuild"), gate=1, full=60),
    Fault("kill -9 while migrating", migrating.killed_migrations, gate=1, full=100),
    Fault("power cut, first start and mixed work", cuts("any"), gate=10, full=1000),
    Fault("power cut while answering", cuts("answer"), gate=10, full=1000),
    Fault("power cut while keeping photos", cuts("photo"), gate=10, full=1000),
    Fault("power cut while sealing", cuts("seal"), gate=10, full=1000),
    Fault("power cut while publishing", cuts("publish"), gate=8, full=500),
    Fault("power cut while correcting records", cuts("correct"), gate=8, full=500),
    Fault("power cut while people change and sign in", cuts("people"), gate=4, full=300),
    Fault("power cut while backing up", cuts("backup"), gate=3, full=300),
    Fault("power cut while pruning photos", cuts("prune"), gate=5, full=300),
    Fault("power cut while the index is made anew", cuts("rebuild"), gate=3, full=100),
    Fault("power cut while migrating", migrating.cut_migrations, gate=2, full=200),
    Fault("disk full while answering", full_disks("answer"), gate=0, full=50),
    Fault("disk full while keeping a photo", full_disks("photo"), gate=0, full=50),
    Fault("disk full while sealing", full_disks("seal"), gate=0, full=50),
    Fault("disk full while publishing", full_disks("publish"), gate=0, full=30),
    Fault("disk full while amending", full_disks("amend"), gate=0, full=30),
    Fault("disk full while countersigning", full_disks("countersign"), gate=0, full=30),
    Fault("disk full while people change and sign in", full_disks("people"), gate=0, full=30),
    Fault("disk full while backing up", full_disks("backup"), gate=0, full=30),
    Fault("disk full while pruning photos", full_disks("prune"), gate=0, full=30),
    Fault("disk full while the index is made anew", full_disks("rebuild"), gate=0, full=30),
    Fault("disk full while the log is taken in", full_disks("checkpoint"), gate=0, full=30),
    Fault("disk full while writing the program's log", full_disks("logs"), gate=0, full=30),
    Fault("disk full at the first start", full_disks("first start"), gate=0, full=30),
    Fault("disk full while migrating", full_disks("migration"), gate=0, full=50),
    Fault("folder becomes read-only in mid-work", full_disks("read-only"), gate=0, full=30),
    Fault("database damaged in a page", damage.damages(damage.page), gate=10, full=1000),
    Fault("database cut off", damage.damages(damage.cut_database), gate=5, full=100),
    Fault("write-ahead log damaged", damage.damages(damage.log, closed=False), gate=10, full=300),
    Fault("write-ahead log cut off", damage.damages(damage.cut_log, closed=False), gate=10, full=300),
    Fault("write-ahead log lost", damage.damages(damage.lost_log, closed=False), gate=4, full=50),
    Fault("index of records damaged or lost", rest.lost_index, gate=5, full=100),
    Fault("photo missing or altered", rest.photo_damages, gate=10, full=300),
    Fault("second station on the same data", rest.second_stations, gate=6, full=60),
    Fault("clock set back or forward", rest.jumping_clocks, gate=8, full=300),
)

DISK_PHASES = (
    "answer",
    "photo",
    "seal",
    "publish",
    "amend",
    "countersign",
    "people",
    "backup",
    "prune",
    "rebuild",
    "checkpoint",
    "logs",
    "first start",
    "migration",
    "read-only",
)

SAMPLED = (
    *(fault for fault in FAULTS if fault.gate),
    Fault("disk full in every phase", full_disks(*DISK_PHASES), gate=len(DISK_PHASES), full=0),
)
"""What the gate samples; a process of its own for each phase of a full disk would cost too much there."""
