"""``python -m duewatch`` is the same as the command ``duewatch``."""

from duewatch.cli.main import run

if __name__ == "__main__":
    run()
