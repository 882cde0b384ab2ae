"""Code at the edge: the limits it relies on, where state lives, how secrets reach it."""

from __future__ import annotations

import re

from wizard.checklist.texts import MONTH, around, says
from wizard.checklist.told import Told, met, settles, silent
from wizard.design import Design
from wizard.facts.words import affirmed

STORES = r"durable objects?|\bD1\b|\bKV\b|\bR2\b|hyperdrive|queues?\b|vectorize"
"""What the platform offers to keep state in."""
MEMORY = r"(?:in|by) (?:a |the )?(?:global|isolate|module)(?:'s)? (?:variables?|memory|state|scope)"


@settles("workers-limits-dated")
def limits_are_dated(design: Design) -> Told:
    """The limits answer gives the four limits and a month."""
    wanted = {
        "CPU time": r"\bCPU\b[^.;,]{0,20}\d|\d+ ?m?s(?: of)? CPU",
        "memory": r"memory\D{0,15}\d|\d+ ?MB[^.;,]{0,10}memory",
        "subrequests": r"\d[\d ,]{0,9}subrequests|subrequests?\D{0,12}\d",
        "body size": r"\bbod(?:y|ies)\b|\buploads?\b|request size",
        "the month in which they were read": MONTH,
    }
    return says(design, "scope.workers_limits", wanted)


@settles("workers-plan-named")
def plans_are_named(design: Design) -> Told:
    """The limits answer names the plan of the account and that of the zone."""
    wanted = {
        "the account plan": r"\b(?:free|paid|standard|enterprise|bundled|unbound|workers paid)\b[^.;,]{0,12}\bplan|account plan",
        "the zone plan": r"\bzone\b",
    }
    return says(design, "scope.workers_limits", wanted)


@settles("workers-fan-out")
def fan_out_is_bounded(design: Design) -> Told:
    """The limits answer gives two numbers of subrequests, and speaks of retries."""
    numbers = re.findall(r"\b(\d[\d ,]{0,9})subrequests", design.scope.workers_limits)
    told = says(design, "scope.workers_limits", {"retries": r"\bretr(?:y|ies)"})
    if told.state != "met":
        return told
    if len({re.sub(r"\D", "", number) for number in numbers}) < 2:
        return silent((("scope", "workers_limits"), "does not give two numbers of subrequests: made, and allowed"))
    return met((("scope", "workers_limits"), f"{' and '.join(number.strip() for number in numbers[:2])} subrequests"))


@settles("workers-long-work")
def long_work_is_moved(design: Design) -> Told:
    """The limits answer says what runs in a queue consumer or a cron job."""
    moved = r"\b(?:runs?|in|by|to|through|as) (?:a |an |the )?(?:queue|cron|scheduled)\b"
    return says(design, "scope.workers_limits", {"what runs in a queue consumer or a cron job": moved})


@settles("workers-state-named")
def state_has_stores(design: Design) -> Told:
    """The state answer names a store of the platform or of step 5."""
    names = [re.escape(store.name) for store in design.data.stores if store.name]
    kept = {"it is lost with the isolate": MEMORY}
    return says(design, "scope.workers_state", {"a store": "|".join([STORES, *names])}, kept)


@settles("workers-no-globals")
def nothing_stays_in_memory(design: Design) -> Told:
    """The state answer says that memory keeps nothing of a caller."""
    none = r"\b(?:no|nothing|never|none)\b[^.;]{0,50}\b(?:memory|variables?|globals?|isolates?)\b"
    return says(design, "scope.workers_state", {"that memory keeps nothing of a caller": none}, {"kept": MEMORY})


@settles("workers-eventual-reads")
def no_store_is_eventual(design: Design) -> Told:
    """Where no store is eventual and no key-value store is named, nothing can be read from one."""
    stores = design.data.stores
    unsaid = [store for store in stores if store.consistency is None]
    behind = [store for store in stores if store.consistency == "eventual"]
    if not stores or unsaid:
        where = ("data", "stores", unsaid[0].id, "consistency") if unsaid else ("data", "stores")
        return silent((where, f"{unsaid[0].label}: consistency is not answered" if unsaid else "none are listed"))
    if behind:
        return silent((("data", "stores", behind[0].id), f"{behind[0].label} is eventual; what is read from it?"))
    if (match := affirmed(r"\bKV\b", design.scope.workers_state)) is not None:
        return silent((("scope", "workers_state"), around(match)))
    return met((("data", "stores"), "no store is eventual"))


@settles("workers-secret-bindings")
def secrets_are_bindings(design: Design) -> Told:
    """The secrets answer names bindings, a set for each environment."""
    wanted = {
        "secret bindings": r"secrets? (?:store )?bindings?|bindings?\b[^.;]{0,20}secret",
        "a set for each environment": r"(?:per|each|every)\b[^.;]{0,20}environment",
    }
    plain = {"they can be read": r"plain (?:text )?variables?|in the repository|wrangler\.toml|hard-?coded"}
    return says(design, "scope.workers_secrets", wanted, plain)
