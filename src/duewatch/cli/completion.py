"""completion: a script for bash, zsh or fish, generated from the parsers themselves."""

from typing import NamedTuple

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.commands import ENTRIES, parser_of
from duewatch.cli.options import global_helps
from duewatch.cli.parser import Parser
from duewatch.model.text import text
from duewatch.wording import LANGUAGES

SHELLS = ("bash", "zsh", "fish")


class _Words(NamedTuple):
    """What may follow a command: options, the values of those that have a fixed set, words of its own."""

    options: list[str]
    values: dict[str, tuple[str, ...]]
    places: tuple[str, ...]


def _arguments(parser: Parser) -> None:
    parser.argument("shell", metavar="SHELL", choices=SHELLS, help=text("bash, zsh or fish"))


def run(call: Call) -> int:
    """Print the script."""
    words = {name: _words(name) for name in ENTRIES}
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[call.options.shell]
    call.out.raw(script(words, {name: call.wording.say(entry.summary) for name, entry in ENTRIES.items()}))
    return DONE


def _words(name: str) -> _Words:
    parser = parser_of(ENTRIES[name])
    options: list[str] = []
    values: dict[str, tuple[str, ...]] = {"--lang": LANGUAGES}
    places: tuple[str, ...] = ()
    for action in parser._actions:
        options += action.option_strings
        choices = parser.choices.get(action.dest, ())
        if action.option_strings and choices:
            values[action.option_strings[-1]] = choices
        elif choices:
            places = choices
    return _Words(options, values, places)


def _first_words() -> list[str]:
    return list(dict.fromkeys(name.split()[0] for name in ENTRIES))


def _second_words(first: str) -> list[str]:
    return [name.split()[1] for name in ENTRIES if name.startswith(first + " ")]


def _bash(words: dict[str, _Words], _: dict[str, str]) -> str:
    groups = {first: _second_words(first) for first in _first_words() if _second_words(first)}
    lines = [
        "# duewatch completion for bash; put it where bash-completion looks, or source it from ~/.bashrc",
        "_duewatch() {",
        '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
        '  local first="" second="" word skip=""',
        "  COMPREPLY=()",
        '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        '    if [[ -n $skip ]]; then skip=""; continue; fi',
        '    case "$word" in',
        "      --config|--data|--today|--lang) skip=1 ;;",
        "      -*) ;;",
        '      *) if [[ -z $first ]]; then first="$word"; elif [[ -z $second ]]; then second="$word"; fi ;;',
        "    esac",
        "  done",
        '  local command="$first"',
        '  case "$first" in',
    ]
    for first, seconds in groups.items():
        listed = "|".join(seconds)
        lines.append(f'    {first}) case "$second" in {listed}) command="$first $second" ;; esac ;;')
    lines += ["  esac", '  case "$command $previous" in']
    for name, known in words.items():
        for option, values in known.values.items():
            lines.append(
                f'    "{name} {option}") COMPREPLY=($(compgen -W "{" ".join(values)}" -- "$current")); return ;;'
            )
    lines += [
        '    *--config|*--out|*--data) COMPREPLY=($(compgen -f -- "$current")); return ;;',
        "  esac",
        '  case "$command" in',
        f'    "") COMPREPLY=($(compgen -W "{" ".join([*_first_words(), *_global_options()])}" -- "$current")) ;;',
    ]
    for name, known in words.items():
        also = groups.get(name, [])
        files = ' $(compgen -f -- "$current")' if name in FILES else ""
        listed = " ".join([*also, *known.places, *known.options])
        lines.append(f'    "{name}") COMPREPLY=($(compgen -W "{listed}" -- "$current"){files}) ;;')
    for first, seconds in groups.items():
        if first not in words:
            lines.append(f'    "{first}") COMPREPLY=($(compgen -W "{" ".join(seconds)}" -- "$current")) ;;')
    lines += ["  esac", "}", "complete -o filenames -F _duewatch duewatch"]
    return "\n".join(lines) + "\n"


FILES = ("import", "backup", "restore")
"""Commands whose own words are file names."""


def _global_options() -> list[str]:
    return [word for written, _ in global_helps() for word in written.split() if word.startswith("--")]


def _zsh(words: dict[str, _Words], summaries: dict[str, str]) -> str:
    lines = [
        "#compdef duewatch",
        "# duewatch completion for zsh; put it into a directory of $fpath as _duewatch",
        "_duewatch() {",
        '  local first="" second="" word skip="" command previous="${words[CURRENT-1]}"',
        '  for word in "${(@)words[2,CURRENT-1]}"; do',
        '    if [[ -n $skip ]]; then skip=""; continue; fi',
        '    case "$word" in',
        "      --config|--data|--today|--lang) skip=1 ;;",
        "      -*) ;;",
        '      *) if [[ -z $first ]]; then first="$word"; elif [[ -z $second ]]; then second="$word"; fi ;;',
        "    esac",
        "  done",
        '  command="$first"',
        '  case "$first $second" in',
    ]
    lines += [f'    "{name}") command="$first $second" ;;' for name in words if " " in name]
    lines += ["  esac", '  case "$command $previous" in']
    for name, known in words.items():
        for option, values in known.values.items():
            lines.append(f'    "{name} {option}") compadd -- {" ".join(values)}; return ;;')
    lines += ["    *--config|*--out|*--data) _files; return ;;", "  esac", '  case "$command" in', '    "")']
    lines += ["      local -a commands=("]
    for first in _first_words():
        summary = summaries.get(first) or ", ".join(_second_words(first))
        lines.append(f"        {_quoted(f'{first}:{summary}')}")
    lines += ["      )", "      _describe command commands", f"      compadd -- {' '.join(_global_options())} ;;"]
    for first in _first_words():
        if first not in words:
            lines.append(f'    "{first}") compadd -- {" ".join(_second_words(first))} ;;')
    for name, known in words.items():
        files = "; _files" if name in FILES else ""
        listed = " ".join([*_second_words(name), *known.places, *known.options])
        lines.append(f'    "{name}") compadd -- {listed}{files} ;;')
    lines += ["  esac", "}", '_duewatch "$@"']
    return "\n".join(lines) + "\n"


def _fish(words: dict[str, _Words], summaries: dict[str, str]) -> str:
    lines = [
        "# duewatch completion for fish; put it into ~/.config/fish/completions/duewatch.fish",
        "complete -c duewatch -f",
    ]
    for first in _first_words():
        summary = summaries.get(first) or ", ".join(_second_words(first))
        lines.append(f"complete -c duewatch -n __fish_use_subcommand -a {first} -d {_quoted(summary)}")
    for name, known in words.items():
        first, _, second = name.partition(" ")
        seen = f"__fish_seen_subcommand_from {first}"
        if second:
            others = " ".join(_second_words(first))
            lines.append(f"complete -c duewatch -n {_quoted(f'{seen}; and not __fish_seen_subcommand_from {others}')} "
                         f"-a {second} -d {_quoted(summaries[name])}")  # fmt: skip
            seen += f"; and __fish_seen_subcommand_from {second}"
        condition = f"complete -c duewatch -n {_quoted(seen)}"
        if known.places:
            lines.append(f"{condition} -a {_quoted(' '.join(known.places))}")
        if name in FILES:
            lines.append(f"{condition} -F")
        for option in known.options:
            flag = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            values = f" -x -a {_quoted(' '.join(known.values[option]))}" if option in known.values else ""
            lines.append(f"{condition} {flag}{values}")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "’") + "'"


COMMANDS = {"completion": Command(_arguments, run, strict=False)}
