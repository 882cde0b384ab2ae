"""Step 9: which files are written, what happens next, and what nobody knows yet."""

from wizard.ask import Group, Record, ask
from wizard.steps.step import Step


class PlannedFile(Record, columns=("path", "purpose", "layer", "module"), named_by=(("path",),), noun="file"):
    """A file or folder that is going to be written."""

    path: str = ask(
        "Path",
        "From the root of the repository.",
        why="Where it lies decides who may import it. 'utils' is a place for whatever was not decided.",
        need=True,
        eg="src/refunds/policy.py",
    )
    purpose: str = ask(
        "Purpose",
        "What it is there for.",
        why="Two files with one purpose grow apart; one with two purposes is changed by two teams.",
        need=True,
        eg="how much of a payment may still go back",
    )
    layer: str = ask(
        "Layer",
        "Its place in the pattern.",
        why="It tells which imports are forbidden there; an import rule in CI can be written from it.",
        eg="domain",
    )
    module: str = ask(
        "Module",
        "The module of step 2 that it belongs to.",
        why="A file outside every module follows no rule of the pattern.",
        depth="simple-crud",
        ref="pattern.modules",
    )


class NextStep(Record, columns=("action", "owner", "due", "done"), named_by=(("action",),), noun="next step"):
    """Something to be done once the design is agreed."""

    action: str = ask(
        "Action",
        "A verb, and how one sees that it is done.",
        why="'Look into performance' is never finished. A result one can see is.",
        need=True,
        eg="load-test capture at 200/s",
    )
    owner: str = ask(
        "Owner", "One name.", why="Two owners wait for each other.", depth="simple-crud", eg="Mara Lindqvist"
    )
    due: str = ask(
        "Due",
        "A date: year, month, day.",
        why="Without a date it comes after everything that has one.",
        depth="simple-crud",
        eg="2026-03-31",
    )
    done: bool | None = ask(
        "Done",
        why="The list is read in the next review; what is done but open there is done twice.",
        depth="simple-crud",
    )


class OpenQuestion(
    Record, columns=("question", "owner", "due", "answer"), named_by=(("question",),), noun="open question"
):
    """Something that is not known yet and matters."""

    question: str = ask(
        "Question",
        "One that an answer can close.",
        why="'Is it secure?' stays open for ever. A question with two possible answers gets one.",
        need=True,
        eg="may a refund go to another card?",
    )
    owner: str = ask(
        "Owner",
        "Who finds out.",
        why="Everybody waits for somebody to ask. Name who does.",
        depth="simple-crud",
        eg="Legal",
    )
    due: str = ask(
        "Due",
        "A date: year, month, day.",
        why="After it the work goes on with a guess; better to know when that is.",
        depth="simple-crud",
        eg="2026-02-15",
    )
    answer: str = ask(
        "Answer",
        "Leave it empty while the question is open.",
        why="Decided in a chat and never written down, it is asked again by the next reader.",
        depth="simple-crud",
        eg="no, only to the card that paid",
    )


class Stack(Group, heading="Stack"):
    """What it is written in, and how the repository is cut."""

    language: str = ask(
        "Language",
        "With its version.",
        why="Names and endings of the proposed files follow from it.",
        depth="simple-crud",
        eg="Python 3.13",
    )
    framework: str = ask(
        "Framework",
        "What serves the requests; 'none' is an answer.",
        why="It comes last on purpose: the eight steps before should read the same with another one.",
        depth="simple-crud",
        eg="FastAPI",
    )
    layout: str = ask(
        "Repository layout",
        "One repository or several, and what the top folders stand for.",
        why="Code goes where the folders suggest. By module, a change stays in one place; by layer, it visits all.",
        depth="simple-crud",
        eg="one repository, a folder for each module, layers inside",
    )


class Files(Group, heading="Files"):
    """What is written, and where it goes."""

    files: tuple[PlannedFile, ...] = ask(
        "Files",
        "The files that will exist after the first month, one line each.",
        why="A part that has no place to go was never quite decided. A path beside a module makes the module real.",
        need=True,
    )


class NextSteps(Group, heading="Next steps"):
    """What happens on the day after the design is agreed."""

    next_steps: tuple[NextStep, ...] = ask(
        "Next steps",
        "In order; the riskiest thing first.",
        why="An agreed design without a first action is a document. Owner and date make it a plan.",
        need=True,
    )


class OpenQuestions(Group, heading="Open questions"):
    """What nobody knows yet, and who will find out."""

    open_questions: tuple[OpenQuestion, ...] = ask(
        "Open questions",
        "What could still change the design.",
        why="Printed in the contract. A question that is written down is open; one that is not is a surprise.",
        depth="simple-crud",
    )


class FilePlan(Stack, Files, NextSteps, OpenQuestions):
    """The answers of step 9."""


FILE_PLAN = Step(
    "file_plan", 9, "File plan", "Which files are written, and what happens next.", FilePlan, ("FILE_PLAN",)
)
