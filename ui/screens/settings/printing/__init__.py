"""Settings of printing: the label printer, the labels that wait, the document printer."""
