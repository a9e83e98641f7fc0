"""A watch from its beginning to its end: changes → builds → what is shown and told.

Of a build that fails the diagnostics are told; what is shown stays the last good book.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any

from publish import pipeline
from publish.diagnostics import BookError, Diagnostic, in_order
from publish.messages import Translate
from publish.pipeline import faults
from publish.preview.broadcast import Broadcast
from publish.preview.drawing import Drawer
from publish.preview.edits import Spot, Texts, edited, spot
from publish.preview.served_book import ServedBook, served_book
from publish.preview.server import LOOPBACK, application, bound, serving
from publish.preview.watching import changes
from publish.preview.worker import BuildOutcome, Worker

TARGETS = ("epub", "lecture")
"""What is built when nothing is named."""


class Preview:
    """One book, watched: rebuilt on save, shown at ``url``."""

    def __init__(self, root: Path, port: int, worker: Worker, translate: Translate) -> None:
        self.url = f"http://{LOOPBACK}:{port}/"
        self.broadcast, self.drawer = Broadcast(), Drawer()
        self._root, self._worker, self._translate = root, worker, translate
        self._run, self._edits = secrets.token_hex(4), 0
        self._shown = ServedBook()
        self._paths: Sequence[Path] = ()
        self._state: dict[str, Any] = {"phase": "building", "diagnostics": [], "edited": None}

    @property
    def shown(self) -> ServedBook:
        """The last good book."""
        return self._shown

    def rounds(self, ended: Event | None = None) -> Iterator[BuildOutcome]:
        """Build, and again after each change, until it is ``ended``; yield what became of each."""
        self._tell()
        before = _texts(self._root)
        for _ in changes(self._root, self._whole, ended or Event()):
            self._tell(phase="building")
            after = _texts(self._root)
            outcome = self._take(self._worker.build(), edited(before, after))
            before = after
            yield outcome

    def _take(self, outcome: BuildOutcome, edit: tuple[str, int] | None) -> BuildOutcome:
        """Show a book that was built; tell what is new."""
        if outcome.report is not None:
            try:
                self._shown = served_book(self._root, outcome.report)
            except BookError as error:
                outcome = BuildOutcome(None, error.diagnostics, outcome.seconds)
        if outcome.report is not None:
            self._paths = [target.path for target in outcome.report.targets]
            if edit is not None:
                self._edits += 1
                serial = f"{self._run}-{self._edits}"
                self._state["edited"] = {"serial": serial, **asdict(self._spot(*edit))}
        self._tell(
            phase="built" if outcome.report else "failed",
            seconds=outcome.seconds if outcome.made else None,
            diagnostics=[self._said(one) for one in in_order(outcome.diagnostics)],
        )
        return outcome

    def _whole(self) -> bool:
        """Whether what was built is still there; what could not be built is not missed."""
        return self._state["phase"] != "built" or all(map(Path.exists, self._paths))

    def _spot(self, file: str, line: int | None) -> Spot:
        return spot(self._shown.places, file, line)

    def _said(self, one: Diagnostic) -> dict[str, Any]:
        return {
            "code": one.code,
            "severity": one.severity.name.lower(),
            "label": self._translate(one.severity.label),
            "place": one.place,
            "message": one.say(one.rule.message, self._translate),
            "hint": one.say(one.rule.hint, self._translate),
            "spot": asdict(self._spot(one.file, one.line)),
        }

    def _tell(self, **news: object) -> None:
        """Send the page all that it shows."""
        shown = self._shown
        self._state |= news
        self._state["texts"] = shown.texts and {
            "digest": shown.texts.digest,
            "title": shown.texts.title,
            "chapters": [asdict(chapter) for chapter in shown.texts.chapters],
        }
        self._state["pages"] = None
        if shown.pdf:
            form = asdict(self.drawer.measure(shown.pdf))
            self._state["pages"] = {"digest": shown.pdf_digest, **form}
        self.broadcast.tell(json.dumps(self._state, ensure_ascii=False))


@contextmanager
def opened(
    root: Path,
    targets: Sequence[str] = TARGETS,
    *,
    port: int | None = None,
    translate: Translate = str,
) -> Iterator[Preview]:
    """Open a book's preview; its page is there within the block.

    ``port``: of this machine, 0 for any, None for one that is free. Raises BookError where there is
    no book, for a target that is none, and if a named port cannot be had.
    """
    names = pipeline.wanted(targets)
    if not (root / "manuscript").is_dir():
        raise BookError(faults.NO_BOOK.at(path=str(root.resolve())))
    with bound(port) as place:
        number = place.getsockname()[1]
        worker = Worker(root, names)
        try:
            preview = Preview(root, number, worker, translate)
            app = application(
                lambda: preview.shown, preview.broadcast, preview.drawer, number, translate
            )
            with serving(app, place, preview.broadcast):
                yield preview
        finally:
            worker.close()


def _texts(root: Path) -> Texts:
    """Return the manuscript's texts; what cannot be read is the build's to tell."""
    found: dict[str, str] = {}
    for path in sorted((root / "manuscript").glob("**/*.md")):
        try:
            found[path.relative_to(root / "manuscript").as_posix()] = path.read_text("utf-8")
        except (OSError, ValueError):
            continue
    return found
