"""The bundle: what is in it, that any change shows, and that nothing blacked out is left in any file."""

import csv
import io
import json
import re
import stat
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.desk.desk import Desk
from duewatch.dossier import sealing
from duewatch.dossier.blackout import BLACK, Blackout, Hide
from duewatch.model.chain import canonical
from duewatch.model.contact import Attachment, Channel, Contact, Direction, Mark, Reached
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.dossier.loans import NOW, loan

RECORDING = b"the sound of a call"
SAID = "李建国说：不还就去单位，电话 138-0013-8000，转到一三八零零一三八零零一，也说了花呗"


def contact(desk: Desk, **given: object) -> int:
    what = {"at": NOW - timedelta(days=3), "number": "13800138000", "normal": "+8613800138000"} | given
    with desk.session.ledger.writing("call", "", NOW) as writer:
        return writer.log(Contact(**what))  # type: ignore[arg-type]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A loan that was called about, an agreement, a message, and another loan with a contact of its own."""
    online, line = loan(desk, "online", "arranged"), loan(desk, "line")
    desk.pay(online, 50_000, NOW, on=NOW.date(), note="找李建国确认")
    at = NOW.replace(hour=22, minute=30) - timedelta(days=3)
    contact(desk, loan_id=online, at=at, who="李建国", agent="工号7788", company="近水催收", said=SAID,
            marks=(Mark.THREAT,), reached=Reached.DEBTOR, answered=True, minutes=4,
            attachments=(Attachment(name="录音.m4a", sha256=sha256(RECORDING).hexdigest(), size=9),))  # fmt: skip
    contact(desk, loan_id=line, said="另一家")
    mine = contact(desk, loan_id=online, channel=Channel.LETTER, direction=Direction.OUT, said="=SUM(A1)")
    held = desk.session.ledger.contact(mine)
    assert held is not None
    from dataclasses import replace

    with desk.session.ledger.writing("call", "", NOW) as writer:
        writer.log(replace(held, said="=SUM(A1) 寄出"))
    contact(desk, said="不知道是哪一笔")
    return desk


def made(desk: Desk, path: Path, **given: object) -> bytes:
    desk.evidence(["xiaohua-1"], path, NOW, language="zh", **given)  # type: ignore[arg-type]
    return path.read_bytes()


def files_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def said(problems: object) -> list[str]:
    return [Wording("en").say(each) for each in problems]  # type: ignore[attr-defined]


@pytest.fixture
def bundle(filled: Desk, tmp_path: Path) -> bytes:
    return made(filled, tmp_path / "whole.zip")


def test_everything_about_the_loan_is_in_it_and_the_check_finds_it_unchanged(filled: Desk, tmp_path: Path) -> None:
    recording = tmp_path / "x.m4a"
    recording.write_bytes(RECORDING)
    view = filled.evidence(["xiaohua-1"], tmp_path / "b.zip", NOW, language="zh", attach=[recording])
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert (view.contacts, view.left_out, view.missing) == (2, 1, ())
    assert view.departures > 0
    found = filled.verify_evidence(tmp_path / "b.zip")
    assert (found.problems, found.seal, found.entries) == ((), view.seal, (3, 5))
    files = files_of((tmp_path / "b.zip").read_bytes())
    assert set(files) == {
        "timeline.csv", "contacts.csv", "findings.csv", "payments.csv", "plans.csv", "messages.csv", "record.json",
        "index.html", "chain.json", "manifest.json", "attachments/01-x.m4a",
    }  # fmt: skip
    assert files["attachments/01-x.m4a"] == RECORDING
    page = files["index.html"].decode()
    assert "李建国" in page and "另一家" not in page and "不知道是哪一笔" not in page
    assert "不能证明" in page
    assert not re.search(r"https?:|src=|href=|url\(|@import|<script", page)
    rows = list(csv.reader(io.StringIO(files["contacts.csv"].decode("utf-8-sig"))))
    assert len(rows) == 3 and any(cell == "'=SUM(A1) 寄出" for row in rows for cell in row)
    plans = files["plans.csv"].decode("utf-8-sig")
    assert "约定前" in plans and "约定后" in plans
    manifest = json.loads(files["manifest.json"])
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"
    }


def test_the_same_record_gives_the_same_bytes(filled: Desk, tmp_path: Path, bundle: bytes) -> None:
    assert made(filled, tmp_path / "again.zip") == bundle


