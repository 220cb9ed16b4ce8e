"""Forensic Triage: offline image triage for forensic examiners."""

__version__ = "0.1.0"
