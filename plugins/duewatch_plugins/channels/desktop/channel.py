"""A notification by the desktop's own means: notify-send, osascript or PowerShell, whichever the system has.

The words never become part of a script: they are handed over as arguments (notify-send, osascript) or in the
environment (PowerShell).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import NamedTuple

from duewatch.api import Failed, Literal, Message, OptionValue, Outcome, Sent

SECONDS = 6
LONGEST_BODY = 400
"""Characters of the body that are shown: desktops cut longer ones anyway."""
APPLE = (
    "on run {title, words}",
    "display notification words with title title",
    "end run",
)
APPLE_SOUND = (
    "on run {title, words}",
    'display notification words with title title sound name "default"',
    "end run",
)
WINDOWS = """
Add-Type -AssemblyName System.Windows.Forms
Add-Type -AssemblyName System.Drawing
$icon = New-Object System.Windows.Forms.NotifyIcon
$icon.Icon = [System.Drawing.SystemIcons]::Information
$icon.Visible = $true
$icon.ShowBalloonTip(10000, $env:DUEWATCH_SUBJECT, $env:DUEWATCH_BODY, [System.Windows.Forms.ToolTipIcon]::None)
if ($env:DUEWATCH_SOUND) { [System.Media.SystemSounds]::Asterisk.Play() }
Start-Sleep -Seconds 4
$icon.Dispose()
"""
NONE = Literal(
    "这台机器上没有桌面通知程序（Linux 需要 notify-send，一般在 libnotify 包里）；可改用别的渠道",
    "this machine has no notifier (Linux needs notify-send, mostly in the package libnotify): use another channel",
)
NO_DESKTOP = Literal(
    "当前没有桌面会话，通知显示不出来；在后台运行时请用 systemd 用户定时器（duewatch watch --install）",
    "there is no desktop session to show it in; in the background use a systemd user timer (duewatch watch --install)",
)
REFUSED = Literal(
    "桌面没有收下通知（{program} 状态 {status}）", "the desktop did not take it ({program} ended with {status})"
)
SLOW = Literal("桌面通知程序 {program} 没有回应", "the notifier {program} did not answer")


class Notifier(NamedTuple):
    """A command that shows a notification, and what it needs in its environment."""

    command: tuple[str, ...]
    environ: Mapping[str, str]


class DesktopChannel:
    """Shows one notification for each message."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        self.sound = bool(options.get("sound"))

    def send(self, message: Message) -> Outcome:
        """Show the message; a notifier that answers badly may do better later, one that is not there does not."""
        zh = message.language == "zh"
        notifier = self.notifier(message)
        if notifier is None:
            return Failed(NONE.zh if zh else NONE.en, retry=False)
        if not has_session():
            return Failed(NO_DESKTOP.zh if zh else NO_DESKTOP.en)
        program = os.path.basename(notifier.command[0])  # noqa: PTH119 - of a command, not of a file
        try:
            done = subprocess.run(
                notifier.command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                env=os.environ | notifier.environ,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError):
            return Failed((SLOW.zh if zh else SLOW.en).format(program=program))
        if done.returncode:
            return Failed((REFUSED.zh if zh else REFUSED.en).format(program=program, status=done.returncode))
        return Sent()

    def notifier(self, message: Message, platform: str = sys.platform) -> Notifier | None:
        """What shows the message on this system; None where nothing does."""
        title, words = message.subject, message.body[:LONGEST_BODY].strip()
        if platform == "darwin" and (found := shutil.which("osascript")):
            lines = APPLE_SOUND if self.sound else APPLE
            script = [part for line in lines for part in ("-e", line)]
            return Notifier((found, *script, title, words), {})
        if platform == "win32" and (found := shutil.which("powershell") or shutil.which("pwsh")):
            environ = {"DUEWATCH_SUBJECT": title, "DUEWATCH_BODY": words, "DUEWATCH_SOUND": "1" if self.sound else ""}
            return Notifier((found, "-NoProfile", "-NonInteractive", "-Command", WINDOWS), environ)
        if platform not in ("darwin", "win32") and (found := shutil.which("notify-send")):
            sound = ("--hint=string:sound-name:message-new-instant",) if self.sound else ()
            # Notification servers read a little markup in the body.
            escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return Notifier((found, "--app-name=duewatch", *sound, "--", title, escaped), {})
        return None


def has_session(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a notification has a session to be shown in. Linux: the session's message bus is named, or in its usual
    place."""
    if platform in ("darwin", "win32"):
        return True
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return bool(environ.get("DBUS_SESSION_BUS_ADDRESS")) or (bool(runtime) and os.path.exists(f"{runtime}/bus"))  # noqa: PTH110
