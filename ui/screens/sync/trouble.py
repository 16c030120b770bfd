"""What keeps the exchange from going on, with what to do; nothing else stands above it."""

from __future__ import annotations

from ui.context import Context
from ui.screens.sync.viewmodel import SyncModel
from ui.sync_standing import local_time
from ui.theme import State
from ui.widgets.notice import Notice
from ui.widgets.surroundings import Surroundings


class TroubleNotice(Notice):
    """Large and red where hub and ledger contradict each other; hidden while nothing is wrong."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__(Surroundings(context.translator, context.theme))
        self._context, self._model = context, model

    def refresh(self) -> None:
        """Show the problem that was met last, if any."""
        state, translator = self._model.state, self._context.translator
        if state is None or state.problem is None:
            self.clear()
            return
        what, do = state.problem.words(translator.lang)
        met = translator.tr("sync.met", code=state.problem.code, at=local_time(state.problem.at))
        if state.halted:
            self.say(State.BAD, f"{translator.tr('sync.halted')} {what}", f"{do}  {met}")
        else:
            self.say(State.ATTENTION, what, f"{do}  {met}")
