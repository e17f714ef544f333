"""Looking after a store: its history, taking batches back, compaction, retention."""
