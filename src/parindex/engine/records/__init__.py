"""What happened: kinds of record, their intake with quarantine, and the lake that keeps them."""
