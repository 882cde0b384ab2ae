"""How many made-up secrets are found, and how often something else is taken for one: `python benchmarks/found_secrets.py`.

Recall is over secrets in the forms that issuers publish, each in eight surroundings and with twenty seeds. False alarms are
counted over the reference pages, the example drafts, and this program's own source.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from core.made_secrets import AROUND, EVERY, any_made  # noqa: E402  (the path comes first)

from wizard.redact import find  # noqa: E402

SEEDS = 20


def recall(name: str) -> float:
    """The share of made-up secrets of a form that is found, in percent."""
    tried = found = 0
    for seed in range(SEEDS):
        for around in AROUND:
            tried += 1
            found += bool(find(around.format(any_made(name, seed))))
    return 100 * found / tried


def false_alarms(pattern: str) -> tuple[int, float, float]:
    """How many alarms there are in the files of a pattern, their size in MB, and seconds for each MB."""
    texts = [path.read_text("utf-8") for path in sorted(ROOT.glob(pattern)) if path.is_file()]
    began = perf_counter()
    alarms = sum(len(find(text)) for text in texts)
    size = sum(map(len, texts)) / 1e6
    return alarms, size, (perf_counter() - began) / size if size else 0.0


def main() -> None:
    """Measure, and print two tables."""
    print("| form | found |\n| --- | ---: |")
    shares = {name: recall(name) for name in EVERY}
    for name, share in shares.items():
        print(f"| {name} | {share:.1f} % |")
    print(f"| all {len(shares)} forms | {sum(shares.values()) / len(shares):.1f} % |")
    print("\n| text | size | false alarms | time per MB |\n| --- | ---: | ---: | ---: |")
    for what, pattern in (
        ("reference pages", "references/*"),
        ("example drafts", "templates/examples/*"),
        ("templates", "templates/*.toml"),
        ("source", "wizard/**/*.py"),
    ):
        alarms, size, seconds = false_alarms(pattern)
        print(f"| {what} | {size:.2f} MB | {alarms} | {seconds:.2f} s |")


if __name__ == "__main__":
    main()
