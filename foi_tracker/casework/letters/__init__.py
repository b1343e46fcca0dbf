"""Letters planned, checked, drafted and kept; templates listed, begun and tried."""
