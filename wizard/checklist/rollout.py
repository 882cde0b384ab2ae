"""Items on rollout and rollback that the answers settle: stages, flags, the kill switch, the way back."""

from __future__ import annotations

import re

from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.resilience import STOPS
from wizard.facts.words import affirmed, has_date, has_time, spans

SHARE = r"\d ?%|\b(half|all|every|none|one|our own|inside|internal|region|instance|tenant|dark|shadow|canary)\b"
"""How a stage says who gets the change."""
FLAG_PARTS = 4
"""Name, owner, value while the flag service is down, end date."""


@settles("rollout-stages-can-stop")
def _stages_can_stop(design: Design) -> Told:
    lines = design.operations.rollout_stages
    return every(
        [line for line in lines if not re.fullmatch(r"\s*100 ?%\s*", line)] or lines,
        "operations.rollout_stages",
        lambda line: has_time(line) and affirmed(STOPS, line) and affirmed(SHARE, line),
        lambda line: "no time is named" if affirmed(STOPS, line) else "nothing stops it",
        has="each names share, time and what stops it",
        is_open=lambda line: affirmed(r"\bsame\b", line) or (has_time(line) and affirmed(STOPS, line)),
        doubt="its share or its rule is to be read",
    )


@settles("rollout-compared-at-once")
def _compared_at_once(design: Design) -> Told:
    now = {"others at the same time": r"\b(of|than|as|with|against) the (rest|others|old version|control|baseline)\b"}
    before = {"compared with the past": r"\b(than|against|with|to|as) (yesterday|the (day|week) before|last week)\b"}
    return says(design, "operations.rollout_stages", now, before)


@settles("rollout-group-sticks")
def _group_sticks(design: Design) -> Told:
    wanted = {"a stable group": r"\b(stable hash|hash(ed)? of|by hash|sticky|stays? in (its|the same) group)\b"}
    return says(design, "operations.rollout_stages|operations.flags", wanted)


@settles("rollout-flag-line-complete")
def _flag_line_complete(design: Design) -> Told:
    return every(
        design.operations.flags,
        "operations.flags",
        lambda line: len(_parts(line)) >= FLAG_PARTS and (has_date(line) or affirmed(r"\breview(ed)?\b", line)),
        lambda line: (
            "no end or review date" if len(_parts(line)) >= FLAG_PARTS else "not all of name, owner, value, date"
        ),
        has="each has owner, value and date",
    )


def _parts(line: str) -> list[str]:
    return [part for part in re.split(r"[,;]", line) if part.strip()]


@settles("rollout-switch-answers-who-and-when")
def _switch_answers_who_and_when(design: Design) -> Told:
    said = design.operations.kill_switch
    at = ("operations", "kill_switch")
    if not said:
        return silent((at, "is not answered"))
    tried = affirmed(r"\b(tried|tested|drill(ed)?|exercised|rehearsed|practised)\b", said)
    lacks = [
        words for words, there in (("in how many seconds", spans(said)), ("when it was last tried", tried)) if not there
    ]
    if lacks:
        return unmet((at, f"says not {', nor '.join(lacks)}"))
    return met((at, quoted(said))) if affirmed(r"\bby\b", said) else silent((at, "by whom is to be read"))


@settles("rollout-back-in-minutes")
def _back_in_minutes(design: Design) -> Told:
    said = design.operations.rollback
    if said and not spans(said):
        return unmet((("operations", "rollback"), "names no time"))
    wanted = {
        "how the last version returns": r"\b(previous|last|old|earlier) (\w+ )?(image|version|release|build|code|deployment)\b",
        "who decides": r"\bdecide[sd]?\b|\bby (the )?(on-call|person|release|lead|owner)\b|\bgives the word\b",
    }
    return says(design, "operations.rollback", wanted)


@settles("rollout-old-reads-new")
def _old_reads_new(design: Design) -> Told:
    reads = (
        r"\b(last two|both|two) (versions|releases)( can)? (run|work|read)|\bold (code|version)( can)? (reads?|runs?)|"
        r"\bruns on the (same|new) (tables|schema)|\breads what\b|\b(is|are|be) lost\b|\blost\b"
    )
    return says(design, "operations.rollback", {"that the version before reads what the new one wrote": reads})


@settles("rollout-irreversible-listed")
def _irreversible_listed(design: Design) -> Told:
    for_good = (
        r"\bcan ?not be (taken back|undone|recalled|reversed)\b|\bno way back\b|\birreversible\b|\bcan't be undone\b"
    )
    said = design.operations.rollback
    found = re.search(for_good, said, re.IGNORECASE)
    at = ("operations", "rollback")
    if found is None:
        return silent((at, "does not say what has no way back" if said else "is not answered"))
    return met((at, quoted(said[found.start() :])))


@settles("plan-flags-removed")
def _flags_removed(design: Design) -> Told:
    flags = design.operations.flags
    ending = [line for line in flags if has_date(line)]
    if flags and not ending:
        return met((("operations", "flags"), "none has an end date"))
    actions = [step.action.lower() for step in design.file_plan.next_steps if step.owner and step.due]
    if ending and not actions:
        return silent((("file_plan", "next_steps"), "none has an owner and a date"))
    return every(
        ending,
        "operations.flags",
        lambda line: any(_parts(line)[0].strip().lower() in action for action in actions),
        "no next step with owner and date names it",
        has="a next step names each",
        is_open=lambda _: any("flag" in action for action in actions),
        doubt="a next step speaks of flags, and not of this one",
    )
