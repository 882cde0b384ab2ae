"""Step 9: the files as the tree that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.content import Content

from screens.drawing import LABEL, MUTED, NAME, TITLE, cut, line
from screens.faces import picture
from wizard.review import Review

Tree = dict[str, Any]


@picture("file_plan", "files")
def tree(review: Review, width: int) -> Sequence[Content]:
    """Folders and files, with what each file is for."""
    files = [file for file in review.design.file_plan.files if file.path]
    if not files:
        return ()
    root: Tree = {}
    for file in files:
        here = root
        *folders, name = file.path.strip("/").split("/")
        for folder in folders:
            inside = here.setdefault(f"{folder}/", {})
            here = inside if isinstance(inside, dict) else {}
        here[name] = file.purpose
    return [line(("As a tree", TITLE)), *_branches(root, 0, width)]


def _branches(folder: Tree, depth: int, width: int) -> Iterator[Content]:
    for name, inside in sorted(folder.items(), key=lambda item: (not isinstance(item[1], dict), item[0])):
        indent = "  " * (depth + 1)
        if isinstance(inside, dict):
            yield line(indent, (name, NAME))
            yield from _branches(inside, depth + 1, width)
        else:
            yield line(indent, (name, LABEL), (cut(f"  {inside}", max(4, width - len(indent) - len(name))), MUTED))
