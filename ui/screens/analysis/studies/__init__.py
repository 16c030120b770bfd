"""Measurement-system studies on the screen: readings typed, pasted or read, judged, printed, exported."""
