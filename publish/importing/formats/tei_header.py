"""The header of a TEI file: what it says of the work."""

from __future__ import annotations

import re

from lxml import etree

from publish.importing.incoming import About

_ROLES = {"translator": "trl", "traducteur": "trl", "illustrator": "ill", "preface": "aui"}


def about_header(root: etree._Element) -> About:
    """Return what a header says; elements have no namespace."""
    header = root.find(".//teiHeader")
    if header is None:
        return About()
    title, subtitle = _titles(header)
    statement = header.find(".//fileDesc/titleStmt")
    people: list[tuple[str, str]] = []
    for one in () if statement is None else statement.iterchildren("author", "editor"):
        name = _name(one)
        role = "aut" if one.tag == "author" else _ROLES.get((one.get("role") or "").lower(), "")
        if name and role:
            people.append((name, role))
    language = next((one.get("ident") or "" for one in header.iter("language")), "")
    text = root.find(".//text")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    language = language or str((text.get(lang) if text is not None else "") or root.get(lang) or "")
    licence = header.find(".//availability//licence")
    licence = licence if licence is not None else header.find(".//availability")
    return About(
        title=title,
        subtitle=subtitle,
        authors=tuple(dict.fromkeys(people)),
        language={"fra": "fr", "fre": "fr"}.get(language, language),
        rights="" if licence is None else _words(licence)[:400],
        source="" if (found := header.find(".//sourceDesc")) is None else _words(found)[:400],
    )


def _titles(header: etree._Element) -> tuple[str, str]:
    titles = list(header.iterfind(".//fileDesc/titleStmt/title"))
    subs = [one for one in titles if (one.get("type") or "") in ("sub", "subtitle", "genre")]
    mains = [one for one in titles if one not in subs]
    main = next((one for one in mains if one.get("type") == "main"), mains[0] if mains else None)
    title = "" if main is None else _words(main)
    title = re.sub(r"\s*:?\s*(?:édition\s+)?ELTeC.*$", "", title, flags=re.IGNORECASE).rstrip(
        " .:,"
    )
    return title, next((_words(one) for one in subs if one.get("type") != "genre"), "")


def _name(element: etree._Element) -> str:
    """Return a name as it is said: ``Zola, Émile (1840-1902)`` → ``Émile Zola``."""
    person = element.find(".//persName")
    whole = element if person is None else person
    parts = [whole.find(f".//{name}") for name in ("forename", "nameLink", "surname")]
    if parts[2] is not None:
        return " ".join(_words(one) for one in parts if one is not None)
    said = re.sub(r"\s*\([^)]*\)", "", element.get("key") or _words(whole))
    family, comma, given = said.partition(",")
    named = f"{given.strip()} {family.strip()}" if comma and "," not in given else said
    return " ".join(named.split())


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
