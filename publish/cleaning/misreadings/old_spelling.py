"""Spellings that were French before ours: no misreadings.

``avoit`` → ``avait``, ``enfans`` → ``enfants``, ``mesme`` → ``même``, ``vn`` → ``un``

Each rule turns a habit of the 15th to 19th centuries into today's. A word that one rule, or two
(*estoient*, *aduerſité*), lead to a word of today may be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_RULES: Final = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"oi(s|t|ent)$", r"ai\1"),
        (r"oi(s|t)(?=s|t)", r"ai\1"),
        (r"oib", "aib"),
        (r"oî(?=tr)", "aî"),
        (r"oi(?=[bmnrst])", "ai"),
        (r"(?<=[ae])n[sz]$", "nts"),
        (r"(?<=[aeo])mm?ens$", "mments"),
        (r"(?<=[oa])ts$", "ts"),
        (r"ez$", "és"),
        (r"és$", "ez"),
        (r"z$", "s"),
        (r"x$", "s"),
        (r"s$", "x"),
        (r"y", "i"),
        (r"i", "y"),
        (r"(?<=[aeiouy])u(?=[aeiouy])", "v"),
        (r"(?<![a-z])v(?=[bcdfghjklmnpqrst])", "u"),
        (r"(?<=[a-z])u(?=[aeiou])", "v"),
        (r"(?<=[aeiou])u(?=r)", "v"),
        (r"(?<=[a-z])v(?=[^aeiouy]|$)", "u"),
        (r"(?<![a-z])i(?=[aeou])", "j"),
        (r"(?<=[bdnou])i(?=[aeou])", "j"),
        (r"(?<=[aeiouy])s(?=[cdfghklmnpqt])", ""),
        (r"ns(?=t)", "n"),
        (r"aige(?=s?$)", "age"),
        (r"ier(?=s?$)", "er"),
        (r"(?<=d)emour", "emeur"),
        (r"(?<=r)ect", "et"),
        (r"aul?s(?=s)", "aus"),
        (r"(?<=[aeou])u?lx$", "ux"),
        (r"aul(?=[a-z])", "au"),
        (r"oul(?=[a-z])", "ou"),
        (r"eul(?=[a-z])", "eu"),
        (r"([bcdfglmnprst])\1", r"\1"),
        (r"(?<=[aeiouy])([flmnpt])(?=[aeiouy])", r"\1\1"),
        (r"ph", "f"),
        (r"f", "ph"),
        (r"th", "t"),
        (r"t", "th"),
        (r"rh", "r"),
        (r"ch(?=r|o|l)", "c"),
        (r"sç", "s"),
        (r"sc(?=[eiay])", "s"),
        (r"ct(?=[a-z])|ct$", "t"),
        (r"bs(?=t)", "s"),
        (r"dv|du(?=[aei])", "v"),
        (r"dj|di(?=[aou])", "j"),
        (r"pt", "t"),
        (r"mp(?=[st])", "n"),
        (r"em(?=s$)", "emp"),
        (r"g$", ""),
        (r"gn", "n"),
        (r"(?<=i)ng$", "n"),
        (r"ung$", "un"),
        (r"c?qu(?=[aeiou])", "qu"),
        (r"cq", "c"),
        (r"q$", "c"),
        (r"k", "qu"),
        (r"œ|oe", "e"),
        (r"oe", "œ"),
        (r"æ|ae", "é"),
        (r"æ", "e"),
        (r"eu(?=r|s|t|e)", "u"),
        (r"ou(?=r|l|v)", "o"),
        (r"(?<=[bcdfglmnprt])o(?=[lmnrus])", "ou"),
        (r"an(?=[cgt])", "en"),
        (r"en(?=[cgt])", "an"),
        (r"ain", "aîn"),
        (r"ai", "e"),
        (r"ei", "e"),
        (r"eé?(?=u)", ""),
        (r"e(?=ment)", ""),
        (r"t(?=ion)", "ct"),
        (r"c(?=ion)", "t"),
        (r"ci(?=[aeo])", "ti"),
        (r"ti(?=[aeo])", "ci"),
        (r"s(?=[ei])", "c"),
        (r"c(?=[ei])", "s"),
        (r"ss(?=[ei])", "c"),
        (r"es(?=[a-z])", "é"),
        (r"ſ", "s"),
        (r"h", ""),
        (r"(?<![a-z])(?=[aeiou])", "h"),
        (r"gu(?=[aeio])", "g"),
    )
)


LITTLE: Final = frozenset(
    "dudit audit ledit ladit ladite lesdits desdits susdit dudict audict ledict ladicte "
    "lesdiz desdiz nosdiz sesdiz sadicte oudit ondit sondit icelle icelles icelui iceluy "
    "iceulx iceux ycelle ycelles ycelui yceulx moult oncques onques ains ainçois adonc "
    "doncques illec lez ès es fu fut fust puet ot ost eust tousjours encores pluseurs "
    "plusours plusieurs ung prins mis eulx eulz noz voz cy icy cest ceste cestuy cil celuy "
    "nostre vostre mesmes avecques avec iusques jusques lors pieça ença jà ja li amé amée feu "
    "feue mil cens vings toutevoies nonobstant voire or nul nulle tel telle autel guères "
    "guere gueres point oultre selon selonc joust emprès dessoubz soubz dedens dehors dont".split()
)
"""Little words of older texts: where they stand, they are meant."""


def modern(word: str, rules: int = 2) -> Iterator[str]:
    """Yield what today's spelling of a word (lower case, without accents) may be."""
    seen = {word}
    now = [word]
    for _ in range(rules):
        further = []
        for text in now:
            for pattern, by in _RULES:
                if pattern.search(text):
                    other = pattern.sub(by, text)
                    if other not in seen:
                        seen.add(other)
                        further.append(other)
                        yield other
        now = further
