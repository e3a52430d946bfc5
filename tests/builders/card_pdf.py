"""Composes PDF statements: words at places, in a Chinese font that every reader of PDF knows and none needs to embed;
also encrypted (standard handler, revision 2), written out from the PDF specification, 7.6. Synthetic values.
"""

import json
from collections.abc import Sequence
from hashlib import md5
from pathlib import Path

from duewatch_plugins.readers.card_pdf.items import Item

Words = tuple[float, float, str]
"""x, y, words."""
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

CMB: list[Words] = [
    (95, 785, "招商银行信用卡对账单（个人消费卡账户 2026年01月）"),
    (45, 617, "账单日"), (336, 617, "信用额度"), (144, 605, "2026年01月08日"), (432, 605, "¥ 50,000.00"),
    (45, 570, "到期还款日"), (152, 558, "2026年01月26日"), (45, 521, "本期还款总额"),
    (161, 509, "¥ 1,204.10"),
    (45, 477, "本期最低还款额"), (160, 465, "¥ 60.21"),
    (43, 389, "交易日"), (92, 389, "记账日"), (140, 389, "交易摘要"),
    (369, 389, "人民币金额"), (455, 389, "卡号末四位"),
    (94, 354, "12/29"), (140, 354, "掌上生活还款"), (384, 354, "-300.00"), (479, 354, "1234"), (554, 354, "-300.00"),
    (94, 341, "12/30"), (140, 341, "掌上生活还款回馈金"), (392, 341, "-3.63"), (479, 341, "1234"), (562, 341, "-3.63"),
    (45, 214, "01/03"), (94, 214, "01/04"), (140, 214, "支付宝-某店"), (374, 214, "1,026.00"), (479, 214, "1234"),
]  # fmt: skip
BOC: list[Words] = [
    (182, 742, "中国银行信用卡账单(2026年05月)"), (68, 559, "到期还款日"), (216, 559, "账单日"),
    (488, 559, "最低还款额"),
    (336, 503, "欠款 RMB 594.49"), (488, 503, "RMB 90.50"), (65, 493, "2026-06-09"), (205, 493, "2026-05-20"),
    (341, 493, "欠款 USD 7.32"), (491, 493, "USD 1.00"), (18, 427, "人民币账户交易明细/RMB"),
    (52, 258, "交易日"), (138, 258, "银行记账日"), (328, 258, "交易描述"), (430, 258, "存入"), (523, 258, "支出"),
    (300, 206, "某某商业有限"), (53, 196, "05/01"), (147, 196, "05/02"), (242, 196, "4915"), (335, 196, "公司CHN"),
    (521, 196, "59.32"), (53, 157, "05/03"), (147, 157, "05/04"), (242, 157, "4915"), (315, 157, "网银在线CHN"),
    (425, 157, "70.48"), (53, 130, "05/05"), (147, 130, "05/05"), (315, 130, "张三"), (425, 130, "361.19"),
    (18, 100, "美元账户交易明细/USD"), (53, 80, "05/06"), (147, 80, "05/07"), (242, 80, "4915"), (315, 80, "SHOP JPN"),
    (521, 80, "3.72"),
]  # fmt: skip


def items(words: Sequence[Words]) -> list[Item]:
    """As a reader of PDF would hand them over."""
    return [Item(0, x, y, each) for x, y, each in words]


def sample_items(folder: Path, names: Sequence[str]) -> list[Item]:
    """Text items kept as JSON by another project's tests (str and transform, one file a page)."""
    found = []
    for page, name in enumerate(names):
        for each in json.loads((folder / name).read_text(encoding="utf-8")):
            if each["str"].strip():
                found.append(Item(page, each["transform"][4], each["transform"][5], each["str"].strip()))
    return found


def build(words: Sequence[Words], *, password: str | None = None) -> bytes:
    """A PDF of one page."""
    content = "BT\n" + "\n".join(f"/F 10 Tf 1 0 0 1 {x} {y} Tm <{_hex(each)}> Tj" for x, y, each in words) + "\nET"
    stream = content.encode()
    identity, trailer, objects = b"0123456789abcdef", b"", []
    if password is not None:
        owner = _rc4(md5(_padded(password)).digest()[:5], _padded(password))
        key = md5(_padded(password) + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity).digest()[:5]
        user = _rc4(key, _PAD)
        stream = _rc4(md5(key + (4).to_bytes(3, "little") + b"\0\0").digest()[:10], stream)
        trailer = b"/Encrypt 7 0 R /ID [<%s> <%s>]" % (identity.hex().encode(), identity.hex().encode())
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (owner.hex().encode(), user.hex().encode())
        )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo 8 0 R /DW 1000 /W [1 95 500] "
        b"/FontDescriptor 9 0 R >>",
        objects[0] if objects else b"null",
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        if password is None
        else b"<< /Registry <%s> /Ordering <%s> /Supplement 4 >>"
        % (_locked(key, 8, b"Adobe"), _locked(key, 8, b"GB1")),
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def _hex(words: str) -> str:
    return words.encode("utf-16-be").hex()


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
