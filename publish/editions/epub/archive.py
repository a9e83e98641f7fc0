"""Files → a ZIP archive that is the same to the byte wherever and whenever it is made.

Order, date and permissions are fixed, and libdeflate compresses: zlib's output depends on which
zlib a machine has (docs/decisions/0010). The standard library cannot store what another has
compressed, so the few records of the format (PKWARE's APPNOTE.TXT, 4.3) are written here.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from struct import pack

from deflate import deflate_compress

_STORED, _DEFLATED = 0, 8
_VERSION = 20
_UNIX = 3 << 8
_UTF8 = 0x800
_MIDNIGHT, _FIRST_DAY = 0, (1 << 5) | 1  # 1980-01-01, the format's first date
_READ_BY_ALL = (0o100644 << 16) & 0xFFFFFFFF
_HARDEST = 12  # of libdeflate's levels

Pack = Callable[[bytes], bytes]


def deflated(content: bytes) -> bytes:
    """Return a file's content as it stands in the archive."""
    return bytes(deflate_compress(content, _HARDEST))


def archive(
    files: Mapping[str, bytes], stored: frozenset[str], pack_file: Pack = deflated
) -> bytes:
    """Return a ZIP archive of the files, in their order; those in ``stored`` are not compressed.

    ``pack_file`` gives what :func:`deflated` gives, if need be from an earlier time.
    """
    bodies, directory, offset = [], [], 0
    for path, content in files.items():
        name = path.encode()
        method = _STORED if path in stored else _DEFLATED
        data = content if method is _STORED else pack_file(content)
        entry = pack(
            "<5H3L2H",
            _VERSION,
            _UTF8,
            method,
            _MIDNIGHT,
            _FIRST_DAY,
            zlib.crc32(content),
            len(data),
            len(content),
            len(name),
            0,
        )
        bodies.append(b"PK\3\4" + entry + name + data)
        place = pack("<3H2L", 0, 0, 0, _READ_BY_ALL, offset)
        directory.append(b"PK\1\2" + pack("<H", _UNIX | _VERSION) + entry + place + name)
        offset += len(bodies[-1])
    listed = b"".join(directory)
    counts = pack("<4H2LH", 0, 0, len(directory), len(directory), len(listed), offset, 0)
    return b"".join(bodies) + listed + b"PK\5\6" + counts
