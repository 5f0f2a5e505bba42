"""A process that has the program and the rules ready, and of which each run is a child."""
