"""What is done with a section, composing and painting: here, or by several processes at once.

Both take and give plain values, so that it makes no difference where they are done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from publish.composition import (
    Imprint,
    PageSize,
    PlacedSection,
    SectionComposer,
    SectionRecord,
    Styles,
    print_document,
    section_record,
)
from publish.editions import (
    PaintedSection,
    PaintedSizes,
    Painter,
    Plate,
    joined,
    paint,
    plates,
    typeface_digests,
)
from publish.pipeline.store import packed, unpacked
from publish.pipeline.trace import BuildStep, Trace
from publish.pipeline.transcript import read_back
from publish.pipeline.workers import FORKS, Task, done, wanted

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class MadeSection:
    """A composed section: its sheets, and its pages' plates, packed until they are wanted."""

    record: SectionRecord
    plates: str


_Plates = tuple[Plate | None, ...]


@dataclass(frozen=True)
class SectionMaker:
    """All that sections are made with."""

    painter: Painter
    imprint: Imprint
    page_size: PageSize

    @property
    def styles(self) -> Styles:
        return self.painter.styles

    @cached_property
    def composer(self) -> SectionComposer:
        return SectionComposer(
            self.styles, self.imprint, PaintedSizes(self.painter), self.page_size
        )

    @cached_property
    def typefaces(self) -> dict[str, bytes]:
        """The fonts, by what stands for each in a painted section."""
        return typeface_digests(self.styles.embedded)

    def compose(self, transcript: bytes) -> MadeSection:
        """Compose a section, and keep what the painter and the folios need."""
        composed = self.composer.compose(read_back(transcript))
        drawn = plates(composed)
        lettered = frozenset(number for number, plate in enumerate(drawn) if plate)
        made = section_record(composed, self.composer.frame, self.imprint, lettered)
        return MadeSection(made, packed(drawn, _Plates).decode())

    def document(self, run: PlacedSection) -> str:
        """Return what the painter is given of a section in its place."""
        return print_document(run, self.styles, self.imprint, self.page_size)

    def paint(self, task: tuple[str, int]) -> PaintedSection:
        """Paint a document, but for the first pages, by their number."""
        document, skipped = task
        return paint(self.painter.lay_out(document), self.typefaces, skipped)

    def join(self, task: tuple[PaintedSection, PlacedSection, str]) -> PaintedSection:
        """Lay a section's plates on its painted pages."""
        painted, run, drawn = task
        blank: _Plates = (None,)
        own = unpacked(drawn.encode(), _Plates) or blank * run.record.length
        laid = (*blank * run.before, *own, *blank * run.after)
        return joined(painted, laid, self.typefaces)


def made(
    maker: SectionMaker,
    job: Callable[[SectionMaker, _Job], _Done],
    tasks: Sequence[Task[_Job]],
    processes: int,
    trace: Trace,
    step: BuildStep,
) -> list[_Done]:
    """Return what each task gives, in their order."""
    processes = wanted(tasks, processes)
    if processes > 1 and FORKS:
        maker.painter.prepare()  # once for all, and cleaned up by this process
    elif processes > 1:
        maker = replace(maker, painter=replace(maker.painter))  # nothing loaded goes with it
    return done(maker, job, tasks, processes, trace, step)