def test_messages_that_became_facts_are_in_it_as_they_were(desk: Desk, tmp_path: Path) -> None:
    message = "【花呗】本月还款日12月15日，账单260.40元，点链接还款，已还请忽略"
    desk.commit_import([], NOW, pasted=message.encode())
    (row,) = desk.loan_rows(NOW)
    desk.evidence([row.loan_id], tmp_path / "b.zip", NOW, language="en")
    assert message in files_of((tmp_path / "b.zip").read_bytes())["messages.csv"].decode("utf-8-sig")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bundle_of_an_empty_log_holds_too(desk: Desk, tmp_path: Path, language: str) -> None:
    desk.evidence([loan(desk, "private")], tmp_path / "b.zip", NOW, language=language)
    found = desk.verify_evidence(tmp_path / "b.zip")
    assert (found.problems, found.entries) == ((), (0, 0))


def test_one_changed_byte_anywhere_in_the_file_shows(bundle: bytes) -> None:
    unseen = []
    for place in range(0, len(bundle), 61):  # every region: names, times, contents, directory, end
        changed = bytearray(bundle)
        changed[place] ^= 0x01
        if not sealing.verify(bytes(changed)).problems:
            unseen.append(place)
    for place in range(max(0, len(bundle) - 1_500), len(bundle)):  # the directory and the end, byte by byte
        changed = bytearray(bundle)
        changed[place] ^= 0x80
        if not sealing.verify(bytes(changed)).problems:
            unseen.append(place)
    assert unseen == []


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cutting_adding_or_changing_bytes_is_never_taken_for_unchanged(bundle: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(bundle) - 1))
    removed = data.draw(st.integers(0, 40))
    added = data.draw(st.binary(max_size=40))
    changed = bundle[:place] + added + bundle[place + removed :]
    assert (changed == bundle) == (sealing.verify(changed).problems == ())


def repacked(files: dict[str, bytes], made_at: str) -> bytes:
    return sealing._zipped(files, made_at)


def resealed(files: dict[str, bytes]) -> bytes:
    """What somebody does who knows how bundles are sealed."""
    manifest = json.loads(files["manifest.json"])
    inside = {name: data for name, data in files.items() if name != "manifest.json"}
    about = {name: manifest[name] for name in ("loans", "blacked_out", "chain")}
    from datetime import datetime

    return sealing.sealed(inside, datetime.fromisoformat(manifest["made_at"]), about)[0]


def test_each_file_that_is_changed_added_or_missing_is_named(bundle: bytes) -> None:
    files = files_of(bundle)
    made_at = json.loads(files["manifest.json"])["made_at"]
    for name in set(files) - {"manifest.json", "record.json"}:
        changed = said(sealing.verify(repacked(files | {name: files[name] + b" "}, made_at)).problems)
        assert f"{name} was changed." in changed
        missing = {other: data for other, data in files.items() if other != name}
        assert f"{name} is missing." in said(sealing.verify(repacked(missing, made_at)).problems)
    assert "new.txt was added." in said(sealing.verify(repacked(files | {"new.txt": b"x"}, made_at)).problems)


