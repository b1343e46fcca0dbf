"""What leaves the desk: letters sent, a case on paper, letters for many."""
