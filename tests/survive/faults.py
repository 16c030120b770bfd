"""Every fault there is, by name, with how often it is run."""

from __future__ import annotations

from tests.survive import damage, migrating, rest
from tests.survive.kill import kills
from tests.survive.outcome import Fault
from tests.survive.power.runs import cuts
from tests.survive.small_disk import full_disks

FAULTS = (
    Fault("kill -9 while answering", kills("answer"), gate=3, full=200),
    Fault("kill -9 while taking an answer back", kills("undo"), gate=2, full=100),
    Fault("kill -9 while keeping a photo", kills("photo"), gate=3, full=200),
    Fault("kill -9 while sealing", kills("seal"), gate=3, full=200),
    Fault("kill -9 while publishing a standard", kills("publish"), gate=2, full=100),
    Fault("kill -9 while adding a person", kills("person"), gate=2, full=100),
    Fault("kill -9 while migrating", migrating.killed_migrations, gate=1, full=100),
    Fault("power cut, first start and mixed work", cuts("any"), gate=15, full=1000),
    Fault("power cut while answering", cuts("answer"), gate=15, full=1000),
    Fault("power cut while keeping photos", cuts("photo"), gate=15, full=1000),
    Fault("power cut while sealing", cuts("seal"), gate=15, full=1000),
    Fault("power cut while publishing", cuts("publish"), gate=20, full=500),
    Fault("power cut while migrating", migrating.cut_migrations, gate=4, full=200),
    Fault("disk full while answering", full_disks("answer"), gate=1, full=50),
    Fault("disk full while keeping a photo", full_disks("photo"), gate=1, full=50),
    Fault("disk full while sealing", full_disks("seal"), gate=2, full=50),
    Fault("disk full while publishing", full_disks("publish"), gate=1, full=30),
    Fault("disk full while the log is taken in", full_disks("checkpoint"), gate=1, full=30),
    Fault("disk full while writing the program's log", full_disks("logs"), gate=1, full=30),
    Fault("disk full at the first start", full_disks("first start"), gate=1, full=30),
    Fault("disk full while migrating", full_disks("migration"), gate=2, full=50),
    Fault("folder becomes read-only in mid-work", full_disks("read-only"), gate=1, full=30),
    Fault("database damaged in a page", damage.damages(damage.page), gate=15, full=1000),
    Fault("database cut off", damage.damages(damage.cut_database), gate=5, full=100),
    Fault("write-ahead log damaged", damage.damages(damage.log, closed=False), gate=10, full=300),
    Fault("write-ahead log cut off", damage.damages(damage.cut_log, closed=False), gate=10, full=300),
    Fault("write-ahead log lost", damage.damages(damage.lost_log, closed=False), gate=4, full=50),
    Fault("index of records damaged or lost", rest.lost_index, gate=5, full=100),
    Fault("photo missing or altered", rest.photo_damages, gate=10, full=300),
    Fault("second station on the same data", rest.second_stations, gate=6, full=60),
    Fault("clock set back or forward", rest.jumping_clocks, gate=20, full=300),
)
