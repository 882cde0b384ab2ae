"""The start form and the nine workflow steps, in order."""

from wizard.steps.access import ACCESS
from wizard.steps.api import API
from wizard.steps.data import DATA
from wizard.steps.domain import DOMAIN
from wizard.steps.file_plan import FILE_PLAN
from wizard.steps.operations import OPERATIONS
from wizard.steps.pattern import PATTERN
from wizard.steps.risks import RISKS
from wizard.steps.scope import SCOPE
from wizard.steps.start import START
from wizard.steps.step import Step

STEPS: tuple[Step, ...] = (START, SCOPE, PATTERN, DOMAIN, API, DATA, ACCESS, OPERATIONS, RISKS, FILE_PLAN)

STEP_BY_KEY = {step.key: step for step in STEPS}
