"""What the override panel says: what is blocked, where, and what can be a reason."""

from __future__ import annotations

from station.model.checklist import InternalStandard
from station.model.reasons import reasons
from ui.screens.inspect.overriding import Blocked
from ui.widgets.option_list import Entry
from ui.widgets.override_panel import OverridePanel
from ui.widgets.surroundings import Surroundings


def say_blocked(
    panel: OverridePanel, blocked: Blocked, standard: InternalStandard, around: Surroundings
) -> None:
    """Let ``panel`` say what is blocked, in the language in use."""
    words = around.words
    found = ((item, standard.item(item)) for item in blocked.items)
    titles = (f"{item} {known.title.of(words.lang)}" if known else item for item, known in found)
    items = words.tr("inspect.card.and").join(titles)
    what = words.tr(
        "override.blocked", what=words.tr(f"corrections.override.{blocked.what.value}"), items=items
    )
    listed = [Entry(one.code, one.title.of(words.lang)) for one in reasons("override")]
    panel.say(what, words.tr("override.policy"), listed)
