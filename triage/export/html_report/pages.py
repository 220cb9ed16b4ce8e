"""Writes the report: its first page, its sections page by page, and their thumbnails."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from triage.core import names, resources
from triage.export.html_report import items, markup
from triage.export.html_report.folder import MANIFEST, HashedFolder
from triage.export.html_report.sections import Section, sections
from triage.export.html_report.summary import case_title, summary

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.hooks import Entry, Selection

__all__ = ["MANIFEST", "write"]


def write(selection: Selection, out: Path) -> str:
    """Write the report of the chosen items into the new folder ``out``; says where to begin."""
    style = (resources.folder("resources") / "report" / "report.css").read_text("utf-8")
    planned = sections(selection)
    with HashedFolder(out) as folder:
        report = _Report(selection, folder, style)
        for section in planned:
            report.write_section(section)
        page = summary(selection.about, planned, selection.count())
        folder.write("index.html", report.page("Report", page))
    return f"Open index.html in it.{_veiled(selection)}"


def _veiled(selection: Selection) -> str:
    veiled = selection.about.get("privacy", {}).get("veiled", 0)
    noun = "item" if veiled == 1 else "items"
    return f" Pictures of {veiled:,} {noun} in it are veiled." if veiled else ""


class _Report:
    """What every page of one report shares."""

    def __init__(self, selection: Selection, folder: HashedFolder, style: str) -> None:
        self._selection = selection
        self._folder = folder
        self._style = style
        self._case = case_title(selection.about["case"])
        self._categories = {row["number"]: row["name"] for row in selection.about["categories"]}

    def page(self, title: str, body: str) -> bytes:
        """A whole page in UTF-8, the case named above each sheet of paper."""
        examiner = self._selection.about["case"]["examiner"]
        running = f"{self._case} · {title}" + (f" · examiner {examiner}" if examiner else "")
        text = markup.document(f"{title} · {self._case}", running, self._style, body)
        return text.encode("utf-8")

    def write_section(self, section: Section) -> None:
        """Write every page of a section, and the thumbnails that they show."""
        entries = self._selection.entries(section.within)
        for page in range(1, section.pages + 1):
            chunk = list(islice(entries, section.page_size))
            body = self._cards(chunk) if section.cards else "".join(map(items.slim_card, chunk))
            pager = _pager(section, page)
            part = f", page {page} of {section.pages}" if section.pages > 1 else ""
            noun = "item" if section.items == 1 else "items"
            heading = (
                f"<h1>{markup.shown(section.title)}</h1>\n"
                f'<p class="lead">{markup.count(section.items)} {noun}{part}</p>\n'
            )
            title = names.safe(section.title) + part
            data = self.page(title, f"{pager}{heading}{body}{pager}")
            self._folder.write(f"pages/{section.page_name(page)}", data)

    def _cards(self, entries: list[Entry]) -> str:
        pictured = [(entry, self._keep_thumbnail(entry)) for entry in entries]
        sheet = "".join(items.contact(entry, has_thumb=has) for entry, has in pictured)
        cards = "".join(
            items.card(entry, self._categories, has_thumb=has) for entry, has in pictured
        )
        return f'<nav class="contact" aria-label="Items on this page">\n{sheet}</nav>\n{cards}'

    def _keep_thumbnail(self, entry: Entry) -> bool:
        sha256 = entry.item["sha256"]
        if sha256 is None:
            return False
        name = items.thumb_name(sha256)
        if self._folder.has(name):
            return True
        jpeg = self._selection.thumbnail(sha256)
        if jpeg is None:
            return False
        self._folder.write(name, jpeg)
        return True


def _pager(section: Section, page: int) -> str:
    links = ['<a href="../index.html">Contents</a>']
    if page > 1:
        links.append(f'<a rel="prev" href="{section.page_name(page - 1)}">Previous page</a>')
    if section.pages > 1:
        links.append(f"<span>Page {page} of {section.pages}</span>")
    if page < section.pages:
        links.append(f'<a rel="next" href="{section.page_name(page + 1)}">Next page</a>')
    return f'<nav class="pager" aria-label="Pages">{" ".join(links)}</nav>\n'
