"""What stands on one side of a bead and has no counterpart on the other."""
