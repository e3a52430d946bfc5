"""The message catalogue: ``check`` fails on anything missing, ``compile`` writes the .mo, ``missing`` lists.

Every msgid of ``text(...)`` and ``ntext(...)`` in src must be translated in exactly the words of one of the
files ``src/duewatch/locale/zh/*.po``, none may be fuzzy, none may be left over, parameters must agree.
"""

import ast
import io
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent.parent / "src" / "duewatch"
FOLDER = SOURCE / "locale" / "zh"
MADE = datetime(2026, 1, 1, tzinfo=UTC)
COMPILED = FOLDER / "LC_MESSAGES" / "duewatch.mo"


def used() -> dict[str, tuple[str | None, str]]:
    """Every msgid in the source: its plural, and the first place it stands."""
    found: dict[str, tuple[str | None, str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"text", "ntext"}
            ):
                continue
            where = f"{path.relative_to(SOURCE.parent.parent)}:{node.lineno}"
            wanted = 1 if node.func.id == "text" else 2
            words = [a.value for a in node.args[:wanted] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(words) < wanted:
                sys.exit(f"{where}: {node.func.id}() takes its words literally, so that they can be translated")
            found.setdefault(words[0], (words[1] if wanted == 2 else None, where))
    return found


def translated() -> tuple[Catalog, list[str]]:
    """All catalogue files as one, and what is wrong among them."""
    # Fixed dates: the compiled file must depend on the words alone.
    whole = Catalog(locale="zh_CN", project="duewatch", creation_date=MADE, revision_date=MADE, fuzzy=False)
    wrong: list[str] = []
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale="zh_CN", charset="utf-8", abort_invalid=True)
        for entry in part:
            if not entry.id:
                continue
            singular = entry.id[0] if isinstance(entry.id, tuple) else entry.id
            before = whole.get(singular)
            if entry.fuzzy:
                wrong.append(f"{path.name}: fuzzy: {singular!r}")
            if before is not None and before.string != entry.string:
                wrong.append(f"{path.name}: translated differently elsewhere: {singular!r}")
            whole.add(entry.id, entry.string)
    return whole, wrong


def fields(words: str) -> set[str]:
    """Names of the parameters in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def problems() -> list[str]:
    """Everything that would make the Chinese interface incomplete."""
    whole, wrong = translated()
    wanted = used()
    for msgid, (plural, where) in wanted.items():
        entry = whole.get(msgid)
        words = () if entry is None else (entry.string,) if isinstance(entry.string, str) else entry.string
        if not words or not all(words):
            wrong.append(f"{where}: not translated: {msgid!r}")
            continue
        for one in words:
            if not fields(one) <= fields(msgid) | fields(plural or ""):
                wrong.append(f"{where}: parameters differ: {msgid!r} / {one!r}")
    for entry in whole:
        singular = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        if singular and singular not in wanted:
            wrong.append(f"no longer used: {singular!r}")
    return wrong


def compiled() -> bytes:
    """The .mo file as bytes."""
    out = io.BytesIO()
    write_mo(out, translated()[0])
    return out.getvalue()


def main(action: str) -> int:
    """Run one action; 0 if all is well."""
    if action == "compile":
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        COMPILED.write_bytes(compiled())
        return 0
    wrong = problems()
    if action == "check" and (not COMPILED.exists() or COMPILED.read_bytes() != compiled()):
        wrong.append("the compiled catalogue is out of date: run `python tools/catalogues.py compile`")
    print("\n".join(wrong) or "complete")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
