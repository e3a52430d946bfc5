"""Archives: wallets send their exports as zip files, mostly encrypted. Opened in memory, never onto the disk.

Two encryptions are in use: ZipCrypto, which Python itself can undo, and AES (method 99 of the zip specification,
appendix E), which needs the extra duewatch[zip].
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Literal, NamedTuple, Protocol
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from duewatch.intake.detect import HEAD_SIZE
from duewatch.intake.result import FileProblem
from duewatch.model.plugin import Document
from duewatch.model.problem import InputProblem, PasswordNeeded
from duewatch.model.text import text

MAGIC = b"PK\x03\x04"
MOST_FILES = 200
"""Files in one archive; exports hold one to a dozen."""
MOST_BYTES = 256 * 1024 * 1024
"""All its files unpacked; two million rows of a wallet are less."""
BOMB_RATIO, BOMB_BYTES = 200, 16 * 1024 * 1024
"""Packed this well and at least this big, it is made to fill the memory: text of exports packs to a tenth."""
BLOCK = 1024 * 1024
"""Bytes unpacked at once."""
AES = 99
"""The compression method that stands for AES encryption."""
_ENCRYPTED, _UTF8 = 0x1, 0x800
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_WORKBOOKS = frozenset({"[Content_Types].xml", "mimetype"})
"""What the archives are recognised by that are no archives to the borrower: XLSX and ODS."""
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class _Unpacking(Protocol):
    def open(self, name: ZipInfo, mode: Literal["r"] = ..., pwd: bytes | None = ...) -> IO[bytes]: ...


_BROKEN: tuple[type[Exception], ...] = (RuntimeError, BadZipFile, zlib.error, EOFError)
"""What a library raises on data that is damaged, or not what the password should have made of it."""


class Opened(NamedTuple):
    """What there is to read. notes: files in archives that no reader knows, one sentence each."""

    documents: list[Document]
    notes: list[FileProblem]


def opened(documents: Sequence[Document], passwords: Sequence[str], is_known: Callable[[Document], bool]) -> Opened:
    """The documents, archives replaced by what they hold. passwords: tried in turn. is_known: whether some reader
    claims a document.

    Raises InputProblem, one sentence each: damaged, too much in it, path names, an archive in an archive, a library
    that is missing; PasswordNeeded where none of the passwords fits.
    """
    found = Opened([], [])
    for document in documents:
        if not document.head.startswith(MAGIC):
            found.documents.append(replace(document, passwords=tuple(passwords)))
            continue
        members = _members(document, passwords)
        if members is None:
            found.documents.append(replace(document, passwords=tuple(passwords)))
            continue
        known = [member for member in members if is_known(member)]
        found.documents.extend(known or members)
        found.notes.extend(
            FileProblem(
                None,
                text("{file} is in no format that can be read here, and was left out.", file=member.name),
                text("The other files of the archive were read."),
            )
            for member in members
            if known and member not in known
        )
    return found


def _members(document: Document, passwords: Sequence[str]) -> list[Document] | None:
    """The files in an archive; None where it is a workbook, which readers open themselves."""
    name = document.name
    try:
        _check_end(document)
        with document.open() as stream, ZipFile(stream) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if _WORKBOOKS.intersection(info.filename for info in infos):
                return None
            infos = [info for info in infos if not any(litter in info.filename for litter in _LITTER)]
            names = _names(name, infos)
            if not infos:
                raise InputProblem(text("{file} holds no file.", file=name), text("Export it again."))
            if any(info.compress_type == AES for info in infos):
                contents = list(_aes(document, infos, passwords))
            else:
                contents = list(_contents(archive, document, infos, passwords))
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputProblem(
            text("{file} cannot be unpacked: it is damaged, cut off, or packed in an unusual way.", file=name),
            text("Download it again, or unpack it yourself and import what is in it."),
        ) from error
    return [
        Document(f"{name}/{inner}", data[:HEAD_SIZE], data=data, passwords=tuple(passwords))
        for inner, data in zip(names, contents, strict=True)
    ]


def _check_end(document: Document) -> None:
    """Its own count of files, read before the list of them is: a list can be made to be endless. Raises BadZipFile
    where the end is not there, InputProblem where the count is too high."""
    with document.open() as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = stream.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + _END_SIZE:
        raise BadZipFile
    # A workbook may hold more parts than an export has files, but not many times as many.
    if int.from_bytes(tail[place + 10 : place + 12], "little") > MOST_FILES * 10:
        raise _too_much(document.name)


def _names(archive: str, infos: Sequence[ZipInfo]) -> list[str]:
    """Their names as a person wrote them. Raises InputProblem for names that point out of the archive, though nothing
    is ever written under them: who makes such an archive means harm."""
    if len(infos) > MOST_FILES:
        raise _too_much(archive)
    names = []
    for info in infos:
        name = info.filename
        if not info.flag_bits & _UTF8:
            try:
                name = name.encode("cp437").decode("gb18030")  # Chinese programs write GBK without saying so
            except UnicodeError:
                name = info.filename
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise InputProblem(
                text(
                    "{file} is refused: it holds the path name {name}, which leads out of it.", file=archive, name=name
                ),
                text("Exports of wallets and banks hold no such names. Export it again, from the app itself."),
            )
        names.append(name)
    return names


def _aes(document: Document, infos: Sequence[ZipInfo], passwords: Sequence[str]) -> Iterator[bytes]:
    try:
        from pyzipper import AESZipFile
        from pyzipper import BadZipFile as TheirBadZipFile
    except ImportError:
        raise InputProblem(
            text("{file} is encrypted with AES, and the library that opens it is not installed.", file=document.name),
            text('Install it with “pip install "duewatch[zip]"”, or unpack the file yourself.'),
        ) from None
    try:
        with document.open() as stream, AESZipFile(stream) as archive:
            own = {info.filename: info for info in archive.infolist()}
            ours = [own[info.filename] for info in infos if info.filename in own]
            yield from _contents(archive, document, ours, passwords, (*_BROKEN, TheirBadZipFile))
    except TheirBadZipFile as error:
        raise BadZipFile from error


def _contents(
    archive: _Unpacking,
    document: Document,
    infos: Sequence[ZipInfo],
    passwords: Sequence[str],
    broken: tuple[type[Exception], ...] = _BROKEN,
) -> Iterator[bytes]:
    """What the files hold. Sizes in the archive are only claims: what comes out is counted. broken: what a wrong
    password may end in."""
    left = MOST_BYTES
    fitting: str | None = None
    for info in infos:
        if not info.flag_bits & _ENCRYPTED:
            data = _unpacked(archive, document, info, None, left)
        else:
            order = passwords if fitting is None else (fitting, *passwords)
            data, fitting = _decrypted(archive, document, info, order, left, broken)
        if data.startswith(MAGIC) and not _is_workbook(data):
            raise InputProblem(
                text("{file} is refused: it holds an archive in an archive.", file=document.name),
                text("Unpack the outer one and import the inner one."),
            )
        left -= len(data)
        yield data


def _decrypted(
    archive: _Unpacking,
    document: Document,
    info: ZipInfo,
    passwords: Sequence[str],
    left: int,
    broken: tuple[type[Exception], ...],
) -> tuple[bytes, str]:
    for password in passwords:
        try:
            return _unpacked(archive, document, info, password.encode(), left), password
        except broken as error:
            # One wrong password in 256 passes ZipCrypto's own check, and what comes out is then no deflated data.
            if isinstance(error, NotImplementedError):
                raise
        except LookupError as error:  # a kind of AES that there is not
            raise BadZipFile from error
    raise PasswordNeeded(document.name, wrong=bool(passwords))


def _unpacked(archive: _Unpacking, document: Document, info: ZipInfo, password: bytes | None, left: int) -> bytes:
    blocks, size = [], 0
    with archive.open(info, pwd=password) as member:
        while block := member.read(BLOCK):
            size += len(block)
            if size > left or (size > BOMB_BYTES and size > BOMB_RATIO * max(1, info.compress_size)):
                raise _too_much(document.name)
            blocks.append(block)
    return b"".join(blocks)


def _is_workbook(data: bytes) -> bool:
    from io import BytesIO

    with ZipFile(BytesIO(data)) as inner:
        return bool(_WORKBOOKS.intersection(inner.namelist()))


def _too_much(name: str) -> InputProblem:
    return InputProblem(
        text("{file} is refused: it would unpack to far more than any export holds.", file=name),
        text("If you trust it, unpack it yourself and import the files in it."),
    )
