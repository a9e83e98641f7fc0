"""Passages in another language: their words are no misreadings of French ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from publish.cleaning.misreadings.own_vocabulary import SHORTEST, Vocabulary
from publish.cleaning.misreadings.units import Unit

_FOREIGN: Final = frozenset(
    "the of and to in that is was for with his her he she it not be are this from they which "
    "you have had were at by but what all would there their we my me who whom shall will unto "
    "thou thy ad cum non quod sed hoc qui quae quam sunt esse ut si nec neque atque vel aut "
    "pro per ab ex sub hic haec eius ejus ipse nobis vobis deus dei domini dominus sancti rex "
    "regis anno nostri nostro vita omnia omnes nihil enim autem ergo quid quis tibi mihi fuit "
    "erat inter post ante sicut der die das und ist nicht ein eine mit von zu den dem auf "
    "sich ich wir sie es im für auch il lo gli di che della del dei delle con una uno più "
    "sono nel alla questo così mio el los las que una por con para del su como pero muy "
    "este het een van ik niet dat voor aan ook door naar maar hij zij wij zijn heeft uit bij nog "
    "wat hebt wordt lou dins emé iéu soun lis auch nur noch wie bin hab wenn oder doch kein wird "
    "war hat durch muy cuando sin sobre desde donde quien quella perché mult cil icil".split()
)
OURS: Final = frozenset(
    "le la les de des du un une et est à dans que qui ne pas il elle on ce cette ces son sa "
    "ses se sur pour par avec au aux en plus mais ou où nous vous je tu lui leur était sont "
    "ont fut comme".split()
)
_REACH: Final = 7
"""How many words on each side tell the language of a word."""
_UNKNOWN: Final = 0.5
"""Share of unknown words, of those of four letters and more, that makes a passage foreign…"""
_TIMES: Final = 3.0
"""… and how many times that of the whole text it is."""
_LEAST_UNKNOWN: Final = 4
_LEAST: Final = 2
"""Fewest words of another language, and how much more than French ones, around a foreign word."""


def foreign(units: Sequence[Unit], vocabulary: Vocabulary) -> frozenset[int]:
    """Return the indexes of the words that stand in a foreign passage.

    Its little words tell it, or that many of its words are unknown, although they can be spoken.
    """
    theirs, ours, unknown, long = [0], [0], [0], [0]
    spoken = {word: vocabulary.spoken(word.lower()) for word in vocabulary.counts}
    for unit in units:
        low = unit.word.lower()
        theirs.append(theirs[-1] + (low in _FOREIGN and low not in OURS))
        ours.append(ours[-1] + (low in OURS))
        unknown.append(unknown[-1] + spoken.get(unit.word, False))
        long.append(long[-1] + (len(low) >= SHORTEST))
    least = max(_UNKNOWN, _TIMES * unknown[-1] / max(1, long[-1]))
    found = set()
    for at in range(len(units)):
        first, last = max(0, at - _REACH), min(len(units), at + _REACH + 1)
        strange = theirs[last] - theirs[first]
        little = strange >= _LEAST and strange > ours[last] - ours[first]
        strangers, of = unknown[last] - unknown[first], long[last] - long[first]
        if little or strangers >= max(_LEAST_UNKNOWN, least * of):
            found.add(at)
    return frozenset(found)
