"""mask: a copy of a message or a file that is safe to share as a sample."""

from pathlib import Path

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.model.text import text


def _arguments(parser: Parser) -> None:
    parser.argument("file", metavar="FILE", reads=some_text, help=text("A text or CSV; “-” reads standard input"))


def run(call: Call) -> int:
    """Write the masked words to standard output; nothing is stored."""
    from duewatch.desk.masking import masked_bytes, masked_file

    if call.options.file == "-":
        stdin = call.stdin
        pasted = stdin.buffer.read() if hasattr(stdin, "buffer") else stdin.read().encode()
        words = masked_bytes(pasted, "-")
    else:
        words = masked_file(Path(call.options.file).expanduser())
    if call.out.json:
        call.out.document("mask", words=words)
    else:
        call.out.raw(words if words.endswith("\n") else words + "\n")
        call.out.aside(text("Read it through before you share it: what a sentence gives away cannot be known here."))
    return DONE


COMMANDS = {"mask": Command(_arguments, run, strict=False)}
