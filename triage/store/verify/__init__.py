"""Whether a case agrees with itself: its pages, its states, its scores, its audit log."""

from triage.store.verify.whole import check_case

__all__ = ["check_case"]
