"""The records and groups of step 8 that answer what was derived: decisions on risks, and findings that are put up with."""

from typing import Literal

from wizard.ask import Group, Record, ask

Response = Literal["accept", "mitigate", "transfer", "avoid"]
RESPONSE_HINTS = {
    "accept": "known and carried, by a named person",
    "mitigate": "made less likely or less bad",
    "transfer": "someone else carries it, by contract",
    "avoid": "the design is changed so that it can not happen",
}


class RiskDecision(
    Record,
    columns=("risk", "response", "reason", "owner", "due", "status"),
    noun="decision",
    named_by=(("risk",),),
):
    """What is done about one of the risks that follow from the answers."""

    risk: str = ask(
        "Risk",
        "Its id, as the list of derived risks shows it.",
        why="The id ties the decision to one place of the design, and holds when that is renamed.",
        need=True,
        eg="hard-without-fallback@scope.external_systems.5b1e9c02",
    )
    response: Response | None = ask(
        "Response",
        why="A derived risk was found by a rule, so nobody feels that it is theirs until someone has answered it.",
        need=True,
        hints=RESPONSE_HINTS,
    )
    reason: str = ask(
        "Reason or mitigation",
        "What is done about it; for an accepted one, why it can be carried.",
        why="The list says how the risk arises. What it can not know is why you live with it.",
        need=True,
        eg="a second processor costs more than a day without cards",
    )
    owner: str = ask(
        "Owner",
        "A person, who decides when it changes.",
        why="When the answers behind the risk change, somebody has to be asked whether the decision still holds.",
        need=lambda decision: decision.response == "accept",
        depth="simple-crud",
        eg="Head of Payments",
    )
    due: str = ask(
        "Due",
        "Year, month and day; for an accepted one, when it is looked at again.",
        why="Accepted without a date is accepted for ever, also by those who come later.",
        depth="simple-crud",
        eg="2026-03-31",
    )
    status: Literal["open", "done"] | None = ask(
        "Status",
        why="The risk stays on the list while its cause does; only this tells whether the answer to it is in place.",
        depth="simple-crud",
        hints={"open": "still to do", "done": "response is in place"},
    )


class Waiver(Record, columns=("finding", "who", "reason", "until"), noun="waiver", named_by=(("finding",),)):
    """A finding that somebody puts up with, for a time."""

    finding: str = ask(
        "Finding",
        "Its id: the code, @, and where it is.",
        why="The id names one finding in one place. A code alone would also cover the next one, which nobody saw.",
        need=True,
        eg="workflow-unserved@scope.workflows.7c20d4be",
    )
    who: str = ask(
        "Who",
        "The person who puts up with it.",
        why="A rule was set aside. Whoever did it is the one to ask when it turns out to matter.",
        need=True,
        eg="Mara Lindqvist",
    )
    reason: str = ask(
        "Why",
        "What makes it bearable here, for so long.",
        why="A reviewer accepts a gap with a reason, and reopens one without.",
        need=True,
        eg="refunds stay with the old system until it is switched off",
    )
    until: str = ask(
        "Until",
        "Year, month and day.",
        why="A waiver without an end is a change of the rules that nobody agreed to.",
        need=True,
        eg="2026-06-30",
    )


class DerivedRisks(Group, heading="Derived risks"):
    """What the answers themselves make risky, and what was decided about it."""

    risk_decisions: tuple[RiskDecision, ...] = ask(
        "Decisions",
        "One line for each derived risk that was talked about. The list of them follows from the other steps.",
        why="What a design makes risky can be read off it. What its owners think of that can not.",
        depth="simple-crud",
    )


class Waivers(Group, heading="Waivers"):
    """Findings that somebody puts up with, and until when."""

    waivers: tuple[Waiver, ...] = ask(
        "Waivers",
        "One line for each finding that is put up with. All of them are printed in the contract.",
        why="A finding that is argued away in a meeting comes back at every check, and with each new reader.",
        depth="simple-crud",
    )
