"""Paper: documents on system printers, labels on label printers."""
