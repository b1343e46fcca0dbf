"""The state of the home: backups, the doctor, the demonstration."""
