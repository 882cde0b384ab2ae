"""The kinds of faults that a document can have, whoever wrote it."""

from __future__ import annotations

from wizard.export.hard_lines import FORBIDDEN, NEEDED
from wizard.rules.rule import Code

_THIRTEEN = "Readers and programs find what they need by the thirteen names, and where each is."

FAULTS = (
    Code(
        "status",
        "blocker",
        "The document says of itself that the design it was exported from is not ready.",
        "Finish the draft that it was exported from, and export it again.",
    ),
    Code(
        "schema-version",
        "warning",
        "Its front matter does not say after which version of the contract the document was written.",
        "Begin the document with front matter whose first line is schema_version: 1.",
    ),
    Code(
        "heading-missing",
        "blocker",
        "One of the three headings of level 2, When to use, Inputs and Outputs, is not there.",
        "Add it, at level 2.",
    ),
    Code("heading-duplicate", "blocker", "One of the three headings stands more than once.", "Keep one of them."),
    Code(
        "heading-order",
        "warning",
        "The three headings are all there, in another order.",
        "Put them into the order When to use, Inputs, Outputs.",
    ),
    Code(
        "section-missing",
        "blocker",
        f"One of the thirteen sections is not there. {_THIRTEEN}",
        "Add it under Outputs at level 3; if it does not apply, write 'Not applicable: ' and the reason.",
    ),
    Code(
        "section-duplicate",
        "blocker",
        "A section stands more than once, so it is open which of them counts.",
        "Join them under one heading.",
    ),
    Code(
        "section-order",
        "blocker",
        f"A section stands after one that should follow it. {_THIRTEEN}",
        "Move it to its place in the fixed order, which the message names.",
    ),
    Code(
        "section-extra",
        "warning",
        "A heading looks like a section of the contract and is none of the thirteen.",
        "Move what it says to one of the thirteen, or to a heading below them.",
    ),
    Code(
        "section-level",
        "blocker",
        "A section is a heading of a level at which no section is looked for.",
        "Make it a heading of level 3.",
    ),
    Code("section-place", "blocker", "A section stands before Outputs.", "Move it under Outputs."),
    Code(
        "section-empty",
        "blocker",
        "A section has its heading and says nothing.",
        "Say what it asks for, or 'Not applicable: ' and the reason.",
    ),
    Code(
        "section-bare",
        "blocker",
        "A section says only that it has nothing to say, without a reason that a reviewer could check.",
        "Say what it asks for, or 'Not applicable: ' and the reason.",
    ),
    Code(
        "draft-differs",
        "warning",
        "The document and the draft it was exported from no longer say the same: one of them was changed since.",
        "Make the change in the draft, and export it again.",
    ),
    Code(
        "export-broken-off",
        "warning",
        "An export was killed after some of its files had taken their places, so others beside them may be older.",
        "Export the draft again; that puts all of them in place.",
    ),
    *(
        Code(line.code, "blocker", f"{line.message}, as far as the words of the document tell.", line.fix)
        for line in (*NEEDED, *FORBIDDEN)
    ),
)
