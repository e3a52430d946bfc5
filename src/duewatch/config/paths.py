"""Where config and data live on this platform, and which config file is meant."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

CONFIG_VARIABLE = "DUEWATCH_CONFIG"
LOG = "duewatch.log"
"""The log's name in the data directory."""


def config_path(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The config file that is meant: ``$DUEWATCH_CONFIG`` (empty: none, all defaults), else the platform's own."""
    named = environ.get(CONFIG_VARIABLE)
    if named is not None:
        return Path(named).expanduser() if named.strip() else None
    return default_config_path(environ)


def default_config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The platform's own place of config.toml."""
    return _place(environ, "XDG_CONFIG_HOME", ".config", "APPDATA") / "duewatch" / "config.toml"


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """The platform's own directory of store, log and state."""
    return _place(environ, "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA") / "duewatch"


def data_variable(environ: Mapping[str, str]) -> str | None:
    """The variable that moves that directory on this platform; None: none does."""
    if sys.platform == "win32":
        return "LOCALAPPDATA" if environ.get("LOCALAPPDATA") else None
    name = "XDG_DATA_HOME"
    return name if sys.platform != "darwin" and environ.get(name, "").startswith("/") else None


def _place(environ: Mapping[str, str], xdg: str, fallback: str, windows: str) -> Path:
    home = Path(environ.get("HOME") or Path.home())
    if sys.platform == "win32":
        return Path(environ.get(windows) or home)
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    named = environ.get(xdg, "")
    # The XDG base directory specification: a relative path is invalid and is to be ignored.
    return Path(named) if named.startswith("/") else home / fallback
