"""The questions that correctors have left in a book, and the answers to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from publish.cleaning.dialogue.corrections import Correction
from publish.cleaning.dialogue.questions import Question
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript.section import decode
from publish.pipeline.folder import Folder
from publish.pipeline.receive_file import REMARKS, encoded_like
from publish.receiving import faults
from publish.receiving.asking import answered, number_of, question_of
from publish.receiving.open_remarks import (
    OpenRemark,
    read_remarks,
    with_remarks,
    without_remark,
)


def open_remarks(root: Path) -> tuple[OpenRemark, ...]:
    """Return what correctors have left in a book; BookError where the list cannot be read."""
    content = Folder(root / "manuscript").read(REMARKS)
    return read_remarks(decode(content, REMARKS)) if content else ()


def questions_about(
    root: Path, remarks: Sequence[OpenRemark], texts: Collection[str] = ()
) -> list[tuple[str, tuple[Question, ...]]]:
    """Return the questions of each text, numbered as the remarks are."""
    folder = Folder(root / "manuscript")
    found: dict[str, list[Question]] = {}
    for number, one in enumerate(remarks):
        if texts and one.text not in texts:
            continue
        text = decode(folder.read(one.text) or b"", one.text)
        found.setdefault(one.text, []).append(question_of(one, number, text))
    return [(text, tuple(questions)) for text, questions in found.items()]


def settle(
    root: Path,
    remarks: Sequence[OpenRemark],
    given: Collection[Correction],
    withdrawn: Collection[Correction] = (),
) -> list[Diagnostic]:
    """Write answers into the texts, and take others back; return what could not be written.

    A text is written before its question is taken off the list: who is killed in between is asked
    again.
    """
    folder = Folder(root / "manuscript")
    told: list[Diagnostic] = []
    for correction, back in [*((c, True) for c in withdrawn), *((c, False) for c in given)]:
        number = number_of(correction.kind)
        if number is None:
            continue
        remark = remarks[number]
        if not _write(folder, remark, correction.read, back=back):
            told.append(faults.GONE_WORDS.at(remark.text, words=remark.found or remark.before))
            continue
        toml = decode(folder.read(REMARKS) or b"", REMARKS)
        listed = with_remarks(toml, [remark]) if back else without_remark(toml, remark)
        folder.write(REMARKS, listed.encode())
    return told


def _write(folder: Folder, remark: OpenRemark, read: str, *, back: bool) -> bool:
    """Change the words of a remark; return whether they were there."""
    content = folder.read(remark.text)
    if content is None:
        raise BookError(faults.MISSING_TEXT.at(path=remark.text))
    text = decode(content, remark.text)
    if back:
        turned = OpenRemark(
            remark.text, remark.kind, found=read, before=remark.before, after=remark.after
        )
        made = answered(text, turned, remark.found)
    else:
        made = answered(text, remark, read)
    if made is None:
        return False
    if made != text:
        folder.write(remark.text, encoded_like(made, content))
    return True
