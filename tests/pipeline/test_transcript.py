"""A section goes to another process, or to the store, and comes back as it was."""

from __future__ import annotations

from dataclasses import fields, replace

from lxml import etree

from publish.book import Kind, Note, Section
from publish.pipeline.transcript import read_back, transcribed


def tree(text: str) -> etree._Element:
    return etree.fromstring(f'<div class="a" data-line="3"><p>{text}<br/>fin</p></div>')


def test_nothing_of_a_section_is_lost() -> None:
    note = Note("1", tree("note"), 12, ordinal=2, number="b")
    alone = Section(
        "id", Kind.CHAPTER, "T", tree("é\u202f!"), (note,), "A", "R", "f.md", "# T\n", "partie",
        "page", True, ("T", "U"),
    )  # fmt: skip
    section = replace(alone, following=(alone,))
    again = read_back(transcribed(section))
    for one, other in (
        (section, again),
        (alone, again.following[0]),
        (section.notes[0], again.notes[0]),
    ):
        for field in fields(one):
            if field.name in ("notes", "following"):
                continue
            before, after = getattr(one, field.name), getattr(other, field.name)
            if field.name == "body":
                before, after = etree.tostring(before), etree.tostring(after)
            assert before, f"{field.name} is not tried"
            assert before == after
