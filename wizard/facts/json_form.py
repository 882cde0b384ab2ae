"""Whether a text has the form of JSON. The parser of the standard library would be loaded at every check, for one question."""

from __future__ import annotations

import re
from functools import lru_cache

DEEPEST = 200
"""Values within each other; what is deeper is not looked at any further, and passes."""

_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_BLANK = re.compile(r"[ \t\r\n]+")
_JOINT = re.compile(r" ?([\[\]{},:]) ?")
_STRING_HERE, _VALUE_HERE = "\x01", "\x02"
"""What stands for a string, and for any other value; neither can stand in a draft."""
_INNERMOST = re.compile(r"\{(?:\x01:[\x01\x02](?:,\x01:[\x01\x02])*)?\}|\[(?:[\x01\x02](?:,[\x01\x02])*)?\]")


@lru_cache(maxsize=8192)
def is_json(text: str) -> bool:
    """Whether a text is JSON: its innermost objects and lists are replaced by a value until nothing else is left."""
    left = _PLAIN.sub(_VALUE_HERE, _STRING.sub(_STRING_HERE, text))
    left = _JOINT.sub(r"\1", _BLANK.sub(" ", left)).strip(" ")
    for _ in range(DEEPEST):
        smaller = _INNERMOST.sub(_VALUE_HERE, left)
        if smaller == left:
            return left in (_STRING_HERE, _VALUE_HERE)
        left = smaller
    return True
