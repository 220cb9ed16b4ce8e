"""Every possible change of a case, as frozen dataclasses that the writer applies."""

from triage.store.commands.base import Changes, Command
from triage.store.commands.exports import RecordExport
from triage.store.commands.folders import OpenUpFolder
from triage.store.commands.found import RecordFound
from triage.store.commands.grades import SetGrade
from triage.store.commands.items import MarkMissing, RecordItem, RecordPeek
from triage.store.commands.jobs import BeginJob, EndJob
from triage.store.commands.scores import BeginModelRun, RecordScores
from triage.store.commands.sources import AddSource, MoveSource
from triage.store.commands.thresholds import SetThreshold

__all__ = [
    "AddSource",
    "BeginJob",
    "BeginModelRun",
    "Changes",
    "Command",
    "EndJob",
    "MarkMissing",
    "MoveSource",
    "OpenUpFolder",
    "RecordExport",
    "RecordFound",
    "RecordItem",
    "RecordPeek",
    "RecordScores",
    "SetGrade",
    "SetThreshold",
]
