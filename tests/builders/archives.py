"""Composes the zip files in which wallets send their exports: plain, ZipCrypto and AES-256, with names in UTF-8 or GBK.

Python writes no ZipCrypto, so its keystream is written out here from the zip specification (APPNOTE 6.1).
"""

import io
import zipfile
import zlib
from collections.abc import Mapping

PASSWORD = "482913"


def plain(files: Mapping[str, bytes]) -> bytes:
    """Not encrypted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def aes(files: Mapping[str, bytes], password: str = PASSWORD) -> bytes:
    """AES-256, as 支付宝 sends it."""
    import pyzipper

    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zipcrypto(name: bytes, data: bytes, password: str = PASSWORD) -> bytes:
    """One stored file under the old encryption; the name is written as the bytes given (GBK, without saying so)."""
    crc = zlib.crc32(data)
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc_entry(byte) for byte in range(256)]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    def encrypted(clear: bytes) -> bytes:
        out = bytearray()
        for byte in clear:
            mixed = (keys[2] | 2) & 0xFFFF
            out.append(byte ^ (((mixed * (mixed ^ 1)) >> 8) & 0xFF))
            update(byte)
        return bytes(out)

    for byte in password.encode():
        update(byte)
    body = encrypted(b"duewatchbld" + bytes([crc >> 24])) + encrypted(data)
    common = (
        b"\x14\0" + b"\x01\0" + b"\0\0" + b"\0\0\x21\x5a" + crc.to_bytes(4, "little")
        + len(body).to_bytes(4, "little") + len(data).to_bytes(4, "little") + len(name).to_bytes(2, "little") + b"\0\0"
    )  # fmt: skip
    local = b"PK\x03\x04" + common + name + body
    central = b"PK\x01\x02\x14\0" + common + b"\0" * 14 + name
    counts = b"\x01\0" * 2 + len(central).to_bytes(4, "little") + len(local).to_bytes(4, "little") + b"\0\0"
    return local + central + b"PK\x05\x06\0\0\0\0" + counts


def _crc_entry(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ 0xEDB88320 if byte & 1 else byte >> 1
    return byte
