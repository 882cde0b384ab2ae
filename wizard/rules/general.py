"""The kinds of findings that need no rule: they follow from what a question is."""

from __future__ import annotations

from wizard.rules.rule import Code

NEEDED = Code(
    "needed",
    "blocker",
    "A question has no answer that every design needs, or that this one needs because of its other answers. "
    "Whoever builds from the design would have to guess it.",
    "Answer it. If nobody knows yet, answer what you assume, and note the assumption and its risk with it.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
INVALID = Code(
    "invalid",
    "blocker",
    "An answer can not be understood as what was asked for: a number with words in it, or none of the choices. "
    "It was kept as it was given, and counts as no answer.",
    "Write the answer in the form that its help asks for, or choose one of the options.",
    "tech-standards#what-does-a-value-look-like",
)
BROKEN_REFERENCE = Code(
    "broken-reference",
    "blocker",
    "An answer names a record that there is not, such as a role that was renamed or an entity that was removed. "
    "What hangs on that name can not be checked.",
    "Name one that exists, or add the record that is meant.",
    "api-design-checklist#what-must-every-operation-answer",
)
DUPLICATE = Code(
    "duplicate",
    "blocker",
    "Two records of one list have the same name. Other answers refer to records by name, so it is open which is meant.",
    "Give each a name of its own, or join them if they are the same.",
    "api-design-checklist#what-is-it-called",
)

SECRET = Code(
    "secret-in-answer",
    "warning",
    "An answer holds something that has the form of a key or token. Drafts belong in git, where it can be read for good; "
    "exports replace it by a placeholder.",
    "Take it out of the answer and have it replaced where it is used; or say that it may be shown, if it opens nothing.",
    "auth0-oidc-best-practices#where-does-each-client-keep-its-tokens",
)
PERSONAL = Code(
    "personal-in-answer",
    "advice",
    "An answer holds an e-mail address, a phone, account or card number. Exports replace it by a placeholder.",
    "Name a role instead; or say that it may be shown.",
    "data-retention-residency#where-is-the-data-really",
)
WAIVER_UNUSED = Code(
    "waiver-unused",
    "warning",
    "A waiver names a finding that is not there: it was mended, or the id was mistyped.",
    "Remove the waiver, or copy the id of the finding that is meant.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
WAIVER_EXPIRED = Code(
    "waiver-expired",
    "warning",
    "The day until which a finding was to be put up with has passed, so the finding counts again.",
    "Mend the finding, or let somebody decide anew until when it can stay.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
WAIVER_UNDATED = Code(
    "waiver-undated",
    "warning",
    "A waiver does not say as year, month and day until when it holds, so it sets nothing aside.",
    "Write the day as 2026-06-30.",
    "tech-standards#what-does-a-value-look-like",
)
ASSUMED = Code(
    "assumed-on-critical-path",
    "warning",
    "Somebody was not sure about an answer that the critical path hangs on, and it was noted as assumed. More than three "
    "such answers block the design, and so does each about who may call its operations, what a repeat does, its "
    "objectives, the integrity constraints or the way back.",
    "Find out, and confirm the answer or change it; whoever knows is the owner of its assumption.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
STALE = Code(
    "stale-answer",
    "warning",
    "An answer was accepted from a suggestion, and what the suggestion followed from has been answered differently since.",
    "Look at it again: take what is suggested now, change it, or say that it is still right.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)

GENERAL = (
    NEEDED,
    INVALID,
    BROKEN_REFERENCE,
    DUPLICATE,
    SECRET,
    PERSONAL,
    WAIVER_UNUSED,
    WAIVER_EXPIRED,
    WAIVER_UNDATED,
    ASSUMED,
    STALE,
)
