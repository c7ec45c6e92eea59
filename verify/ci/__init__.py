"""What a run came to, told to CI systems."""
