"""How near a cleaned text is to the truth: words, notes, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.cleaning.press import CALL, Truth

_WORD = re.compile(r"[^\W\d_]+")
_CALL = re.compile(r"\[\^([^\]]+)\]")
_WINDOW, _ANCHOR = 40, 4


@dataclass
class Score:
    """Counts; add them with +=, read them with the properties."""

    words: int = 0
    wrong: int = 0
    accented: int = 0
    accented_wrong: int = 0
    notes: int = 0
    notes_right: int = 0
    notes_extra: int = 0
    paragraphs: int = 0
    paragraphs_right: int = 0
    letters_lost: int = 0
    errors: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    bad_notes: list[str] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    @property
    def words_right(self) -> float:
        return 100 - 100 * self.wrong / max(self.words, 1)

    @property
    def accented_right(self) -> float:
        return 100 - 100 * self.accented_wrong / max(self.accented, 1)


@dataclass
class Reading:
    """A Markdown text taken apart."""

    title: str
    paragraphs: list[str]
    notes: dict[str, str]
    calls: list[str]


def take_apart(markdown: str) -> Reading:
    """Return title, paragraphs (markup gone, calls as :data:`CALL`), notes by label."""
    title, paragraphs, notes, calls = "", [], {}, []
    for line in markdown.split("\n"):
        if match := re.match(r"\[\^([^\]]+)\]: (.*)", line):
            notes[match[1]] = _bare(match[2])
        elif line.startswith("# "):
            title = _bare(line[2:])
        elif line.strip(" >") and not line.startswith(("{:", "///")):
            text = re.sub(r"^(?:> ?|#+ |\d+\. )+", "", line)
            calls += _CALL.findall(text)
            paragraphs.append(_bare(_CALL.sub(CALL, text)))
    return Reading(title, paragraphs, notes, calls)


def _bare(text: str) -> str:
    return re.sub(r"\\(?=\W)", "", re.sub(r"(?<!\\)\*", "", text)).strip()


def bare_letters(text: str) -> str:
    """Return the letters and figures of a text without accents, calls kept."""
    plain = unicodedata.normalize("NFD", text.replace("ı", "i"))
    return "".join(c for c in plain if c.isalnum() or c == CALL).lower()


def measure(markdown: str, truth: Truth) -> Score:
    """Compare a cleaned text with the truth."""
    found = take_apart(markdown)
    score = Score()
    expected = [_WORD.findall(p) for p in (*truth.paragraphs, *truth.notes)]
    got = [_WORD.findall(p) for p in (*found.paragraphs, *found.notes.values())]
    for one, two in align([w for p in expected for w in p], [w for p in got for w in p]):
        _count_word(score, one, two)
    _count_notes(score, found, truth)
    have = Counter(bare_letters(p.replace(CALL, "")) for p in found.paragraphs)
    for paragraph in truth.paragraphs:
        key = bare_letters(paragraph.replace(CALL, ""))
        score.paragraphs += 1
        score.paragraphs_right += have[key] > 0
        have[key] -= 1
    return score


def _count_word(score: Score, one: str | None, two: str | None) -> None:
    if one is None:
        score.wrong += 1
    else:
        score.words += 1
        accented = unicodedata.normalize("NFD", one) != one
        score.accented += accented
        score.wrong += one != two
        score.accented_wrong += accented and one != two
    if one != two:
        score.errors[one, two] += 1


def _count_notes(score: Score, found: Reading, truth: Truth) -> None:
    """A note is right if its text is, and the words before its call are."""
    places = _contexts(found.paragraphs)
    wanted = _contexts(truth.paragraphs)
    texts = {bare_letters(found.notes.get(label, "")): n for n, label in enumerate(found.calls)}
    score.notes += len(truth.notes)
    right = 0
    for number, text in enumerate(truth.notes):
        at = texts.get(bare_letters(text))
        if at is not None and at < len(places) and places[at] == wanted[number]:
            right += 1
        else:
            context = places[at] if at is not None and at < len(places) else "?"
            score.bad_notes.append(f"{wanted[number]!r} {context!r} {text[:60]}")
    score.notes_right += right
    score.notes_extra += max(0, len(found.calls) - len(truth.notes))


def _contexts(paragraphs: list[str]) -> list[str]:
    """Return, for each call, the letters before it."""
    out = []
    for paragraph in paragraphs:
        for match in re.finditer(CALL, paragraph):
            out.append(bare_letters(paragraph[: match.start()].replace(CALL, ""))[-12:])
    return out


def align(one: list[str], two: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pair the words of two texts that hardly differ."""
    i = j = 0
    while i < len(one) and j < len(two):
        if one[i] == two[j]:
            yield one[i], two[j]
            i, j = i + 1, j + 1
            continue
        down, across = _shift(one, two, i, j)
        for step in range(max(down, across)):
            yield (
                one[i + step] if step < down else None,
                two[j + step] if step < across else None,
            )
        i, j = i + down, j + across
    yield from ((word, None) for word in one[i:])
    yield from ((None, word) for word in two[j:])


def _shift(one: list[str], two: list[str], i: int, j: int) -> tuple[int, int]:
    """Return the smallest shifts after which both texts go on alike."""
    for total in range(2 * _WINDOW):
        for down in range(total + 1):
            across = total - down
            head = one[i + down : i + down + _ANCHOR]
            if head and head == two[j + across : j + across + _ANCHOR]:
                return (down, across) if total else (1, 1)
    return _leap(one, two, i, j) or (1, 1)


def _leap(one: list[str], two: list[str], i: int, j: int) -> tuple[int, int] | None:
    """Look far ahead: a stretch stands elsewhere."""
    ahead = {tuple(two[k : k + 8]): k for k in range(min(len(two), j + 4000) - 1, j - 1, -1)}
    for down in range(min(len(one) - i, 4000)):
        at = ahead.get(tuple(one[i + down : i + down + 8]))
        if at is not None:
            return down, at - j
    return None
