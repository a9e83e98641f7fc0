"""What a designer changes: style sheets, templates and fonts, held in memory.

>>> Styles({"print.css": b"p { margin: 0 }"}).text("print.css")
'p { margin: 0 }'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import quote

import uharfbuzz
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publish.book.faults import STYLES_TOO_DEEP
from publish.book.style_depth import too_deep
from publish.composition import faults
from publish.diagnostics import BookError

TEMPLATES = "templates/"
FONTS = "fonts/"
CODE_FONTS = "code/"
"""Where, in fonts/, those stand that set code alone."""

SYSTEM = "system/"
"""Where fonts stand that were found on this system, not in the folder."""

_FONT_ENDINGS = (".otf", ".ttf", ".woff2")


@dataclass(frozen=True)
class Styles:
    """The ``styles`` folder: path → content; a book's own files stand over the default ones."""

    files: Mapping[str, bytes]

    def text(self, path: str) -> str:
        """Return a style sheet or template; raises BookError where it is missing or not UTF-8, or
        deeper in itself than any reader follows."""
        try:
            text = self.files[path].decode()
        except KeyError:
            raise BookError(faults.MISSING_STYLE.at(f"styles/{path}", path=path)) from None
        except UnicodeDecodeError as error:
            raise BookError(
                faults.BROKEN_STYLE.at(f"styles/{path}", reason=str(error.reason))
            ) from None
        if line := too_deep(text) if path.endswith(".css") else 0:
            raise BookError(STYLES_TOO_DEEP.at(f"styles/{path}", line))
        return text

    @property
    def fonts(self) -> dict[str, bytes]:
        """The fonts, by file name."""
        return {
            path.removeprefix(FONTS): content
            for path, content in sorted(self.files.items())
            if path.startswith(FONTS) and path.endswith(_FONT_ENDINGS)
        }

    @property
    def embedded(self) -> tuple[bytes, ...]:
        """Every font that a PDF may hold: the folder's, and those found on this system."""
        found = (font for path, font in sorted(self.files.items()) if path.startswith(SYSTEM))
        return (*self.fonts.values(), *found)

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the text's type families, as the fonts give them themselves."""
        texts = (f for path, f in self.fonts.items() if not path.startswith(CODE_FONTS))
        return tuple(dict.fromkeys(filter(None, map(family, texts))))

    @property
    def face_rules(self) -> str:
        """An ``@font-face`` rule for each font, under the name it gives its family itself."""
        return "\n".join(
            face_rule(f"styles/{FONTS}{path}", font) for path, font in self.fonts.items()
        )

    def render(self, template: str, **values: object) -> str:
        """Fill a template; a fault in it is a BookError with its file and line."""
        try:
            return self._environment.get_template(template).render(**values)
        except TemplateNotFound as error:
            name = f"{TEMPLATES}{error.name}"
            raise BookError(faults.MISSING_STYLE.at(f"styles/{name}", path=name)) from None
        except TemplateError as error:
            file = f"styles/{TEMPLATES}{getattr(error, 'name', None) or template}"
            line = getattr(error, "lineno", None)
            reason = error.message or type(error).__name__
            raise BookError(faults.BROKEN_STYLE.at(file, line, reason=reason)) from None
        except (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError,
                RecursionError, SyntaxError) as error:  # fmt: skip
            file = f"styles/{TEMPLATES}{template}"
            reason = f"{type(error).__name__}: {error}"
            raise BookError(faults.BROKEN_STYLE.at(file, reason=reason)) from None

    @cached_property
    def _environment(self) -> Environment:
        templates = {
            path.removeprefix(TEMPLATES): self.text(path)
            for path in self.files
            if path.startswith(TEMPLATES)
        }
        return ImmutableSandboxedEnvironment(  # a book may come from a stranger
            loader=DictLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )


def unpacked(font: bytes) -> bytes:
    """Return a font as HarfBuzz reads it: WOFF and WOFF2 unpacked; ValueError for a broken one."""
    if font[:3] != b"wOF":
        return font
    from fontTools.ttLib import TTFont, TTLibError  # slow to load

    written = BytesIO()
    try:
        with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as face:
            face.flavor = None
            face.save(written)
    except (TTLibError, AssertionError) as error:
        raise ValueError(str(error)) from None
    return written.getvalue()


def family(font: bytes) -> str:
    """Return the name that a font gives its family; "" for what is no font."""
    try:
        face = uharfbuzz.Face(unpacked(font))
    except ValueError:
        return ""
    names = uharfbuzz.OTNameIdPredefined
    return (
        face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY) or ""
        if face.glyph_count
        else ""
    )


def face_rule(path: str, content: bytes, name: str = "") -> str:
    """Return the ``@font-face`` rule of a font; ``name``: what its family is called, if not as it
    says itself."""
    font = uharfbuzz.Font(uharfbuzz.Face(unpacked(content)))
    tags = uharfbuzz.StyleTag
    leans = font.get_style_value(tags.ITALIC) or font.get_style_value(tags.SLANT_ANGLE)
    slant, weight = "italic" if leans else "normal", round(font.get_style_value(tags.WEIGHT))
    return (
        f'@font-face {{ font-family: "{name or family(content)}"; font-style: {slant}; '
        f"font-weight: {weight}; src: url({quote(path)}) }}"
    )
