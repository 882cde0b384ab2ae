"""What can go wrong in a way that a person can do something about."""


class WizardError(Exception):
    """A message for a person: what, where, why, and what to do."""


class DraftUnreadable(WizardError):
    """The file is not a draft that can be read; it was left as it is."""


class DraftChanged(WizardError):
    """Someone else wrote the file since it was read; it was left as it is."""


class SaveFailed(WizardError):
    """The draft could not be written; what was on disk before still is."""


class ExportRefused(WizardError):
    """The document is not what the contract demands, or its place is not ours to write."""
