"""The hub's pages: server-rendered, in two languages, without any script but the proof's."""
