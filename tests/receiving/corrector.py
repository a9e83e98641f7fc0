"""A corrector at work in a .docx: what Word writes when somebody types, strikes out, moves.

The XML is what Word 16 and LibreOffice 7.4 write for these gestures.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from itertools import count

from lxml import etree

NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAME}}}"
WHO = {f"{W}author": "Jeanne Martin", f"{W}date": "2026-11-27T10:00:00Z"}


class Corrector:
    """Corrects a .docx; ``tracked``: whether changes are."""

    def __init__(self, content: bytes, *, tracked: bool = True) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.body = self._tree("word/document.xml")
        self.notes = self._tree("word/footnotes.xml")
        self.ends = self._tree("word/endnotes.xml")
        self.tracked = tracked
        self._ids = count(9000)
        self._comments: list[str] = []

    def _tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.files[name])

    def done(self) -> bytes:
        """Return the file as it is saved."""
        files = {**self.files, "word/document.xml": etree.tostring(self.body),
                 "word/footnotes.xml": etree.tostring(self.notes),
                 "word/endnotes.xml": etree.tostring(self.ends)}  # fmt: skip
        if self._comments:
            inner = "".join(self._comments)
            comments = f'<w:comments xmlns:w="{NAME}">{inner}</w:comments>'
            files["word/comments.xml"] = comments.encode()
            main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
            part = f'<Override PartName="/word/comments.xml" ContentType="{main}.comments+xml"/>'
            types = files["[Content_Types].xml"].decode()
            files["[Content_Types].xml"] = types.replace("</Types>", f"{part}</Types>").encode()
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
            link = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/>'
            name = "word/_rels/document.xml.rels"
            relations = files[name].decode().replace("</Relationships>", f"{link}</Relationships>")
            files[name] = relations.encode()
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, one in files.items():
                archive.writestr(name, one)
        return made.getvalue()

    # Where

    def paragraph(self, words: str) -> etree._Element:
        """Return the paragraph, of the text or a note, that holds some words."""
        for root in (self.body, self.notes, self.ends):
            for one in root.iter(f"{W}p"):
                if words in "".join(t.text or "" for t in one.iter(f"{W}t")):
                    return one
        raise KeyError(words)

    def _cut(self, words: str) -> etree._Element:
        """Return a run that holds these words and no others; they stand within one run."""
        for run in self.paragraph(words).iter(f"{W}r"):
            text = run.find(f"{W}t")
            if text is not None and words in (text.text or ""):
                before, _, after = (text.text or "").partition(words)
                text.text = words
                for said, put in ((before, run.addprevious), (after, run.addnext)):
                    if said:
                        other = deepcopy(run)
                        other.find(f"{W}t").text = said  # type: ignore[union-attr]
                        other.find(f"{W}t").set(  # type: ignore[union-attr]
                            "{http://www.w3.org/XML/1998/namespace}space", "preserve"
                        )
                        put(other)
                return run
        raise KeyError(words)

    def _change(self, kind: str) -> etree._Element:
        return etree.Element(f"{W}{kind}", WHO | {f"{W}id": str(next(self._ids))})

    # What

    def strike(self, words: str) -> etree._Element:
        run = self._cut(words)
        if not self.tracked:
            parent = run.getparent()
            mark = etree.Element(f"{W}proofErr")
            run.addprevious(mark)
            assert parent is not None
            parent.remove(run)
            return mark
        change = self._change("del")
        run.addprevious(change)
        change.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        return change

    def _typed(self, words: str, like: etree._Element | None = None) -> etree._Element:
        run = etree.Element(f"{W}r")
        style = None if like is None else like.find(f"{W}rPr")
        if style is not None:
            run.append(deepcopy(style))
        text = etree.SubElement(run, f"{W}t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = words
        if not self.tracked:
            return run
        change = self._change("ins")
        change.append(run)
        return change

    def replace(self, words: str, others: str) -> None:
        """Type other words over some."""
        like = self._cut(words)
        style = deepcopy(like)
        self.strike(words).addnext(self._typed(others, style))

    def insert(self, words: str, after: str) -> None:
        run = self._cut(after)
        run.addnext(self._typed(words, run))

    def style(self, words: str, name: str) -> None:
        """Give words a property: ``i``, ``b``, ``smallCaps``."""
        run = self._cut(words)
        style = run.find(f"{W}rPr")
        if style is None:
            style = etree.Element(f"{W}rPr")
            run.insert(0, style)
        style.insert(0, etree.Element(f"{W}{name}"))

    def unstyle(self, words: str) -> None:
        run = self._cut(words)
        style = run.find(f"{W}rPr")
        if style is not None:
            run.remove(style)

    def new_paragraph(self, words: str, after: str, style: str = "Corpsdetexte") -> None:
        at = self.paragraph(after)
        made = etree.Element(f"{W}p")
        properties = etree.SubElement(made, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
        if self.tracked:
            marks = etree.SubElement(properties, f"{W}rPr")
            marks.append(self._change("ins"))
        made.append(self._typed(words))
        at.addnext(made)

    def split(self, after: str) -> None:
        """Press Enter behind some words."""
        at = self._cut(after)
        paragraph = self.paragraph(after)
        made = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            made.append(deepcopy(properties))
        for one in list(at.itersiblings()):
            made.append(one)
        paragraph.addnext(made)

    def join(self, words: str) -> None:
        """Type a space at the end of a paragraph, and strike out what ends it."""
        paragraph = self.paragraph(words)
        paragraph.append(self._typed(" "))
        after = paragraph.getnext()
        assert after is not None
        if self.tracked:
            properties = paragraph.find(f"{W}pPr")
            assert properties is not None
            marks = etree.SubElement(properties, f"{W}rPr")
            marks.append(self._change("del"))
            return
        for one in list(after):
            if one.tag != f"{W}pPr":
                paragraph.append(one)
        parent = after.getparent()
        assert parent is not None
        parent.remove(after)

    def remove(self, words: str) -> None:
        """Strike out a whole paragraph."""
        paragraph = self.paragraph(words)
        if not self.tracked:
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)
            return
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}rPr").append(self._change("del"))
        for run in [one for one in paragraph if one.tag == f"{W}r"]:
            change = self._change("del")
            run.addprevious(change)
            change.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"

    def move(self, words: str, behind: str) -> None:
        """Cut a paragraph and paste it elsewhere."""
        self.paragraph(behind).addnext(self.paragraph(words))

    def note(self, words: str, after: str) -> None:
        """Insert a footnote behind some words."""
        number = str(next(self._ids))
        run = self._cut(after)
        before = run.xpath("count(preceding::w:footnoteReference)", namespaces={"w": NAME})
        note = etree.Element(f"{W}footnote", {f"{W}id": number})
        self.notes.insert(int(before) + 2, note)  # behind the two separators: programs count
        paragraph = etree.SubElement(note, f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle", {f"{W}val": "Notedebasdepage"})
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}footnoteRef")
        typed = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(typed, f"{W}t").text = words
        call = etree.Element(f"{W}r")
        etree.SubElement(call, f"{W}footnoteReference", {f"{W}id": number})
        run.addnext(call)

    def unnote(self, words: str) -> None:
        """Take a footnote away, its call with it."""
        note = next(self.paragraph(words).iterancestors(f"{W}footnote"))
        number = note.get(f"{W}id")
        for call in list(self.body.iter(f"{W}footnoteReference")):
            run = call.getparent()
            if call.get(f"{W}id") == number and run is not None:
                parent = run.getparent()
                assert parent is not None
                parent.remove(run)
        parent = note.getparent()
        assert parent is not None
        parent.remove(note)

    def remark(self, said: str, on: str) -> None:
        """Put a comment on some words."""
        number = str(len(self._comments))
        run = self._cut(on)
        run.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
        end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": number})
        run.addnext(end)
        call = etree.Element(f"{W}r")
        etree.SubElement(call, f"{W}commentReference", {f"{W}id": number})
        end.addnext(call)
        who = 'w:author="Jeanne Martin" w:date="2026-11-27T10:00:00Z" w:initials="JM"'
        self._comments.append(
            f'<w:comment w:id="{number}" {who}><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment>'
        )

    def forget_names(self) -> None:
        """Take every bookmark away, as some converters do."""
        for root in (self.body, self.notes, self.ends):
            for one in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                parent = one.getparent()
                assert parent is not None
                parent.remove(one)
