"""What editors of text need to complete the steps of checks and specs."""
