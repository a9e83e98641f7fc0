"""What correctors say, taken out of the text with the words it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publish.importing.incoming import (
    Block,
    Blocks,
    Inline,
    Inlines,
    NoteBody,
    RemarkInline,
    SpanInline,
)
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.walking import all_runs, plain, replaced

END: Final = "_remark_"
"""What the name of the place begins with where the words of a remark end."""
_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """What was said, and of which words: ``found``, between ``before`` and ``after``.

    ``other``: how the words are without a change that is asked about, the same where there is none.
    """

    author: str
    date: str
    text: str
    found: str
    other: str
    before: str
    after: str


def placed_remarks(blocks: Sequence[Block]) -> Iterator[PlacedRemark]:
    """Yield the remarks of some blocks, those of notes too."""
    for run in all_runs(blocks):
        flat = list(_flat(run))
        for n, one in enumerate(flat):
            if isinstance(one, RemarkInline):
                yield _placed(one, flat[:n], flat[n + 1 :])
            elif isinstance(one, NoteBody):
                yield from placed_remarks(one.blocks)


def _placed(one: RemarkInline, before: Sequence[Inline], after: Sequence[Inline]) -> PlacedRemark:
    last = next((n for n, o in enumerate(after) if _ends(o, one.id)), 0)
    on, behind = _said(after[:last]), _said(after[last:])
    ahead = _said(before)
    words = ahead.split()
    found = on or " ".join(words[-1:]) or " ".join(behind.split()[:1])
    other = found
    if one.struck or one.put_in:  # the change stands, or is gone, behind the words before it
        kept = f"{ahead} {one.struck}".split()
        found = " ".join(words[-1 - len(one.put_in.split()) :])
        other = " ".join(kept[-1 - len(one.struck.split()) :] if one.struck else found.split()[:1])
        words = words[: -len(found.split())]
    elif not on:
        words = words[:-1]
    return PlacedRemark(
        one.author,
        one.date[:10] if one.date[:4].strip("0") else "",
        one.text,
        found,
        other,
        " ".join(words[-_WORDS:]),
        " ".join(behind.split()[:_WORDS]),
    )


def _ends(one: Inline, name: str) -> bool:
    return isinstance(one, SpanInline) and bool(name) and one.id == f"{END}{name}"


def _said(run: Sequence[Inline]) -> str:
    return " ".join(as_typed(plain(tuple(run))).split())


def _flat(run: Inlines) -> Iterator[Inline]:
    """Yield the words of a run one by one, whatever they stand in."""
    for one in run:
        inner = getattr(one, "inner", ())
        if inner:
            yield from _flat(inner)
        else:
            yield one


def without_remarks(blocks: Blocks) -> Blocks:
    """Return blocks without remarks."""

    def one(inline: Inline) -> Inlines:
        if isinstance(inline, RemarkInline):
            return ()
        if isinstance(inline, SpanInline) and inline.id.startswith(END):
            return inline.inner
        return (inline,)

    return replaced(blocks, one)
