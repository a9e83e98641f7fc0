"""How near a cleaned text is to the truth: words, certain repairs, notes, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publish.cleaning import Cleaned
from publish.cleaning.ledger.ledger import Confidence, EntryKind
from tests.cleaning.press import CALL, Truth

_WORD = re.compile(r"[^\W\d_]+")
_CALL = re.compile(r"\[\^([^\]]+)\]")
_WINDOW, _ANCHOR, _FAR, _LONG = 40, 4, 4000, 8
_FLAG = "\u02b0"  # a letter no French text has: set in words that were repaired as certain


@dataclass
class Score:
    """Counts; add them with +=, read them with the properties."""

    words: int = 0
    wrong: int = 0
    accented: int = 0
    accented_wrong: int = 0
    certain: int = 0
    certain_wrong: int = 0
    characters: int = 0
    characters_wrong: int = 0
    notes: int = 0
    notes_right: int = 0
    notes_extra: int = 0
    paragraphs: int = 0
    paragraphs_right: int = 0
    silent: int = 0
    """Words that are wrong where nothing is asked."""
    questions: int = 0
    names_asked: int = 0
    errors: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    certain_errors: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
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

    @property
    def certain_right(self) -> float:
        return 100 - 100 * self.certain_wrong / max(self.certain, 1)

    @property
    def asked(self) -> float:
        """Questions beyond names, for ten thousand words."""
        return 10_000 * (self.questions - self.names_asked) / max(self.words, 1)


@dataclass
class Candidate:
    """A Markdown text taken apart."""

    title: str
    paragraphs: list[str]
    notes: dict[str, str]
    calls: list[str]


def take_apart(markdown: str) -> Candidate:
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
    return Candidate(title, paragraphs, notes, calls)


def _bare(text: str) -> str:
    return re.sub(r"\\(?=\W)", "", re.sub(r"(?<!\\)\*", "", text)).strip()


def bare_letters(text: str) -> str:
    """Return the letters and figures of a text without accents, calls kept."""
    plain = unicodedata.normalize("NFD", text.replace("ı", "i").replace(_FLAG, ""))
    return "".join(c for c in plain if c.isalnum() or c == CALL).lower()


def measure(cleaned: Cleaned, truth: Truth) -> Score:
    """Compare a cleaned text with the truth."""
    score = measure_text(_flagged(cleaned), truth)
    score.questions = len(cleaned.questions)
    score.names_asked = sum(q.reading[:1].isupper() for q in cleaned.questions)
    asked = {
        word
        for question in cleaned.questions
        for text in (question.found, question.reading, *question.alternatives)
        for word in _WORD.findall(text)
    }
    score.silent = sum(
        count
        for (one, two), count in score.errors.items()
        if one is not None and one not in asked and two not in asked
    )
    return score


def measure_text(markdown: str, truth: Truth) -> Score:
    """Compare a Markdown text with the truth."""
    found = take_apart(markdown)
    score = Score()
    expected = [_WORD.findall(p) for p in (*truth.paragraphs, *truth.notes)]
    got = [_WORD.findall(p) for p in (*found.paragraphs, *found.notes.values())]
    flagged = [word for words in got for word in words]
    plain = [word.replace(_FLAG, "") for word in flagged]
    for one, two, at in align([w for p in expected for w in p], plain):
        _count_word(score, one, two, certain=at is not None and _FLAG in flagged[at])
    _count_notes(score, found, truth)
    have = Counter(bare_letters(p.replace(CALL, "")) for p in found.paragraphs)
    for paragraph in truth.paragraphs:
        key = bare_letters(paragraph.replace(CALL, ""))
        score.paragraphs += 1
        score.paragraphs_right += have[key] > 0
        have[key] -= 1
    return score


def _flagged(cleaned: Cleaned) -> str:
    """Return the Markdown with a flag in each word that was repaired as certain."""
    parts = []
    for entry in sorted(cleaned.ledger, key=lambda e: e.at):
        if entry.kind is EntryKind.KEPT:
            parts.append(cleaned.source[entry.start : entry.end])
            continue
        cause = entry.cause
        sure = cause and cause.confidence is Confidence.CERTAIN and cause.reason.code == "accent"
        parts.append(entry.after + (_FLAG if sure and entry.after.isalpha() else ""))
    return "".join(parts)


def _count_word(score: Score, one: str | None, two: str | None, *, certain: bool) -> None:
    right = one == two
    certain = certain and one is not None  # else it stands elsewhere: not a matter of letters
    score.certain += certain
    score.certain_wrong += certain and not right
    if certain and not right:
        score.certain_errors[one, two] += 1
    if one is not None:
        score.words += 1
        accented = not unicodedata.is_normalized("NFD", one)
        score.accented += accented
        score.accented_wrong += accented and not right
        score.characters += len(one)
    if not right:
        score.wrong += 1
        longest = max(len(one or ""), len(two or ""))
        same = sum(a == b for a, b in zip(one or "", two or "", strict=False))
        score.characters_wrong += longest - same
        score.errors[one, two] += 1


def _count_notes(score: Score, found: Candidate, truth: Truth) -> None:
    """A note is right if its text is, and the words before its call are."""
    places = _contexts(found.paragraphs)
    wanted = _contexts(truth.paragraphs)
    texts = {bare_letters(found.notes.get(label, "")): n for n, label in enumerate(found.calls)}
    score.notes += len(truth.notes)
    for number, text in enumerate(truth.notes):
        at = texts.get(bare_letters(text))
        context = places[at] if at is not None and at < len(places) else "?"
        if context == wanted[number]:
            score.notes_right += 1
        else:
            score.bad_notes.append(f"{wanted[number]!r} {context!r} {text[:60]}")
    score.notes_extra += max(0, len(found.calls) - len(truth.notes))


def _contexts(paragraphs: list[str]) -> list[str]:
    """Return, for each call, the letters before it."""
    return [
        bare_letters(paragraph[: match.start()].replace(CALL, ""))[-12:]
        for paragraph in paragraphs
        for match in re.finditer(CALL, paragraph)
    ]


def align(
    one: Sequence[str], two: Sequence[str]
) -> Iterator[tuple[str | None, str | None, int | None]]:
    """Pair the words of two texts that hardly differ, with the index of the second's word."""
    i = j = 0
    while i < len(one) and j < len(two):
        if one[i] == two[j]:
            yield one[i], two[j], j
            i, j = i + 1, j + 1
            continue
        down, across = _shift(one, two, i, j)
        for step in range(max(down, across)):
            inside = step < across
            yield (
                one[i + step] if step < down else None,
                two[j + step] if inside else None,
                j + step if inside else None,
            )
        i, j = i + down, j + across
    yield from ((word, None, None) for word in one[i:])
    yield from ((None, word, at) for at, word in enumerate(two[j:], j))


def _shift(one: Sequence[str], two: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Return the smallest shifts after which both texts go on alike."""
    for total in range(2 * _WINDOW):
        for down in range(total + 1):
            across = total - down
            head = one[i + down : i + down + _ANCHOR]
            if head and head == two[j + across : j + across + _ANCHOR]:
                return (down, across) if total else (1, 1)
    return _leap(one, two, i, j) or (1, 1)


def _leap(one: Sequence[str], two: Sequence[str], i: int, j: int) -> tuple[int, int] | None:
    """Look far ahead: a stretch stands elsewhere."""
    last = min(len(two), j + _FAR) - 1
    ahead = {tuple(two[k : k + _LONG]): k for k in range(last, j - 1, -1)}
    for down in range(min(len(one) - i, _FAR)):
        at = ahead.get(tuple(one[i + down : i + down + _LONG]))
        if at is not None:
            return down, at - j
    return None
