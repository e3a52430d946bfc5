"""``python -m tests.vectors DIR [--set NAME] [--case ID] [--json]``: run every case of a folder of vector files.

Needs only what duewatch needs to run. Exit status 0 once the report is written, whatever it says; 2 for a
folder or file that cannot be read.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tests.vectors.case import Adapter, Case, NotModelled

HERE = Path(__file__).parent
SHOWN = 6
"""Differences printed for a failed case."""


@dataclass
class Report:
    """How the cases of one set came out."""

    passed: list[str] = field(default_factory=list)
    failed: dict[str, list[str]] = field(default_factory=dict)
    """Case id -> what differs."""
    not_modelled: dict[str, list[str]] = field(default_factory=dict)
    """Reason -> case ids."""

    def as_document(self) -> dict[str, object]:
        """The set's part of the JSON report."""
        return {"passed": len(self.passed), "failed": list(self.failed), "not_modelled": self.not_modelled}


@dataclass
class Adapters:
    """The adapters found by set name, and what kept adapter modules from being imported."""

    by_set: dict[str, Adapter]
    broken: dict[str, str]


def find_adapters() -> Adapters:
    """Every module beside this one that has ADAPTERS; one that cannot be imported is remembered with the reason."""
    found = Adapters({}, {})
    for module in sorted(iter_modules([str(HERE)]), key=lambda module: module.name):
        if module.name in ("__main__", "case") or module.name.startswith("test_"):
            continue
        try:
            found.by_set.update(getattr(import_module(f"tests.vectors.{module.name}"), "ADAPTERS", {}))
        except Exception as problem:  # noqa: BLE001 - one broken adapter must not keep the others from running
            found.broken[module.name] = f"{type(problem).__name__}: {problem}"
    return found


def read_sets(folder: Path) -> dict[str, list[tuple[Case, Case]]]:
    """The cases of every file of a folder by set name, each with the whole file. Raises OSError, ValueError."""
    sets: dict[str, list[tuple[Case, Case]]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            whole = json.loads(path.read_text(encoding="utf-8"))
            cases = whole["cases"]
        except (ValueError, KeyError, TypeError) as problem:
            raise ValueError(f"{path}: not a file of vector cases ({problem!r})") from problem
        sets.setdefault(whole.get("set", path.stem), []).extend((case, whole) for case in cases)
    if not sets:
        raise ValueError(f"{folder}: no vector files (*.json) there")
    return sets


def run_set(name: str, cases: Iterable[tuple[Case, Case]], adapters: Adapters) -> Report:
    """Run the cases of one set."""
    report, adapter = Report(), adapters.by_set.get(name)
    for case, whole in cases:
        case_id = str(case.get("id"))
        if adapter is None:
            report.failed[case_id] = [f"no adapter for the set {name}"]
            continue
        try:
            lines = adapter(case, whole)
        except NotModelled as reason:
            report.not_modelled.setdefault(str(reason), []).append(case_id)
        except Exception as problem:  # noqa: BLE001 - whatever a case raises is that case's failure
            report.failed[case_id] = [f"{type(problem).__name__}: {problem}"]
        else:
            if lines:
                report.failed[case_id] = lines
            else:
                report.passed.append(case_id)
    return report


def run_folder(folder: Path, only: str | None = None, case_id: str | None = None) -> dict[str, Report]:
    """Run all sets of a folder, or one set, or one case, by set name."""
    adapters = find_adapters()
    chosen: Mapping[str, list[tuple[Case, Case]]] = read_sets(folder)
    if only is not None and only not in chosen:
        raise ValueError(f"--set {only}: no such set; there are {', '.join(chosen)}")
    for module, why in adapters.broken.items():
        sys.stderr.write(f"tests/vectors/{module}.py cannot be imported: {why}\n")
    reports = {}
    for name, cases in chosen.items():
        wanted = [pair for pair in cases if case_id is None or pair[0].get("id") == case_id]
        if (only is None or name == only) and wanted:
            reports[name] = run_set(name, wanted, adapters)
    return reports


def _lines(reports: Mapping[str, Report]) -> Iterable[str]:
    width = max(map(len, reports), default=0)
    for name, report in reports.items():
        missing = sum(map(len, report.not_modelled.values()))
        yield f"{name:<{width}}  passed {len(report.passed):>4}  failed {len(report.failed):>4}  not modelled {missing}"
        for reason, ids in report.not_modelled.items():
            yield f"    not modelled: {reason}: {', '.join(ids)}"
        for case_id, differs in report.failed.items():
            yield f"    failed {case_id}"
            yield from (f"        {line}" for line in differs[:SHOWN])
            if len(differs) > SHOWN:
                yield f"        and {len(differs) - SHOWN} more"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = ArgumentParser(prog="python -m tests.vectors", description="Run vector cases through duewatch.servicing.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of vector files (*.json)")
    parser.add_argument("--set", metavar="NAME", help="only this set")
    parser.add_argument("--case", metavar="ID", help="only this case")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    options = parser.parse_args(arguments)
    try:
        reports = run_folder(options.folder, options.set, options.case)
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    if options.json:
        document: dict[str, Any] = {name: report.as_document() for name, report in reports.items()}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in _lines(reports))
    return 0


if __name__ == "__main__":
    sys.exit(main())
