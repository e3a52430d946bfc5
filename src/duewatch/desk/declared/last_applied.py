"""What of the file was last applied to the store, so that a start without news costs next to nothing."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from duewatch.config.schema import Settings
from duewatch.desk.session import Session

DIGEST, SOURCE, MADE_UP = "declared-digest", "declared-from", "made-up"
"""Settings of the store: what was last applied, from which file; that the store is the demo's."""


def has_news(session: Session, *, meant: bool) -> bool:
    """Whether the file has to be applied at a start: it changed since it was last applied here.

    meant: the person named this file together with this store, or neither. Otherwise only a store that was set up from
    this very file before is touched: another person's store is not.
    """
    settings = session.settings
    if not settings.loans and (settings.source is None or not session.path.exists()):
        return False
    ledger = session.ledger
    if ledger.read_only or ledger.setting(DIGEST) == digest(settings):
        return False
    source = ledger.setting(SOURCE)
    if source is None:
        return bool(settings.loans) and meant and not ledger.setting(MADE_UP)
    return source == str(settings.source or "")


def digest(settings: Settings) -> str:
    """Tells whether the declared loans are other than they were."""
    return sha256(kept(settings.loans).encode()).hexdigest()


def kept(table: Mapping[str, Any]) -> str:
    """A table as the store keeps it."""
    return json.dumps(table, default=str, ensure_ascii=False, sort_keys=True)


def source_name(settings: Settings) -> str:
    """What the file is called."""
    return settings.source.name if settings.source is not None else "config.toml"
