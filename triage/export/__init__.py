"""What leaves a case: tables, JSON lines, a report, copies of originals."""
