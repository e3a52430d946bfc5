"""A plugin's manifest.toml into a Manifest, without importing the plugin."""

import re
from pathlib import Path

from duewatch.config.tables import read_table
from duewatch.model.platform import QUALITIES, Manifest
from duewatch.model.text import text

CAPABILITIES = ("platform", "reader", "channel", "explainer")
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def read_manifest(folder: Path, expected_id: str) -> Manifest:
    """The manifest in a plugin's folder. expected_id: the id its place gives it.

    Raises InputProblem, one sentence naming file and field, for whatever is wrong.
    """
    table = read_table(folder / "manifest.toml", f"{folder.name}/manifest.toml")
    plugin_id = table.text("id")
    if not ID.fullmatch(plugin_id):
        raise table.problem("id", text("must be lower-case letters and digits with single hyphens between them"))
    if plugin_id != expected_id:
        raise table.problem(
            "id", text("is “{id}”, but its place says “{expected}”", id=plugin_id, expected=expected_id)
        )
    capabilities = table.texts("capabilities")
    if not capabilities:
        raise table.problem(
            "capabilities", text("must name at least one of {choices}", choices=", ".join(CAPABILITIES))
        )
    for capability in capabilities:
        if capability not in CAPABILITIES:
            raise table.problem(
                "capabilities",
                text("“{value}” is none of {choices}", value=capability, choices=", ".join(CAPABILITIES)),
            )
    oldest, newest = table.whole_or_span("api")
    manifest = Manifest(
        id=plugin_id,
        name=table.literal("name"),
        version=table.text("version"),
        api=newest,
        api_from=oldest,
        capabilities=capabilities,
        aliases=table.texts("aliases"),
        family_words=table.texts("family_words"),
        kind=table.text("kind", ""),
        has_code=table.flag("code"),
        misspellings=table.texts("misspellings"),
        quality=table.choice("quality", ("", *QUALITIES), ""),
    )
    table.done()
    if not manifest.has_code and set(capabilities) != {"platform"}:
        raise table.problem("code", text("must be true: only a platform works without code"))
    return manifest
