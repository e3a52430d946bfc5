"""Composes PDFs of words at places, in a Chinese font that every reader of PDF knows and none needs to embed; also
encrypted (standard handler, revision 2), written out from the PDF specification, 7.6.
"""

from collections.abc import Sequence
from hashlib import md5

Words = tuple[float, float, str]
"""x, y, words."""
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_IDENTITY = b"0123456789abcdef"


def build(pages: Sequence[Sequence[Words]], *, password: str | None = None, size: float = 10) -> bytes:
    """A PDF of so many pages."""
    key = None if password is None else _key(password)
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo 6 0 R /DW 1000 /W [1 95 500] "
        b"/FontDescriptor 5 0 R >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        6: b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        if key is None
        else b"<< /Registry <%s> /Ordering <%s> /Supplement 4 >>"
        % (_locked(key, 6, b"Adobe"), _locked(key, 6, b"GB1")),
    }
    trailer = b""
    if password is not None and key is not None:
        trailer = b"/Encrypt 7 0 R /ID [<%s> <%s>]" % (_IDENTITY.hex().encode(), _IDENTITY.hex().encode())
        objects[7] = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
            _owner(password).hex().encode(), _rc4(key, _PAD).hex().encode(),
        )  # fmt: skip
    kids = []
    for index, words in enumerate(pages):
        page, content = 8 + 2 * index, 9 + 2 * index
        kids.append(b"%d 0 R" % page)
        lines = "\n".join(
            f"/F {size} Tf 1 0 0 1 {x} {y} Tm <{each.encode('utf-16-be').hex()}> Tj" for x, y, each in words
        )
        stream = f"BT\n{lines}\nET".encode()
        if key is not None:
            stream = _rc4(md5(key + content.to_bytes(3, "little") + b"\0\0").digest()[:10], stream)
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % content
        )
        objects[content] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, last = len(out), max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, trailer, start)
    return bytes(out)


def _owner(password: str) -> bytes:
    return _rc4(md5(_padded(password)).digest()[:5], _padded(password))


def _key(password: str) -> bytes:
    return md5(_padded(password) + _owner(password) + (0xFFFFFFFC).to_bytes(4, "little") + _IDENTITY).digest()[:5]


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PAD)[:32]


def _locked(key: bytes, number: int, words: bytes) -> bytes:
    own = md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return _rc4(own, words).hex().encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
