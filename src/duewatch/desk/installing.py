"""Files that let the system run the reminders by itself: a systemd user timer, a launchd agent or a Windows task."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from duewatch.model.problem import InputProblem
from duewatch.model.text import text

EVERY_MINUTES = 15
LABEL = "duewatch.reminders"
SERVICE = """\
[Unit]
Description=duewatch: send the reminders that are due

[Service]
Type=oneshot
ExecStart={command}
# 1: a delivery failed; duewatch doctor tells which.
SuccessExitStatus=1
NoNewPrivileges=true
"""
TIMER = """\
[Unit]
Description=duewatch: look for reminders every {minutes} minutes

[Timer]
OnCalendar=*:0/{minutes}
Persistent=true

[Install]
WantedBy=timers.target
"""
AGENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>{label}</string>
  <key>ProgramArguments</key>
  <array>
{arguments}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>StartInterval</key>
  <integer>{seconds}</integer>
</dict>
</plist>
"""
TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT{minutes}M</Interval></Repetition>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
  </Settings>
  <Actions>
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


class TimerFile(NamedTuple):
    """A file to be written, with its words."""

    path: Path
    words: str


class Timer(NamedTuple):
    """What lets the system run the reminders. switch_on, switch_off: commands for the person to give; the files are to
    be deleted after switching off."""

    files: tuple[TimerFile, ...]
    switch_on: tuple[str, ...]
    switch_off: tuple[str, ...]


def timer(
    command: Sequence[str],
    home: Path,
    data: Path,
    *,
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
) -> Timer:
    """The files and commands for a platform. command: what is to be run, program first. data: duewatch's own
    directory, for what has no place of its own."""
    if platform == "darwin":
        path = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
        arguments = "\n".join(f"    <string>{escape(word)}</string>" for word in command)
        words = AGENT.format(label=LABEL, arguments=arguments, seconds=EVERY_MINUTES * 60)
        quoted = _quoted(str(path))
        return Timer((TimerFile(path, words),), (f"launchctl load -w {quoted}",), (f"launchctl unload -w {quoted}",))
    if platform == "win32":
        path = data / "reminders-task.xml"
        words = TASK.format(
            minutes=EVERY_MINUTES,
            program=escape(command[0]),
            arguments=escape(" ".join(_windows(word) for word in command[1:])),
        )
        return Timer(
            (TimerFile(path, words),),
            (f'schtasks /create /tn duewatch /xml "{path}"',),
            ("schtasks /delete /tn duewatch /f",),
        )
    named = environ.get("XDG_CONFIG_HOME", "")
    folder = (Path(named) if named.startswith("/") else home / ".config") / "systemd" / "user"
    service = SERVICE.format(command=" ".join(_systemd(word) for word in command))
    return Timer(
        (
            TimerFile(folder / "duewatch.service", service),
            TimerFile(folder / "duewatch.timer", TIMER.format(minutes=EVERY_MINUTES)),
        ),
        ("systemctl --user daemon-reload", "systemctl --user enable --now duewatch.timer"),
        ("systemctl --user disable --now duewatch.timer",),
    )


def write(files: Sequence[TimerFile]) -> None:
    """Write the files; those that are there are replaced, for they are duewatch's own. Raises InputProblem."""
    for file in files:
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            encoding = "utf-16" if "UTF-16" in file.words.partition("\n")[0] else "utf-8"
            file.path.write_bytes(file.words.encode(encoding))
        except OSError as error:
            raise InputProblem(
                text("{file} cannot be written: {error}.", file=str(file.path), error=error.strerror or str(error)),
                text("Check the permissions of its directory."),
            ) from None


def _quoted(word: str) -> str:
    return f"'{word}'" if " " in word else word


def _windows(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _systemd(word: str) -> str:
    """A word as systemd reads it: quotes, backslashes, specifiers and variables are its own."""
    inner = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{inner}"'
