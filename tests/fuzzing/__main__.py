"""``python -m tests.fuzzing [--inputs N] [--seed N] [--processes N] [--keep DIR]``: mutated files through the import.

Twenty thousand inputs in two processes, if nothing else is said. Every input that breaks something is kept in DIR with
what was shown. Exit status 1 where there is one. A process that hangs or dies is told, and the input it died of stays.
"""

import sys

from tests.fuzzing.run import main

if __name__ == "__main__":
    sys.exit(main())
