"""Prints clean paragraphs on pages, as a book would, and extracts them badly; keeps the truth.

``page("…", notes)`` → lines of text with folios, running heads, notes at the foot, divided words,
drop caps out of place: what a PDF's text layer gives. Accents are spoiled by :mod:`damage`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

import pyphen

from tests.cleaning.damage import AccentStyle, damage_accents, random_accents

CALL = "\x00"
"""Stands in a word where a note is called."""

NBSP = "\u00a0"
_HYPHENS = pyphen.Pyphen(lang="fr")
_DATES = (
    "C'était le 8 (21) octobre, à 10 heures 45.",
    "Le 25 octobre (7 novembre) 1917 il avait 26 ans.",
    "On comptait 300 mandats sur 670, le 16 (29).",
    "Il habitait au 92/1, appartement 42, avec un 75 devant la porte.",
    "Le IIe Congrès s'ouvrit à 22h45 ; le 3e bataillon arriva le 4.",
    "Voyez la page 12 du tome 3, et les années 90.",
)


@dataclass(frozen=True)
class PageStyle:
    """How the book was printed and extracted."""

    width: int = 80
    lines: int = 38
    divided: str = "blank"  # blank, indent, short: what shows a new paragraph
    turn: str = "space"  # space, feed, blank, blanks, folio: what shows a new page
    head: str = ""  # running head
    folio_on_top: bool = False
    soft_hyphens: bool = False
    justified: float = 0.0  # share of lines with doubled spaces
    italics: bool = False  # no-break spaces in italics, whose accents are sound
    numbering: str = "continuous"  # continuous, page, stars
    spaced_calls: bool = False
    gap_before_notes: bool = True
    blank_in_notes: float = 0.0
    note_mark: str = "{} "  # how a note's number is printed
    links: bool = False
    drop_cap: int | None = None  # how many lines below its word the capital falls


@dataclass
class Truth:
    """What the cleaner should give: paragraphs, with :data:`CALL` where notes are called; notes."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Case:
    """A damaged text with its truth."""

    raw: str
    truth: Truth
    page: PageStyle
    accents: AccentStyle


@dataclass
class _Note:
    number: int  # in the whole text, from 1
    text: str
    printed: str = ""


@dataclass
class _Line:
    words: list[str]
    italic: list[bool]
    first: bool = False  # of its paragraph
    last: bool = False
    notes: list[int] = field(default_factory=list)


def random_page(random: Random) -> PageStyle:
    """Draw a page style."""
    return PageStyle(
        width=random.randint(58, 105),
        lines=random.randint(28, 46),
        divided=random.choice(("blank", "blank", "indent", "short")),
        turn=random.choice(("space", "feed", "blank", "blanks", "folio")),
        head=random.choice(("", "", "SOUVENIRS D'UN TÉMOIN", "La vie de tous les jours")),
        folio_on_top=random.random() < 0.3,
        soft_hyphens=random.random() < 0.5,
        justified=random.choice((0.0, 0.2, 0.5)),
        italics=random.random() < 0.4,
        numbering=random.choice(("continuous", "continuous", "page", "stars")),
        spaced_calls=random.random() < 0.25,
        gap_before_notes=random.random() < 0.8,
        blank_in_notes=random.choice((0.0, 0.0, 0.2)),
        note_mark=random.choice(("{} ", "{} ", "{}. ", "({}) ", "[{}] ")),
        links=random.random() < 0.2,
        drop_cap=random.choice((None, None, 0, 3, 9)),
    )


def damaged(
    paragraphs: list[str],
    random: Random,
    page: PageStyle | None = None,
    accents: AccentStyle | None = None,
    *,
    note_every: int = 6,
    title: str = "Souvenirs d'une autre époque",
) -> Case:
    """Print and damage ``paragraphs`` (plain text, one string each)."""
    page = page or random_page(random)
    accents = accents or random_accents(random)
    body = [_with_date(p, random) if random.random() < 0.05 else p for p in paragraphs]
    body, notes = _annotate(body, random, note_every)
    italic = [page.italics and len(p) > 200 and random.random() < 0.08 for p in body]
    truth = Truth(title, list(body), [note.text for note in notes])
    lines = _lines(body, italic, page, random)
    printed = _Printer(page, accents, random, notes).pages(lines, title)
    return Case("\n".join(printed) + "\n", truth, page, accents)


