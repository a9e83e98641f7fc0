"""The notes of a text and their calls: each has one, and each call has its note.

Markdown lets an undefined call stand as text, keeps the last of two definitions and drops notes
that nobody calls: here each of these is a diagnostic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from publish.book import Element, Note, text_of
from publish.book.vocabulary import NOTE_LABEL, is_call
from publish.diagnostics import Diagnostic
from publish.manuscript import faults
from publish.manuscript.markdown import Fragment


def notes_by_label(fragment: Fragment) -> dict[str, Note]:
    """Return the notes of a text; of two with one label the first."""
    found: dict[str, Note] = {}
    for definition, tree in fragment.notes:
        found.setdefault(definition.label, Note(definition.label, tree, definition.line))
    return found


def called(body: Element, notes: Mapping[str, Note]) -> tuple[Note, ...]:
    """Return the notes that a body calls, in the order of their calls."""
    labels = dict.fromkeys(call.get(NOTE_LABEL, "") for call in _calls(body))
    return tuple(notes[label] for label in labels if label in notes)


def note_faults(fragment: Fragment, file: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the notes of a text."""
    calls: dict[str, list[int]] = defaultdict(list)
    inner = {call.label for call in fragment.calls if call.within}
    for call in fragment.calls:
        if call.within:
            yield faults.CALL_IN_NOTE.at(file, call.line, label=call.label, within=call.within)
        else:
            calls[call.label].append(call.line)
    defined: dict[str, int] = {}
    for definition, tree in fragment.notes:
        label, line = definition.label, definition.line
        if label in defined:
            yield faults.DUPLICATE_NOTE.at(file, line, label=label, first=defined[label])
        elif label not in calls and label not in inner:
            yield faults.UNCALLED_NOTE.at(file, line, label=label)
        if not text_of(tree).strip() and tree.find(".//img") is None:
            yield faults.EMPTY_NOTE.at(file, line, label=label)
        defined.setdefault(label, line)
    shown = Counter(call.get(NOTE_LABEL, "") for call in _calls(fragment.body))
    for label, lines in calls.items():
        if label not in defined:
            yield from (faults.UNDEFINED_NOTE.at(file, line, label=label) for line in lines)
            continue
        for line in lines[1:]:
            yield faults.REPEATED_CALL.at(file, line, label=label, first=lines[0])
        if not shown[label]:
            yield faults.CALL_IN_DESCRIPTION.at(file, lines[0], label=label)
    for label in shown:
        if shown[label] > len(calls.get(label, ())):  # written as <a data-note>
            yield faults.FORBIDDEN_ATTRIBUTE.at(file, 1, element="a", name=NOTE_LABEL, value=label)


def _calls(tree: Element) -> list[Element]:
    return list(filter(is_call, tree.iter("a")))
