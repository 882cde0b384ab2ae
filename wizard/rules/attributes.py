"""Rules on attributes: two of one name, types that hold anything, names that tell how delicate they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from wizard.design import Design
from wizard.facts.naming import words_of
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short

UNTYPED = frozenset(
    [
        "any",
        "anything",
        "object",
        "json",
        "jsonb",
        "map",
        "dict",
        "dictionary",
        "blob",
        "mixed",
        "unknown",
        "variant",
        "struct",
    ]
)
SENSITIVE = {
    "secret": "password passwd passphrase secret private_key api_key access_token refresh_token",
    "card": "card_number pan cvv cvc security_code card_holder",
    "health": "diagnosis diagnoses medication blood_type allergy allergies prescription symptom symptoms",
    "personal": "ssn social_security_number iban email e_mail email_address phone phone_number mobile_number birth_date "
    "birthdate birthday date_of_birth dob passport passport_number tax_id first_name last_name full_name surname salary "
    "home_address postal_address street_address ip_address national_id",
}
"""Names of attributes that say by themselves how delicate they are."""
SOUNDS = {"secret": "a secret", "card": "card data", "health": "health data", "personal": "personal data"}
_CLASS = {tuple(name.split("_")): kind for kind, said in SENSITIVE.items() for name in said.split()}
_ABOUT = frozenset(
    [
        "verified",
        "confirmed",
        "enabled",
        "count",
        "template",
        "sent",
        "at",
        "format",
        "type",
        "kind",
        "status",
        "policy",
        "id",
        "ref",
        "reference",
        "version",
        "valid",
        "length",
        "required",
        "domain",
        "allowed",
        "hint",
        "changed",
        "expired",
        "expires",
        "opt",
    ]
)
"""Last words of names of what is known about such a thing, and is not the thing."""


@rule(
    "attribute-twice",
    "blocker",
    "An entity has two attributes of one name. Which of them the operations and tables mean is open.",
    "Give each a name of its own, or join them.",
    "domain-modelling#what-goes-into-one-aggregate",
)
def _attribute_twice(design: Design) -> Iterable[Said]:
    for entity in design.domain.entities:
        counts = Counter(attribute.name.lower() for attribute in entity.attributes)
        if len(counts) == len(entity.attributes):
            continue
        seen: set[str] = set()
        for attribute in entity.attributes:
            name = attribute.name.lower()
            if name in seen and name:
                yield Said(
                    ("domain", "entities", entity.id, "attributes", attribute.id, "name"),
                    f"{short(entity.name)}: has {counts[name]} attributes named {short(attribute.name)}",
                )
            seen.add(name)


@rule(
    "attribute-untyped",
    "advice",
    "The type of an attribute allows everything. What is in it is agreed nowhere, and found out by reading rows.",
    "Name the shape, or say in the note where it is described.",
    "tech-standards#how-is-its-shape-said",
)
def _attribute_untyped(design: Design) -> Iterable[Said]:
    for entity in design.domain.entities:
        for attribute in entity.attributes:
            if attribute.type.lower() in UNTYPED and not attribute.note:
                yield Said(
                    ("domain", "entities", entity.id, "attributes", attribute.id, "type"),
                    f"{short(entity.name, OF_SEVERAL)}.{short(attribute.name, OF_SEVERAL)}: of type {attribute.type}, which can hold anything",
                )


@rule(
    "sensitive-name",
    "warning",
    "An attribute is named like something delicate, and its sensitivity is none or not said. "
    "Encryption, retention and logs go by the sensitivity.",
    "Choose its sensitivity.",
    "data-retention-residency#which-way-of-deleting-fits-which-copy",
)
def _sensitive_name(design: Design) -> Iterable[Said]:
    for entity in design.domain.entities:
        for attribute in entity.attributes:
            if attribute.sensitivity not in (None, "none"):
                continue
            kind = class_of_name(attribute.name)
            if kind and not attribute.type.lower().startswith("bool"):
                yield Said(
                    ("domain", "entities", entity.id, "attributes", attribute.id, "sensitivity"),
                    f"{short(entity.name, OF_SEVERAL)}.{short(attribute.name, OF_SEVERAL)}: sounds like {SOUNDS[kind]}, and its sensitivity is "
                    f"{attribute.sensitivity or 'not said'}",
                )


@lru_cache(maxsize=8192)
def class_of_name(name: str) -> str:
    """The sensitivity that the name of an attribute tells by itself; empty if it tells none."""
    words = words_of(name)
    if not words or (words[-1] in _ABOUT and words not in _CLASS):
        return ""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 3) + 1):
            if words[start:end] in _CLASS:
                return _CLASS[words[start:end]]
    return ""
