"""The command line: click only. Each command parses, does one act or one reading, and hands it to one view."""
