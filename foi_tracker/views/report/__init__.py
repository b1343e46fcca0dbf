"""Reports: a page as the screen, a file or a browser shows it."""
