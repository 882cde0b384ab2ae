"""What can go wrong in a way that a person can do something about."""


class WizardError(Exception):
    """A message for a person: what, where, why, and what to do."""


class DraftUnreadable(WizardError):
    """The file is not a draft that can be read; it was left as it is. `why` is the reason alone, if that was told apart."""

    why = ""


class DraftChanged(WizardError):
    """Someone else wrote the file since it was read; it was left as it is."""


class SaveFailed(WizardError):
    """The draft could not be written; what was on disk before still is."""


class DraftTaken(WizardError):
    """Someone else has the draft open, or took it over; it was left as it is."""


class DraftReadOnly(SaveFailed):
    """The file or its folder may not be written; the draft can be read and not saved."""


class NotDurable(SaveFailed):
    """The new draft is in place, and the disk did not confirm it: a power cut could bring the old one back."""


class DraftTooLarge(SaveFailed):
    """What was typed could be written, but not be opened again; what was on disk before still is."""


class HistoryFailed(WizardError):
    """A snapshot of a draft could not be kept, read or removed; the draft itself is as it was."""


class ExportRefused(WizardError):
    """The document is not what the contract demands, or its place is not ours to write."""


class ExportFailed(WizardError):
    """The files could not be written, as the disk is full or they may not be; what was there before still is."""
