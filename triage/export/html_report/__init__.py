"""The report for people: a folder of pages that opens in any browser, without a network."""

from triage.export.html_report.pages import MANIFEST, write

__all__ = ["MANIFEST", "write"]
