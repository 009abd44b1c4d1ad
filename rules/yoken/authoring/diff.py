"""Two folders of rules compared in words: `python -m yoken.authoring.diff OLD NEW`."""

import sys
from pathlib import Path

from yoken.authoring.compile import compile_rules
from yoken.differences import differences, render


def main(argv: list[str]) -> int:
    """0 where both could be read, 1 where one has errors, which are printed."""
    books = []
    for folder in argv:
        try:
            books.append(compile_rules(Path(folder))[0])
        except ExceptionGroup as group:
            print("\n".join(str(error) for error in group.exceptions), file=sys.stderr)
            return 1
    print(render(differences(*books)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
