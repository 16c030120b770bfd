"""What is printed from sealed records."""
