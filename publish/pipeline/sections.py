"""A book's sections, composed and painted: what was kept of earlier builds is not made again.

A composed section rests on its text, its pictures and what all sections rest on; a painted one on
that and on its place in the book (docs/decisions/0021).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from publish.book import Section
from publish.composition import PlacedSection
from publish.diagnostics import BookError
from publish.editions import PaintedSection
from publish.editions.faults import PAGES_DIFFER
from publish.pipeline.paging import KeptSection, Paged
from publish.pipeline.section_maker import MadeSection, SectionMaker, made
from publish.pipeline.store import Store, digest
from publish.pipeline.trace import BuildStep
from publish.pipeline.transcript import transcribed
from publish.pipeline.workers import Task

_Task = TypeVar("_Task")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Sections:
    """``processes``: how many work at once; ``rests_on``: the digest of what every section rests
    on; ``images``: the book's pictures, by their path."""

    store: Store
    processes: int
    rests_on: bytes
    images: Mapping[str, bytes]
    _known: dict[str, MadeSection] = field(default_factory=dict)
    """The sections composed so far, by what they rest on."""

    def compose(self, maker: SectionMaker, sections: Sequence[Section]) -> tuple[KeptSection, ...]:
        """Return sections composed, with the keys under which they are kept."""
        keys: list[str] = []
        tasks: dict[str, Task[bytes]] = {}
        for section in sections:
            transcript = transcribed(section)
            page_size = repr(maker.page_size).encode()
            key = digest(
                b"composed", self.rests_on, page_size, transcript, *self._pictures(section)
            )
            keys.append(key)
            if key not in self._known:
                tasks[key] = Task(transcript, len(transcript), _name(section))
        self._known.update(
            self._made(MadeSection, maker, SectionMaker.compose, tasks, BuildStep.COMPOSE)
        )
        return tuple(KeptSection(key, self._known[key]) for key in keys)

    def paint(self, paged: Paged, in_place: Sequence[PlacedSection]) -> tuple[PaintedSection, ...]:
        """Return the sections of a book painted, each in its place.

        The painter's pages, without the text that is not the painter's, are kept by themselves.
        """
        documents = [paged.maker.document(run) for run in in_place]
        papers = [
            digest(b"paper", self.rests_on, *self._pictures(section), document.encode())
            for section, document in zip(paged.runs, documents, strict=True)
        ]
        keys = [
            digest(b"painted", one.key.encode(), paper.encode())
            for one, paper in zip(paged.kept, papers, strict=True)
        ]
        sections = paged.runs
        found = self._found(PaintedSection, keys, map(_name, sections), BuildStep.JOIN)
        tasks = {
            paper: Task((document, run.skipped), len(document), _name(section))
            for key, paper, document, run, section in zip(
                keys, papers, documents, in_place, sections, strict=True
            )
            if key not in found
        }
        painted = self._made(
            PaintedSection, paged.maker, SectionMaker.paint, tasks, BuildStep.PAINT
        )
        for key, paper, one, run, section in zip(
            keys, papers, paged.kept, in_place, sections, strict=True
        ):
            if key not in found:
                _refuse_others(section, run, painted[paper])
                with self.store.trace.of(BuildStep.JOIN, _name(section)):
                    found[key] = paged.maker.join((painted[paper], run, one.made.plates))
                self.store.keep(key, found[key])
        return tuple(found[key] for key in keys)

    def _made(
        self,
        kind: type[_Made],
        maker: SectionMaker,
        job: Callable[[SectionMaker, _Task], _Made],
        tasks: Mapping[str, Task[_Task]],
        step: BuildStep,
    ) -> dict[str, _Made]:
        """Return what each task gives, by its key; what was kept is not done again."""
        found = self._found(kind, tasks, (task.about for task in tasks.values()), step)
        missing = {key: task for key, task in tasks.items() if key not in found}
        results = made(maker, job, list(missing.values()), self.processes, self.store.trace, step)
        for key, result in zip(missing, results, strict=True):
            self.store.keep(key, result)
            found[key] = result
        return found

    def _found(
        self, kind: type[_Made], keys: Iterable[str], about: Iterable[str], step: BuildStep
    ) -> dict[str, _Made]:
        """Return what was kept of earlier builds, by its key."""
        found: dict[str, _Made] = {}
        for key, name in zip(keys, about, strict=True):
            start = time.perf_counter()
            if (one := self.store.find(key, kind)) is not None:
                found[key] = one
                self.store.trace.add(step, name, start, kept=True)
        return found

    def _pictures(self, section: Section) -> Iterator[bytes]:
        trees = (tree for one in section.run for tree in one.trees)
        for image in (image for tree in trees for image in tree.iter("img")):
            yield self.images.get(image.get("src", ""), b"")


def _name(section: Section) -> str:
    return section.file or section.id


def _refuse_others(section: Section, run: PlacedSection, painted: PaintedSection) -> None:
    """Raise BookError where the painter has made other pages than were composed."""
    composed, found = run.record.length, len(painted.pages) - run.before - run.after
    if composed != found:
        raise BookError(
            PAGES_DIFFER.at(
                section.file or "book.toml", title=section.title, composed=composed, painted=found
            )
        )
