"""What is still worth asking about a unit, and what a list of questions is expected to cost."""