def _with_date(paragraph: str, random: Random) -> str:
    return f"{paragraph} {random.choice(_DATES)}" if paragraph.endswith(".") else paragraph


def _annotate(paragraphs: list[str], random: Random, every: int) -> tuple[list[str], list[_Note]]:
    """Put calls into some paragraphs; the notes' texts are sentences from elsewhere."""
    pool = [s for p in paragraphs for s in re.findall(r"[A-ZÀ-Ý][^.!?»«]{30,220}\.", p)] or [
        "Voir là."
    ]
    pool = random.sample(pool, len(pool))
    notes: list[_Note] = []
    out: list[str] = []
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        if every and len(words) > 12 and random.random() < 1 / every:
            for place in sorted(random.sample(range(4, len(words) - 1), random.choice((1, 1, 2)))):
                match = re.match(r"(.*[^\W\d_])([.,;:!?»]*)$", words[place])
                content = match and (len(match[1]) > 4 or match[2])
                if not match or not content or CALL in words[place]:
                    continue
                words[place] = match[1] + CALL + match[2]
                count = random.choice((1, 1, 1, 2, 4))
                text = " ".join(pool.pop(0) for _ in range(min(count, len(pool)))) or "Voir là."
                if random.random() < 0.3:
                    text = f"Voir {text} t. 26, pp. 1-3."
                notes.append(_Note(len(notes) + 1, text))
        out.append(" ".join(words))
    return out, notes


def _lines(
    paragraphs: list[str], italic: list[bool], page: PageStyle, random: Random
) -> list[_Line]:
    """Break paragraphs into lines about as wide as the measure."""
    out: list[_Line] = []
    for paragraph, slanted in zip(paragraphs, italic, strict=True):
        line = _Line([], [], first=True)
        room = _room(page, random)
        for word in _parts(paragraph):
            glued = word.startswith("\x01")
            word = word.removeprefix("\x01")
            need = len(word) + (0 if glued or not line.words else 1)
            if line.words and need > room:
                head, tail = _divide(word, room, page, random)
                if head:
                    _add(line, head, slanted, glued)
                    word, glued = tail, False
                out.append(line)
                line, room = _Line([], []), _room(page, random)
                need = len(word)
            _add(line, word, slanted, glued and bool(line.words))
            room -= need
        line.last = True
        out.append(line)
    return out


def _parts(paragraph: str) -> list[str]:
    """Divide into words, and words after their own hyphens (marked as glued)."""
    out: list[str] = []
    for word in paragraph.split():
        pieces = re.findall(r"[^-]+-?|-+", word) if re.search(r"\w-\w", word) else [word]
        out += [pieces[0], *("\x01" + piece for piece in pieces[1:])]
    return out


def _add(line: _Line, word: str, slanted: bool, glued: bool) -> None:
    if glued:
        line.words[-1] += word
    else:
        line.words.append(word)
        line.italic.append(slanted)


def _room(page: PageStyle, random: Random) -> int:
    return page.width + random.randint(-3, 3)


def _divide(word: str, room: int, page: PageStyle, random: Random) -> tuple[str, str]:
    """Divide a word at the end of a line, where the book does that."""
    match = re.match(r"(\W*(?:\w{1,2}['’])?)(\w{6,})(\W*)$", word)
    if not page.soft_hyphens or not match or CALL in word:
        return "", word
    for head, tail in _HYPHENS.iterate(match[2]):
        if len(match[1]) + len(head) + 2 <= room and len(head) > 1 and len(tail) > 2:
            return f"{match[1]}{head}-", f"{tail}{match[3]}"
    return "", word


