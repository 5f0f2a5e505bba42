"""What git keeps of the files that are checked; nothing is written, run or fetched."""
