"""Every fault there is, by name, with how often it is run."""

from __future__ import annotations

from tests.survive.kill import kills
from tests.survive.outcome import Fault
from tests.survive.power.runs import cuts

FAULTS = (
    Fault("kill -9 while answering", kills("answer"), gate=4, full=200),
    Fault("kill -9 while taking an answer back", kills("undo"), gate=2, full=100),
    Fault("kill -9 while keeping a photo", kills("photo"), gate=4, full=200),
    Fault("kill -9 while sealing", kills("seal"), gate=4, full=200),
    Fault("kill -9 while publishing a standard", kills("publish"), gate=3, full=100),
    Fault("kill -9 while adding a person", kills("person"), gate=2, full=100),
    Fault("power cut, first start and mixed work", cuts("any"), gate=25, full=1000),
    Fault("power cut while answering", cuts("answer"), gate=25, full=1000),
    Fault("power cut while keeping photos", cuts("photo"), gate=25, full=1000),
    Fault("power cut while sealing", cuts("seal"), gate=25, full=1000),
    Fault("power cut while publishing", cuts("publish"), gate=25, full=500),
)
