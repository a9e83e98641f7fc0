"""Names in the text that the index does not have yet, as entries to be pasted into index.toml.

``… le soir, Léon Trotsky parla …`` → ``heading = "Trotsky, Léon"``, ``forms = ["Léon Trotsky"]``
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from publish.book import Book, blocks, text_nodes
from publish.characters import APOSTROPHE

_WORD = rf"[^\W\d_a-zà-öø-ÿœ][\w{APOSTROPHE}'-]+"
_NAME = re.compile(rf"\b{_WORD}(?:(?: d[eu] | )(?:{_WORD}))*")
_OPENS_SENTENCE = re.compile(rf"(?:^|[.!?…:«»—–“(\[])[\s{APOSTROPHE}'\"]*$")
_ARTICLES = frozenset("le la les du de des un une aux".split())
"""May open a name: Le Havre, Du Bellay."""
_FUNCTION_WORDS = _ARTICLES | frozenset(
    """
    je tu il elle on nous vous ils elles me te se moi toi soi lui leur eux y en
    ce cet cette ces ceci cela ça celui celle ceux celles
    mon ma mes ton ta tes son sa ses notre nos votre vos leurs mien tien sien nôtre vôtre
    qui que quoi dont où lequel laquelle lesquels lesquelles auquel duquel desquels
    quel quelle quels quelles quelque quelques chaque tout toute tous toutes aucun aucune nul nulle
    autre autres certain certaine certains certaines plusieurs même mêmes tel telle tels telles
    rien personne chacun chacune quiconque autrui un une
    à au avec après avant chez contre dans depuis derrière dès devant durant entre envers hors
    malgré outre par parmi pendant pour sans sauf selon sous sur vers voici voilà
    et ou ni mais or car donc si quand comme lorsque puisque quoique parce afin tandis pourtant
    cependant toutefois néanmoins ainsi alors aussi enfin ensuite puis encore déjà jamais toujours
    bien mal peu plus moins très trop tant assez presque ici là hier demain aujourd soudain
    maintenant bientôt souvent parfois ne pas non oui comment pourquoi combien
    ah oh eh hé ô hélas allons voyons tiens
    lorsqu puisqu quoiqu jusqu jusque quelqu presqu
    """.split()
)
"""What is no name by itself, even where a capital follows what looks like no end of a sentence."""
_INVERTED = re.compile(
    r"-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|ci|là|moi|toi|lui|les?|la|en|y)$"
)
_ELISION = re.compile(rf"^[A-Za-z]{{1,2}}[{APOSTROPHE}']")


def suggest(book: Book, least: int) -> str:
    """Return TOML entries for names found at least ``least`` times, most frequent first."""
    forms = [form.removesuffix("*") for entry in book.entries for form in entry.forms]
    names = Counter(name for name in _names(book) if name and not any(f in name for f in forms))
    ordered = sorted(names.items(), key=lambda one: (-one[1], one[0]))
    return "\n".join(_entry(name, count) for name, count in ordered if count >= least)


def _names(book: Book) -> Iterator[str]:
    """Yield capitalised words and runs of them that do not just open a sentence."""
    for section in book.sections:
        for tree in section.trees:
            for block in blocks(tree):
                text = "".join(piece.text for piece in text_nodes(block))
                for match in _NAME.finditer(text):
                    several = " " in match[0]
                    if several or not _OPENS_SENTENCE.search(text[: match.start()][-6:]):
                        yield _named(_ELISION.sub("", match[0]))


def _named(words: str) -> str:
    """Return what of a run of words is a name: ``Mais Kamenev`` → ``Kamenev``, ``Il`` → ````."""
    found = words.split(" ")
    while (
        found
        and _is_function_word(found[0])
        and (len(found) == 1 or found[0].casefold() not in _ARTICLES)
    ):
        del found[0]
    return " ".join(found)


def _is_function_word(word: str) -> bool:
    """Whether a word, or what it opens with (``Celui-ci``, ``Lorsqu’il``), is none of a name."""
    plain = word.replace("'", APOSTROPHE)
    opening = re.split(rf"{APOSTROPHE}|-(?=[^\W\dA-ZÀ-ÖØ-ÞŒ])", plain)[0].casefold()
    return opening in _FUNCTION_WORDS or bool(_INVERTED.search(plain))


def _entry(name: str, count: int) -> str:
    first, _, last = name.rpartition(" ")
    heading = f"{last}, {first}" if first else name
    return (
        f"[[entry]]  # {count}\n"
        f"heading = {json.dumps(heading, ensure_ascii=False)}\n"
        f"forms = [{json.dumps(name, ensure_ascii=False)}]\n"
    )
