"""What station and hub say to each other. Neither end imports the other; both import this."""
