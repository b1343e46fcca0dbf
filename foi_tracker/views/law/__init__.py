"""What the law counts: deadlines, their working, what-ifs, bank holidays."""
