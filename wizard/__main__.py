"""The composition root: the command line, and the screens it opens. The one module that knows both."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from wizard.cli.program import run


def open_screens(draft: Path | None, *, is_new: bool = False) -> int:
    """Open a draft on the screen, or the home screen; the exit code. Imported late: Textual costs more than a `check`."""
    # Starting makes many objects that live to the end; looking through them for garbage costs a tenth of the start.
    gc.disable()
    from screens import app

    return app.run(draft, is_new=is_new)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; the exit code."""
    return run(sys.argv[1:] if argv is None else list(argv), open_screens)


if __name__ == "__main__":
    sys.exit(main())