def entries(files: dict[str, bytes]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(files["chain.json"])["entries"]
    return found


def tampered(files: dict[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The contact log changed in each of its parts, everything else sealed anew."""
    log = json.loads(files["chain.json"])

    def with_entries(changed: list[dict[str, object]]) -> dict[str, bytes]:
        return files | {"chain.json": canonical(log | {"entries": changed}).encode()}

    for place, entry in enumerate(log["entries"]):
        for field, value in entry.items():
            other: object
            if isinstance(value, int):
                other = value + 1
            elif field in {"hash", "before"}:
                other = "0" * 64 if value else "1" * 64
            elif field == "corrects":
                other = 1
            elif field == "body":
                other = str(value).replace("2026", "2025", 1)
            else:
                other = str(value)[:-1]
            yield f"{place} {field}", with_entries([*log["entries"][:place], entry | {field: other},
                                                    *log["entries"][place + 1 :]])  # fmt: skip
        yield f"{place} dropped", with_entries([*log["entries"][:place], *log["entries"][place + 1 :]])
        if place:
            swapped = list(log["entries"])
            swapped[place - 1], swapped[place] = swapped[place], swapped[place - 1]
            yield f"{place} swapped", with_entries(swapped)
    yield "twice", with_entries([*log["entries"], log["entries"][-1]])


def test_a_contact_log_changed_in_any_part_does_not_hold_though_all_else_is_sealed_anew(bundle: bytes) -> None:
    files = files_of(bundle)
    assert sealing.verify(resealed(files)).problems == ()
    tried = 0
    for what, changed in tampered(files):
        tried += 1
        assert sealing.verify(resealed(changed)).problems, what
    assert tried > 20


def test_a_contact_told_otherwise_than_the_log_has_it_shows(bundle: bytes) -> None:
    files = files_of(bundle)
    record = json.loads(files["record.json"])
    record["contacts"][0]["body"]["said"] = "客气地问候"
    problems = said(sealing.verify(resealed(files | {"record.json": json.dumps(record).encode()})).problems)
    assert any("is not as the contact log has it" in each for each in problems)


def test_a_bundle_sealed_anew_has_another_seal(bundle: bytes) -> None:
    files = files_of(bundle)
    again = sealing.verify(resealed(files | {"timeline.csv": b"x"}))
    assert again.problems == () and again.seal != sealing.verify(bundle).seal


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + b"\0" * 60, b"\0" * 1_000])
def test_what_is_no_bundle_is_said_to_be_damaged(data: bytes) -> None:
    assert sealing.verify(data).problems


# --- blacking out ------------------------------------------------------------------------------------------

SECRETS = {
    "names": ["李建国", "工号7788", "7788"],
    "numbers": ["13800138000", "138-0013-8000", "一三八零零一三八零零一", "0013"],
    "lenders": ["花呗", "Huabei", "huabei"],
}


def encodings(word: str) -> Iterator[bytes]:
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield word.encode("gb18030")
    yield word.encode("unicode-escape")
    yield "".join(f"&#{ord(sign)};" for sign in word).encode()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "hide", [["names"], ["numbers"], ["lenders"], ["names", "numbers"], ["names", "numbers", "lenders"]]
)
def test_what_is_blacked_out_is_in_no_byte_of_any_file(
    filled: Desk, tmp_path: Path, hide: list[str], language: str
) -> None:
    path = tmp_path / "b.zip"
    filled.evidence(["xiaohua-1"], path, NOW, language=language, hide=hide, hide_words=["就去单位"])
    whole = path.read_bytes()
    found = filled.verify_evidence(path)
    assert (found.problems, found.entries) == ((), None)
    files = files_of(whole)
    assert "chain.json" not in files
    assert BLACK in files["contacts.csv"].decode("utf-8-sig")
    for word in ["就去单位", *(word for each in hide for word in SECRETS[each])]:
        for spelt in encodings(word):
            shown = [name for name, data in files.items() if spelt in data and not _only_in_hashes(spelt, data)]
            assert shown == [], (word, shown)
    # Nor does a hash let a hidden value be found by trying.
    hashes = {entry.hash for entry in filled.session.ledger.chain()}
    assert not any(each.encode() in whole for each in hashes)
    assert sha256(RECORDING).hexdigest().encode() not in whole
    # What nobody asked to hide is still there.
    if "names" not in hide:
        assert "李建国" in files["index.html"].decode()


def _only_in_hashes(spelt: bytes, data: bytes) -> bool:
    """Digits may turn up inside of a checksum by chance."""
    return spelt not in re.sub(rb"[0-9a-f]{64}", b"", data)


def test_files_that_cannot_be_blacked_out_are_not_put_in(filled: Desk, tmp_path: Path) -> None:
    recording = tmp_path / "x.m4a"
    recording.write_bytes(RECORDING)
    with pytest.raises(InputProblem):
        filled.evidence(["xiaohua-1"], tmp_path / "b.zip", NOW, language="zh", hide=["names"], attach=[recording])
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize(
    "number",
    ["13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "(010) 8888-6666", "１３８００１３８０００",
     "138.0013.8000", "4008-123-123", "95188", "一三八零零一三八零零零", "10690000123",
     "138\u200b00138000", "138 00.13 8000"],
)  # fmt: skip
def test_a_number_in_free_words_is_hidden_however_it_is_spelt(number: str) -> None:
    hidden = Blackout([Hide.NUMBERS]).free(f"打{number}找我，2026-11-20 21:59说欠¥1,204.10，明天10:30再打")
    assert not re.search(r"\d{3}", hidden.replace("2026-11-20", "").replace("1,204.10", ""))
    assert "2026-11-20 21:59" in hidden and "1,204.10" in hidden and "10:30" in hidden


@given(st.text(max_size=60), st.text(alphabet="甲乙丙AaBb12 ", min_size=1, max_size=6).filter(str.strip))
def test_a_word_to_hide_is_never_left(words: str, secret: str) -> None:
    black = Blackout((), [secret])
    assert black.traces(black.free(words + secret + words)) == []
    assert black.traces(black.free(f"{words} {secret.upper()}")) == []
