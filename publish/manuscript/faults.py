"""What can be wrong with a book's files: B for the book as a whole, M for markup, N for notes."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

MISSING_FILE = Rule(
    "B001",
    Severity.ERROR,
    N_("{path} does not exist"),
    N_("write the file, or take its name out of book.toml"),
    N_(
        "A book is built from the files that book.toml names, and from no others: a name that "
        "leads nowhere would leave a hole in the book."
    ),
    'texts = ["preface.md", "chapitre-1.md"]',
)
BROKEN_UTF8 = Rule(
    "B002",
    Severity.ERROR,
    N_("byte {offset} is not valid UTF-8"),
    N_("save the file as UTF-8; raw texts in other encodings go through “publish clean”"),
    N_(
        "Bytes that are not UTF-8 are letters that nobody can tell for sure; in print they "
        "would become signs of replacement."
    ),
)
BAD_TOML = Rule(
    "B003",
    Severity.ERROR,
    N_("this is not valid TOML: {reason}"),
    N_("strings stand between double quotes; lists between square brackets"),
)
BAD_KEY = Rule(
    "B004",
    Severity.ERROR,
    N_("unknown key “{key}”"),
    N_("known here: {known}"),
    N_(
        "A key that nothing reads is most often a slip of the pen, and what was meant by it "
        "would be missing in silence."
    ),
    'titel = "L’Été"',
)
BAD_VALUE = Rule(
    "B005",
    Severity.ERROR,
    N_("“{key}”: {reason}"),
    N_("see the table of keys in docs/guide.md"),
)
MISSING_KEY = Rule(
    "B006",
    Severity.ERROR,
    N_("the key “{key}” is missing"),
    N_("add it: docs/guide.md shows the smallest book.toml"),
)
OUTSIDE_BOOK = Rule(
    "B007",
    Severity.ERROR,
    N_("{path} lies outside the book's folder"),
    N_("copy the file into the book and name it by a relative path: nothing else is read"),
    N_(
        "A book is a folder that can be sent, kept and built anywhere: what lies outside it "
        "would be missing there. It is also how a manuscript from a stranger cannot read "
        "other files of this machine."
    ),
    "![Le port](../photos/port.jpg)",
)
NETWORK = Rule(
    "B008",
    Severity.ERROR,
    N_("{path} would be fetched from the network"),
    N_("copy the file into the book: a build never uses the network"),
    N_(
        "What stands on the network may be another picture tomorrow, or none: two builds of "
        "one book would differ."
    ),
    "![Le port](https://example.org/port.jpg)",
)
NO_DATE = Rule(
    "B009",
    Severity.WARNING,
    N_("book.toml gives no date; 2000-01-01 is written into the files"),
    N_("add “date = 2026-11-21”, the day of this edition, or set SOURCE_DATE_EPOCH"),
    N_(
        "Two builds of the same sources give the same files to the byte, so the day cannot be "
        "taken from the clock."
    ),
)
SAME_TEXT_TWICE = Rule(
    "B010",
    Severity.ERROR,
    N_("{path} stands twice in “texts”"),
    N_("name each text once, in reading order"),
)
LEFT_OUT = Rule(
    "B011",
    Severity.WARNING,
    N_("{path} lies in the manuscript and is not in the book"),
    N_("add it to “texts”, or move it out of manuscript/"),
    N_("A text that nobody names is in no edition. Most often it was added and forgotten."),
)
NO_TEXTS = Rule(
    "B012",
    Severity.ERROR,
    N_("no Markdown file is named as “texts” says: {patterns}"),
    N_("put the texts into manuscript/, or name them one by one"),
)
PLACEHOLDER = Rule(
    "B013",
    Severity.WARNING,
    N_("“{name}” is the name that “publish new” wrote: nobody's"),
    N_("write the author's name; an order is refused until then"),
)

NO_TITLE = Rule(
    "M001",
    Severity.ERROR,
    N_("the text does not open with a title"),
    N_("begin the file with one line “# Title”"),
    N_(
        "A text is a chapter of the book; its title stands in the contents, in running heads "
        "and in the outline of every edition."
    ),
)
SECOND_TITLE = Rule(
    "M002",
    Severity.ERROR,
    N_("a second first-level title: {title}"),
    N_("use “##” within a text, or put the second text into a file of its own"),
)
FORBIDDEN_ELEMENT = Rule(
    "M003",
    Severity.ERROR,
    N_("the HTML element <{name}> is not allowed in a manuscript"),
    N_("write it in Markdown, or with one of the elements listed in docs/guide.md"),
    N_(
        "Only elements that can be set in print, read aloud and shown on every screen are "
        "taken; the list stands in docs/guide.md."
    ),
    '<iframe src="x"></iframe>',
)
FORBIDDEN_ATTRIBUTE = Rule(
    "M004",
    Severity.ERROR,
    N_("the attribute {name}=“{value}” is not allowed on <{element}>"),
    N_("use a class and style it in styles/print.css and styles/epub.css"),
    N_(
        "What something looks like stands in style sheets alone, so that print, screen and "
        "large print can each have their own."
    ),
    '<span style="color: red">mot</span>',
)
NO_ALTERNATIVE = Rule(
    "M005",
    Severity.ERROR,
    N_("the image {path} has no alternative text"),
    N_("write ![what the picture shows]({path}); for an ornament, ![](…){{.ornament}}"),
    N_(
        "Screen readers say what stands in the place of a picture; without it, who does not "
        "see it is told a file's name."
    ),
    "Un mot ![](port.jpg) ici.",
)
SAME_ID_TWICE = Rule(
    "M006",
    Severity.ERROR,
    N_("the identifier “{id}” stands twice in the book"),
    N_("give each element an identifier of its own"),
    N_("A link leads to one place: of two places with the same name, readers would reach either."),
    "Un [mot]{#lieu} et un [autre]{#lieu}.",
)
DEAD_LINK = Rule(
    "M007",
    Severity.ERROR,
    N_("the link to “{target}” leads nowhere"),
    N_("link to “#identifier” of an element, or to another text of the book: (other.md)"),
    N_("A reader who follows the link would stay where they are; EPUB shops refuse the file."),
    "Voir [plus loin](#nulle-part).",
)
CONTROL_CHARACTER = Rule(
    "M008",
    Severity.ERROR,
    N_("control character {name}"),
    N_("delete it: it cannot be written into an EPUB"),
    N_("Such a character prints nothing and is forbidden in XML, of which an EPUB is made."),
)
TOO_DEEP = Rule(
    "M009",
    Severity.ERROR,
    N_("quotations, lists or elements are nested too deeply to be read"),
    N_("a few levels are the most that a page can show"),
)
BAD_ID = Rule(
    "M010",
    Severity.ERROR,
    N_("the identifier “{id}” cannot be used"),
    N_("begin with a letter, use no space, and leave page-…, entry-…, note-… to the press"),
    N_(
        "An identifier becomes part of an address and of a name in the PDF; some beginnings "
        "are names that the press itself gives."
    ),
    "Un [mot]{#page-3}.",
)
UNFIT_PICTURE = Rule(
    "M011",
    Severity.ERROR,
    N_("the picture {path} cannot be shown: {reason}"),
    N_("save it again as PNG, JPEG, GIF, WebP or plain SVG"),
)
UNCLOSED_BLOCK = Rule(
    "M012",
    Severity.ERROR,
    N_("the block “{signs} {what}” is never closed: it takes all that follows"),
    N_("write {signs} on a line of its own where it ends"),
    N_(
        "A fence that nothing closes would make all that follows verse, a letter or whatever "
        "it opened."
    ),
    "::: {.verse}\nUn vers",
)
UNCLOSED_ELEMENT = Rule(
    "M013",
    Severity.WARNING,
    N_("the HTML element <{name}> is never closed: what follows runs into it"),
    N_("write </{name}> where it ends"),
)
UNKNOWN_BLOCK = Rule(
    "M014",
    Severity.WARNING,
    N_("“{kind}” opens no block: it is printed as it stands"),
    N_("a block is written “::: {{.verse}}” or “/// html | div.verse”, or with another class"),
    N_(
        "Other programs have blocks with such names; here their opening line would be printed "
        "among the text."
    ),
)
WIKI_LINK = Rule(
    "M015",
    Severity.WARNING,
    N_("a wiki link is printed as it stands: {text}"),
    N_("write [what is read](other.md)"),
    N_(
        "Wiki links are those of note-taking programs: their target is a name that only these "
        "can look up."
    ),
    "Voir [[Autre note]].",
)
HIGHLIGHT = Rule(
    "M016",
    Severity.WARNING,
    N_("highlighted text is printed with its signs: {text}"),
    N_("write *italic*, **bold** or [text]{{.sc}}"),
    N_("A book has no marker pen: what it stresses, it sets in italic or in small capitals."),
    "Un ==mot== ici.",
)
LATEX = Rule(
    "M017",
    Severity.WARNING,
    N_("a LaTeX command is printed as it stands: {text}"),
    N_("write it in Markdown: docs/guide.md has a table; “\\newpage” stands alone on its line"),
)
FORMULA = Rule(
    "M018",
    Severity.ERROR,
    N_("a formula cannot be set yet: {text}"),
    N_("write it in words, *italics* and ^superiors^, or show it as a picture; money: “\\$”"),
    N_(
        "Mathematics needs fonts and rules of its own, which are not here yet; what is "
        "printed is what was typed."
    ),
    "Soit $x^2 + 1$ ici.",
)
CITATION = Rule(
    "M019",
    Severity.ERROR,
    N_("a citation by its key cannot be set yet: {text}"),
    N_("write the reference out, most often in a note: ^[Durand, *Titre*, p. 12.]"),
    N_("The key stands for an entry of a bibliography file, which nothing here reads."),
    "Comme on l’a dit [@durand1900, p. 12].",
)
CROSS_REFERENCE = Rule(
    "M020",
    Severity.ERROR,
    N_("a cross-reference cannot be set yet: {text}"),
    N_("write it as a link: [figure 3](#identifier)"),
)
LOOSE_ATTRIBUTES = Rule(
    "M021",
    Severity.WARNING,
    N_("attributes belong to nothing and are printed: {text}"),
    N_("put them at the end of the title, or right behind ], ) or the line they are for"),
    N_(
        "Braces with a class or an identifier are meant for what stands before them. Where "
        "that takes none, they would be printed."
    ),
)
RAW_FORMAT = Rule(
    "M022",
    Severity.WARNING,
    N_("what is written for {form} alone is left out"),
    N_("write it in Markdown, or as {{=html}}"),
)
UNKNOWN_ATTRIBUTE = Rule(
    "M023",
    Severity.WARNING,
    N_("nothing knows the attribute {name}=“{value}” here: it is left out"),
    N_("delete it, or use a class and style it in styles/print.css and styles/epub.css"),
)
HAND_NOTE = Rule(
    "M024",
    Severity.WARNING,
    N_("a note typed by hand: “{mark}” here, its text on line {there}"),
    N_("write [^{number}] in the text and “[^{number}]:” before the note"),
    N_(
        "A figure in brackets is only a figure: it has no foot of the page, no link and no "
        "place in the numbering."
    ),
)
MOJIBAKE = Rule(
    "M025",
    Severity.WARNING,
    N_("“{text}” was read in the wrong encoding"),
    N_("write “{better}”, or pass the file through “publish clean”"),
)
LIGATURE_SIGN = Rule(
    "M026",
    Severity.WARNING,
    N_("a ligature typed as one sign: “{text}”"),
    N_("write “{better}”: the font makes the ligature; “publish check --fix” does it"),
)
ODD_SIGN = Rule(
    "M027",
    Severity.WARNING,
    N_("{name} is typed in the place of “{better}”"),
    N_("write “{better}”: searches and the index find no other; “publish check --fix” does it"),
)
TAB = Rule(
    "M028",
    Severity.WARNING,
    N_("a tab within a line is printed as a space"),
    N_("use a table for columns, “> ” for an indent"),
    N_("Tabs have no width in a paragraph: columns that were lined up with them fall together."),
    "Un\tdeux.",
)
PROSE_AS_CODE = Rule(
    "M029",
    Severity.WARNING,
    N_("lines indented by four spaces are code: {text}"),
    N_("delete the spaces: paragraphs are indented by the press"),
    N_(
        "Four spaces are Markdown's sign for code, which is set in a typewriter's letters and "
        "not divided. In prose they are nearly always a typed indent."
    ),
    "Un alinéa.\n\n    Un alinéa rentré par quatre espaces.",
)
LOST_WORDS = Rule(
    "M030",
    Severity.ERROR,
    N_("words would be lost: {words}"),
    N_("look at the markup around them; if it is right, this is a fault of publish: report it"),
    N_("Every word of the source is looked for in what was read from it: none is lost in silence."),
)
LOST_ELEMENTS = Rule(
    "M031",
    Severity.ERROR,
    N_("{count} × <{element}> would be lost"),
    N_("a link within a link, or a tag at the wrong place: write them one after the other"),
)
FRONT_MATTER = Rule(
    "M032",
    Severity.NOTE,
    N_("not used, of what stands between “---”: {keys}"),
    N_("say it in book.toml, where it has a key: docs/guide.md lists them"),
)
BAD_FRONT_MATTER = Rule(
    "M033",
    Severity.ERROR,
    N_("what stands between “---” is not YAML that can be read: {reason}"),
    N_("write “key: value” on each line, or delete it: book.toml says the same"),
)
DIALOGUE = Rule(
    "M034",
    Severity.WARNING,
    N_("a list that looks like dialogue"),
    N_("write “— ” before each speech; “publish check --fix” does it"),
    N_(
        "A hyphen and a space at the beginning of a line make a list; French dialogue begins "
        "with an em dash."
    ),
)
UNREAD_TABLE = Rule(
    "M035",
    Severity.ERROR,
    N_("a table cannot be read: its columns do not stand under one another"),
    N_("align its lines, or write it with “|”; a grid is drawn without a gap"),
)
UNCLOSED_COMMENT = Rule(
    "M036",
    Severity.ERROR,
    N_("a comment is never closed: it takes all that follows"),
    N_("write --> where it ends"),
    N_(
        "What stands in a comment is in no edition: without its end, the rest of the text "
        "would be in none."
    ),
    "<!-- à revoir\n\nLa suite.",
)
BARE_KEY = Rule(
    "M037",
    Severity.WARNING,
    N_("“{text}” looks like a citation; it is printed as it stands"),
    N_("write the reference out; if it is no citation, write “\\@”"),
)
TEMPLATE = Rule(
    "M038",
    Severity.WARNING,
    N_("what another program would fill in is printed as it stands: {text}"),
    N_("write what it stands for"),
)
FOREIGN_SIGN = Rule(
    "M039",
    Severity.WARNING,
    N_("a sign that only another program reads is printed as it stands: {text}"),
    N_("delete it, or write what it stands for; as code, between two `"),
    N_(
        "Contents, boxes, comments, abbreviations, corrections and merges to be decided have "
        "signs of their own in other programs: here they would stand in the book."
    ),
    "<<<<<<< HEAD",
)
NO_TITLE_SIGN = Rule(
    "M040",
    Severity.WARNING,
    N_("this opens no title and is printed with its “#”: {text}"),
    N_("write one to six “#”, a space, the title; if it is none, write “\\#”"),
)
SPACED_LABEL = Rule(
    "M041",
    Severity.WARNING,
    N_("a note’s label has a space in it: {text} is printed as it stands"),
    N_("write a label without spaces, in the call and before the note"),
)
LEFT_SIGNS = Rule(
    "M042",
    Severity.WARNING,
    N_("signs of emphasis are printed as they were typed: {text}"),
    N_("put marks and spaces outside the signs; if they are meant, write \\ before each"),
    N_(
        "Emphasis opens before a letter and closes behind one: with a mark or a space inside "
        "and a letter outside, Markdown takes its signs for text."
    ),
    '**"Mot"**suite.',
)

UNDEFINED_NOTE = Rule(
    "N001",
    Severity.ERROR,
    N_("note [^{label}] is called but not defined"),
    N_("add a line “[^{label}]: text of the note”, or delete the call"),
    N_("The figure of the call would stand in the text, and nothing at the foot of the page."),
    "Un mot[^1].",
)
DUPLICATE_NOTE = Rule(
    "N002",
    Severity.ERROR,
    N_("note [^{label}] is defined twice; first on line {first}"),
    N_("give one of the two another label, and its call with it"),
    N_("Of two notes with one label, only one could stand at the call: the other would be lost."),
    "Un mot[^1].\n\n[^1]: Une note.\n\n[^1]: Une autre.",
)
UNCALLED_NOTE = Rule(
    "N003",
    Severity.ERROR,
    N_("note [^{label}] is never called"),
    N_("put [^{label}] into the text where the note belongs, or delete the note"),
    N_("A note that nothing calls has no place in the book: it would be lost."),
    "Un mot.\n\n[^1]: Une note.",
)
REPEATED_CALL = Rule(
    "N004",
    Severity.ERROR,
    N_("note [^{label}] is called a second time; first on line {first}"),
    N_("a note has one call: repeat the note, or refer to it in words (“see note 3”)"),
    N_(
        "Notes are numbered in the order of their calls, and each leads back to its own: a "
        "second call would make a figure out of order and a way back that is wrong."
    ),
    "Un mot[^1], puis un autre[^1].\n\n[^1]: Une note.",
)
EMPTY_NOTE = Rule(
    "N005",
    Severity.ERROR,
    N_("note [^{label}] is empty"),
    N_("write its text after the colon"),
    N_(
        "A figure at the foot of the page with nothing behind it is a note somebody meant to write."
    ),
    "Un mot[^1].\n\n[^1]:",
)
CALL_IN_NOTE = Rule(
    "N006",
    Severity.ERROR,
    N_("note [^{label}] is called within note [^{within}]"),
    N_("call it from the text: a note at the foot of a page cannot have notes"),
    N_(
        "A note's note would need a second foot of the page. What an editor adds to an "
        "author's note goes between square brackets, within it."
    ),
    "Un mot[^1].\n\n[^1]: Une note[^2].\n\n[^2]: Une autre.",
)
CALL_IN_DESCRIPTION = Rule(
    "N007",
    Severity.ERROR,
    N_("note [^{label}] is called within what describes a picture: nobody would see it"),
    N_("call it from the text; a picture alone in its paragraph has a caption, which may call"),
)
BAD_OPENING = Rule(
    "M060",
    Severity.ERROR,
    N_("a text does not open on “{value}”"),
    N_('write {{opens="recto"}}, {{opens="page"}} or {{opens="run-on"}} behind its title'),
)
SKIPPED_LEVEL = Rule(
    "M070",
    Severity.WARNING,
    N_("a heading of level {level} follows one of level {above}: {title}"),
    N_("use the next level: # then ## then ###"),
    N_(
        "Who reads with a screen reader goes from heading to heading, and takes a level that is"
        " left out for a heading that is missing. A tagged PDF may not leave one out."
    ),
)
TEXT_NOT_SHOWN = Rule(
    "M071",
    Severity.WARNING,
    N_("the title of the picture is its caption, its text is only read aloud: {text}"),
    N_("leave the title out where the text is the caption, or take its markup away"),
    N_(
        "With a title behind its name, a picture has a caption and a description. A description"
        " holds no italics, notes or links, nor several sentences: those were meant to be read."
    ),
)