class _Printer:
    """Puts lines and notes on pages."""

    def __init__(
        self, page: PageStyle, accents: AccentStyle, random: Random, notes: list[_Note]
    ) -> None:
        self.page, self.accents, self.random = page, accents, random
        self.notes = notes
        self.next_note = 0
        self.on_page = 0
        self.pending: list[str] = []

    def pages(self, lines: list[_Line], title: str) -> list[str]:
        out: list[str] = [self._spoil(title), "", ""]
        folio = self.random.randint(2, 60)
        at = 0
        capital = ""
        if self.page.drop_cap is not None and lines[0].words[0][:1].isupper():
            capital, lines[0].words[0] = lines[0].words[0][0], lines[0].words[0][1:]
            if not lines[0].words[0]:
                lines[0].words.pop(0)
                lines[0].italic.pop(0)
        while at < len(lines):
            body, foot, at = self._page(lines, at)
            if capital and self.page.drop_cap is not None:
                body.insert(min(len(body), self.page.drop_cap + 1), self._spoil(capital))
                capital = ""
            out += self._turned(body, foot, folio, first=len(out) == 3, last=at >= len(lines))
            folio += 1
        if self.pending:
            out += ["", *self.pending]
        return out

    def _page(self, lines: list[_Line], at: int) -> tuple[list[str], list[str], int]:
        """Return the body and the notes of one page, and where the next begins."""
        body: list[str] = []
        foot: list[str] = self.pending
        self.pending = []
        self.on_page = 0
        start = at
        while at < len(lines) and (len(body) + len(foot) < self.page.lines or at == start):
            line = lines[at]
            if line.first and body and self.page.divided == "blank":
                body.append("")
            body.append(self._line(line, foot))
            at += 1
        limit = self.page.lines - len(body) + 6
        if len(foot) > limit > 1 and at < len(lines):
            cut = max(limit, 2)
            if not foot[cut][:4].strip().strip("([*").rstrip(")].")[:1].isdigit() and not foot[
                cut
            ].startswith(("*", "(*", "[*")):
                foot, self.pending = foot[:cut], foot[cut:]
        return body, foot, at

    def _line(self, line: _Line, foot: list[str]) -> str:
        words = [self._called(word, foot) for word in line.words]
        gap = NBSP if all(line.italic) else " "
        if self.random.random() < self.page.justified:
            gap = f" {NBSP} " if all(line.italic) else "  "
        text = gap.join(words)
        if not all(line.italic):
            text = self._spoil(text)
        if line.first and self.page.divided == "indent":
            text = "   " + text
        return text

    def _called(self, word: str, foot: list[str]) -> str:
        """Print the calls of a word, and their notes at the foot."""
        while CALL in word:
            note = self.notes[self.next_note]
            self.next_note += 1
            self.on_page += 1
            number = self.on_page if self.page.numbering != "continuous" else note.number
            sign = "*" * number if self.page.numbering == "stars" else str(number)
            note.printed = sign
            gap = " " if self.page.spaced_calls else ""
            word = word.replace(CALL, gap + sign, 1)
            foot += self._note_lines(sign, note.text)
        return word

    def _note_lines(self, sign: str, text: str) -> list[str]:
        width = int(self.page.width * 1.2)
        lines: list[str] = []
        line = self.page.note_mark.format(sign).rstrip(" ") + " "
        for word in text.split():
            if len(line) + len(word) > width:
                lines.append(line.rstrip())
                line = ""
            line += word + " "
        lines.append(line.rstrip())
        out: list[str] = []
        for number, printed in enumerate(lines):
            if number and self.random.random() < self.page.blank_in_notes:
                out.append("")
            out.append(self._spoil(printed))
        return out

    def _spoil(self, text: str) -> str:
        return damage_accents(text, self.accents, self.random)

    def _turned(
        self, body: list[str], foot: list[str], folio: int, first: bool, last: bool
    ) -> list[str]:
        """Return the lines of a page with all that the book prints around them."""
        page = self.page
        out: list[str] = []
        if page.head and not first:
            out.append(f"{folio} {page.head}" if page.folio_on_top else page.head)
            out.append("")
        if page.turn == "space" and not page.head and body and not first:
            body = [" " + body[0], *body[1:]]
        if page.turn == "feed" and not first:
            out[:1] = ["\f" + out[0]] if out else []
            body = body if out else ["\f" + body[0], *body[1:]]
        out += body
        if foot:
            out += ([""] if page.gap_before_notes else []) + foot
        if page.turn == "folio" and not (page.head and page.folio_on_top):
            out += ["", str(folio), ""]
        if page.links and self.random.random() < 0.3:
            out += ["", *(f"https://www.example.org/{folio}/{n}.htm" for n in range(3)), ""]
        if last:
            return out
        if page.turn == "blank":
            out.append("")
        if page.turn == "blanks":
            out += ["", "", ""]
        return out
