"""The editor goes through the questions: a session that any shell can drive.

``session.accept()`` → the next question; ``session.corrections()`` → what goes into
corrections.toml. Kinds of doubts come before single places, the most frequent first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publish.cleaning.dialogue.corrections import Correction
from publish.cleaning.dialogue.questions import AskedPlace, Question

_WORDS: Final = 3
"""How many words on each side bind an answer to its place."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: a question of a text, or one place of it."""

    text: str
    question: Question
    place: AskedPlace | None = None

    @property
    def places(self) -> tuple[AskedPlace, ...]:
        return (self.place,) if self.place else self.question.places

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be answered: the reading, its alternatives, and the source as it is printed."""
        question = self.question
        options = (question.reading, *question.alternatives, question.found)
        return tuple(dict.fromkeys(option for option in options if option))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to an item; ``everywhere``, or at its first place only."""

    item: Item
    read: str
    everywhere: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """A review under way. Every answer returns a new session; nothing is lost by leaving it."""

    items: tuple[Item, ...]
    at: int = 0
    answers: tuple[Answer, ...] = ()

    @property
    def current(self) -> Item | None:
        """The item to decide now; None when all have been seen."""
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def left(self) -> int:
        """How many items there are still to see, this one included."""
        return len(self.items) - self.at

    def accept(self, *, everywhere: bool = True) -> Session:
        """Take the proposed reading."""
        return self.type(self._now().question.reading, everywhere=everywhere)

    def reject(self, *, everywhere: bool = True) -> Session:
        """Keep what the source prints."""
        return self.type(self._now().question.found, everywhere=everywhere)

    def choose(self, number: int, *, everywhere: bool = True) -> Session:
        """Take one of the choices, counted from 1; raises IndexError where there is none."""
        choices = self._now().choices
        if not 1 <= number <= len(choices):
            raise IndexError(number)
        return self.type(choices[number - 1], everywhere=everywhere)

    def type(self, read: str, *, everywhere: bool = True) -> Session:
        """Give a reading of one's own; ``everywhere`` False binds it to the first place."""
        item = self._now()
        answers = tuple(answer for answer in self.answers if answer.item is not item)
        answer = Answer(item, read, everywhere)
        session = replace(self, at=self.at + 1, answers=(*answers, answer))
        if not everywhere and len(item.places) > 1:
            return session._with_rest(item)
        if everywhere and item.place is not None:
            return session._without_twins(item, read)
        return session

    def same_elsewhere(self) -> Session:
        """Give the last answer to the same question in the other texts, not asked again."""
        if not self.answers:
            return self
        last = self.answers[-1]
        question = last.item.question
        twins = [
            item
            for item in self.items[self.at :]
            if (item.question.kind, item.question.found) == (question.kind, question.found)
            and item.place is None
        ]
        answers = (*self.answers, *(Answer(twin, last.read) for twin in twins))
        items = tuple(item for item in self.items if item not in twins)
        return replace(self, items=items, answers=answers)

    def skip(self) -> Session:
        """Leave the item for another time."""
        return replace(self, at=min(self.at + 1, len(self.items)))

    def back(self) -> Session:
        """Return to the item before, forgetting what was answered to it."""
        at = max(self.at - 1, 0)
        gone = self.items[at] if self.items else None
        kept = tuple(answer for answer in self.answers if answer.item is not gone)
        return replace(self, at=at, answers=kept)

    def corrections(self, kept: Iterable[Correction] = ()) -> tuple[Correction, ...]:
        """Return the corrections kept so far with those of this session, each once."""
        given = [correction for answer in self.answers for correction in _corrections(answer)]
        return tuple(dict.fromkeys((*kept, *given)))

    def _now(self) -> Item:
        if self.current is None:
            raise IndexError(self.at)
        return self.current

    def _with_rest(self, item: Item) -> Session:
        """Ask again for the other places of an item that was answered for its first."""
        rest = replace(item.question, places=item.places[1:])
        items = (*self.items[: self.at], Item(item.text, rest), *self.items[self.at :])
        return replace(self, items=items)

    def _without_twins(self, item: Item, read: str) -> Session:
        """Answer the same to the other places of a question, and do not ask them again."""
        twins = [
            other
            for other in self.items[self.at :]
            if other.question is item.question and other.text == item.text
        ]
        answers = (*self.answers, *(Answer(twin, read) for twin in twins))
        items = tuple(one for one in self.items if one not in twins)
        return replace(self, items=items, answers=answers)


def begin(questions: Iterable[tuple[str, Sequence[Question]]]) -> Session:
    """Open a session on the questions of some texts: kinds first, most frequent first."""
    kinds: list[Item] = []
    places: list[Item] = []
    for text, asked in questions:
        for question in asked:
            if question.pinned:
                places += [Item(text, question, place) for place in question.places]
            else:
                kinds.append(Item(text, question))
    kinds.sort(key=lambda item: -item.question.count)
    return Session((*kinds, *places))


def _corrections(answer: Answer) -> Iterable[Correction]:
    item, question = answer.item, answer.item.question
    first = question.pinned or not answer.everywhere
    bound = item.places[:1] if first else item.places if question.bound else (None,)
    for place in bound:
        yield Correction(
            question.kind,
            question.found,
            answer.read,
            before=" ".join(place.before.split()[-_WORDS:]) if place else "",
            after=" ".join(place.after.split()[:_WORDS]) if place else "",
            text=item.text,
        )
