"""Secrets and personal data in a text: found by the form that their issuer publishes, and replaced by placeholders.

Only forms that name themselves are looked for: a prefix of the issuer, a check digit, a block with its own heading. Rules that
guess from randomness alone mark a third of all prose, and people stop looking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple


class Family(NamedTuple):
    """One kind of secret: what it is called, words one of which is in every text that holds one, and its form.

    The group `secret` of the form, if there is one, is what is taken out; `is_real` sorts out what only looks like one.
    """

    name: str
    keys: tuple[str, ...]
    form: str
    is_real: Callable[[str], bool] | None = None
    is_personal: bool = False


class Secret(NamedTuple):
    """Where a secret stands in a text, and of which family it is."""

    start: int
    end: int
    family: Family


PLACEHOLDERS = (
    "example",
    "changeme",
    "xxxx",
    "redacted",
    "your-",
    "your_",
    "placeholder",
    "dummy",
    "<",
    "{",
    "...",
    "****",
)
"""What is in a text that stands for a secret and is none."""
RESERVED = ("example.com", "example.org", "example.net", "example.edu")
RESERVED_TOP = ("example", "test", "invalid", "localhost", "local")
"""Domains that belong to nobody (RFC 2606, RFC 6761): an address in them is nobody's."""
_END = r"(?![A-Za-z0-9_-])"
_START = r"(?<![A-Za-z0-9_-])"


def _is_no_placeholder(text: str) -> bool:
    """Whether a secret is not obviously made up: no word that says so, and more than three characters that differ."""
    said = text.lower()
    return not any(word in said for word in PLACEHOLDERS) and len(set(said)) > 6


FINDING_PLACES = ("start", "scope", "pattern", "domain", "api", "data", "access", "operations", "risks", "file_plan")
"""What stands behind the @ in the id of a finding, such as that of a missing goal; these look like addresses and are none."""
COMMON_TOP = ("com", "org", "net", "edu", "gov", "info", "dev", "app", "cloud", "biz", "name", "email", "mail")


def _is_someones(address: str) -> bool:
    domain = address.rpartition("@")[2].lower().rstrip(".")
    top = domain.rpartition(".")[2]
    if domain.partition(".")[0] in FINDING_PLACES and len(top) > 2 and top not in COMMON_TOP:
        return False
    is_reserved = any(domain == known or domain.endswith(f".{known}") for known in RESERVED)
    return not is_reserved and domain.rpartition(".")[2] not in RESERVED_TOP


def _is_card(text: str) -> bool:
    """Whether the digits are a card number: a length and prefix that issuers use, and a check digit that fits."""
    from stdnum import luhn  # only text with long runs of digits needs it

    digits = re.sub(r"\D", "", text)
    issued = re.match(
        r"4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|6(?:011|5|4[4-9])|35(?:2[89]|[3-8])|3(?:0[0-5]|[68])",
        digits,
    )
    return bool(issued) and 13 <= len(digits) <= 19 and len(set(digits)) > 3 and luhn.is_valid(digits)


def _is_iban(text: str) -> bool:
    from stdnum import iban

    return iban.is_valid(text)


def _is_phone(text: str) -> bool:
    """Whether a number in international form could be somebody's."""
    import phonenumbers  # 50 ms, and only a text with such a number needs it

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        return False


def _token(name: str, *prefixes: str, rest: str) -> Family:
    """A token that begins with one of these prefixes and goes on with `rest`."""
    begins = "|".join(re.escape(prefix) for prefix in prefixes)
    return Family(name, prefixes, f"{_START}(?:{begins}){rest}{_END}", _is_no_placeholder)


FAMILIES: tuple[Family, ...] = (
    Family("private key", ("PRIVATE KEY",), r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]{20,}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    Family("URL credentials", ("://",), r"[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'<>]{1,60}:(?P<secret>[^\s/@\"'<>]{3,})@[^\s\"'<>]+", _is_no_placeholder),
    Family("JSON Web Token", ("eyJ",), rf"{_START}eyJ[A-Za-z0-9_-]{{8,}}\.eyJ[A-Za-z0-9_-]{{8,}}\.[A-Za-z0-9_-]{{20,}}{_END}"),
    Family("bearer token", ("earer ",), r"[Bb]earer (?P<secret>[A-Za-z0-9._~+/-]{24,}=*)", _is_no_placeholder),
    Family("AWS access key", ("AKIA", "ASIA"), rf"{_START}(?:AKIA|ASIA)[A-Z2-7]{{16}}{_END}", _is_no_placeholder),
    Family("AWS secret key", ("secret_access_key", "SecretAccessKey", "SECRET_ACCESS_KEY"), r"(?i:secret_?access_?key)[\"']?\s*[:=]\s*[\"']?(?P<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])", _is_no_placeholder),
    _token("GitHub token", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", rest=r"[A-Za-z0-9]{36,251}"),
    _token("GitHub token", "github_pat_", rest=r"[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _token("GitLab token", "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", rest=r"[A-Za-z0-9_.-]{20,}"),
    _token("Slack token", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-", rest=r"[A-Za-z0-9-]{20,}"),
    Family("Slack webhook", ("hooks.slack.com",), r"https://hooks\.slack\.com/(?P<secret>(?:services|workflows)/T[A-Z0-9]{8,}/[A-Z0-9]{8,}/[A-Za-z0-9/]{16,})"),
    Family("Discord webhook", ("/api/webhooks/",), r"https://(?:\w+\.)?discord(?:app)?\.com/(?P<secret>api/webhooks/\d{17,20}/[\w-]{60,})"),
    _token("Stripe key", "sk_live_", "sk_test_", "rk_live_", "rk_test_", rest=r"[A-Za-z0-9]{16,}"),
    _token("webhook signing secret", "whsec_", rest=r"[A-Za-z0-9+/]{24,}=*"),
    _token("Google API key", "AIza", rest=r"[A-Za-z0-9_-]{35}"),
    _token("Google client secret", "GOCSPX-", rest=r"[A-Za-z0-9_-]{28}"),
    _token("Google access token", "ya29.", rest=r"[A-Za-z0-9_.-]{30,}"),
    _token("Anthropic key", "sk-ant-", rest=r"[A-Za-z0-9]{3,10}-[A-Za-z0-9_-]{60,}"),
    _token("OpenAI key", "sk-proj-", "sk-svcacct-", "sk-admin-", rest=r"[A-Za-z0-9_-]{40,}"),
    Family("OpenAI key", ("T3BlbkFJ",), rf"{_START}sk-[A-Za-z0-9]{{20}}T3BlbkFJ[A-Za-z0-9]{{20}}{_END}"),
    _token("Hugging Face token", "hf_", rest=r"[A-Za-z]{34}"),
    _token("npm token", "npm_", rest=r"[A-Za-z0-9]{36}"),
    _token("PyPI token", "pypi-AgEIcHlwaS5vcmc", rest=r"[A-Za-z0-9_-]{50,}"),
    _token("RubyGems key", "rubygems_", rest=r"[a-f0-9]{48}"),
    _token("Docker token", "dckr_pat_", rest=r"[A-Za-z0-9_-]{27,}"),
    Family("Azure storage key", ("AccountKey=",), r"AccountKey=(?P<secret>[A-Za-z0-9+/]{86}==)"),
    Family("Azure shared access signature", ("sig=",), r"[?&]sv=\d{4}-\d\d-\d\d[^\s\"'<>]*[?&]sig=(?P<secret>[A-Za-z0-9%+/=]{40,})"),
    _token("SendGrid key", "SG.", rest=r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    Family("Mailgun key", ("key-",), rf"{_START}key-[0-9a-f]{{32}}{_END}", _is_no_placeholder),
    Family("Mailchimp key", ("-us",), rf"{_START}[0-9a-f]{{32}}-us\d{{1,2}}{_END}", _is_no_placeholder),
    Family("Twilio key", ("SK",), rf"{_START}SK[0-9a-f]{{32}}{_END}", _is_no_placeholder),
    _token("DigitalOcean token", "dop_v1_", "doo_v1_", "dor_v1_", rest=r"[a-f0-9]{64}"),
    _token("Heroku key", "HRKU-", rest=r"[A-Za-z0-9_-]{36,}"),
    _token("Shopify token", "shpat_", "shpca_", "shppa_", "shpss_", rest=r"[a-fA-F0-9]{32}"),
    _token("Square token", "sq0atp-", "sq0csp-", rest=r"[A-Za-z0-9_-]{22,43}"),
    Family("Telegram bot token", (":AA",), rf"{_START}\d{{8,10}}:AA[A-Za-z0-9_-]{{33}}{_END}", _is_no_placeholder),
    _token("Databricks token", "dapi", rest=r"[a-f0-9]{32}(?:-\d)?"),
    _token("Vault token", "hvs.", "hvb.", rest=r"[A-Za-z0-9_-]{24,}"),
    Family("Terraform token", (".atlasv1.",), rf"{_START}[A-Za-z0-9]{{14}}\.atlasv1\.[A-Za-z0-9_-]{{60,}}{_END}", _is_no_placeholder),
    _token("Grafana token", "glsa_", rest=r"[A-Za-z0-9]{32}_[a-f0-9]{8}"),
    _token("Linear key", "lin_api_", rest=r"[A-Za-z0-9]{40}"),
    _token("New Relic key", "NRAK-", rest=r"[A-Z0-9]{27}"),
    _token("Sentry token", "sntrys_", rest=r"[A-Za-z0-9+/=_-]{60,}"),
    _token("Postman key", "PMAK-", rest=r"[a-f0-9]{24}-[a-f0-9]{34}"),
    _token("Atlassian token", "ATATT3xFf", rest=r"[A-Za-z0-9_=-]{60,}"),
    _token("age key", "AGE-SECRET-KEY-1", rest=r"[A-Z0-9]{58}"),
    _token("Doppler token", "dp.pt.", "dp.st.", rest=r"[A-Za-z0-9._-]{40,}"),
    Family("e-mail address", ("@",), r"(?<![\w.+/:-])[A-Za-z0-9][\w.+-]{0,62}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![\w-])", _is_someones, is_personal=True),
    Family("IBAN", (), r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])", _is_iban, is_personal=True),
    Family("card number", (), r"(?<![\w.+-])\d(?:[ -]?\d){12,18}(?![\w-])(?!\.\d)", _is_card, is_personal=True),
    Family("phone number", ("+",), r"(?<![\w+])\+[1-9](?:[ ().-]{0,2}\d){7,14}(?!\w)", _is_phone, is_personal=True),
)  # fmt: skip
"""All families, in the order in which they are looked for; what one has found is not looked at by the next."""

_NUMBERS = re.compile(r"\d(?:[ -]?\d){12,}|[A-Z]{2}\d{2} ?[A-Z0-9]{4}")
"""What a text without any key word must hold to be looked at for numbers with check digits."""


def find(text: str) -> tuple[Secret, ...]:
    """The secrets and personal data in a text, in order; they do not overlap."""
    if not _may_hold(text):
        return ()
    found: list[Secret] = []
    for family in FAMILIES:
        if family.keys and not any(key in text for key in family.keys):
            continue
        form = _form(family.form)
        for match in form.finditer(text):
            start, end = match.span("secret") if "secret" in form.groupindex else match.span()
            is_free = all(end <= known.start or start >= known.end for known in found)
            if is_free and (family.is_real is None or family.is_real(text[start:end])):
                found.append(Secret(start, end, family))
    return tuple(sorted(found))


@cache
def _form(form: str) -> re.Pattern[str]:
    """The form of a family; most are never met, and half of the time of a first look would go into reading them."""
    return re.compile(form)


@cache
def _keys() -> re.Pattern[str]:
    """Any of the key words; most text holds none of them, and is not looked at any further."""
    keys = sorted({key for family in FAMILIES for key in family.keys})
    return re.compile("|".join(map(re.escape, keys)))


_RUN = re.compile(r"[A-Za-z0-9_./+=~%-]{20}")
"""As long as the shortest token; hardly any text has such a run, and looking for it is a tenth of the work."""


def _may_hold(text: str) -> bool:
    size = len(text)
    if size <= 5 or not ("@" in text or "+" in text or "://" in text or (size >= 15 and _has_run(text))):
        return False
    return _keys().search(text) is not None or _NUMBERS.search(text) is not None


def _has_run(text: str) -> bool:
    return _RUN.search(text) is not None or _NUMBERS.search(text) is not None


def placeholder(kind: str) -> str:
    """The word that stands for a secret of a kind; in exports with a number."""
    return f"REDACTED-{re.sub(r'[^A-Z]+', '-', kind.upper())}"


class Redactor:
    """Replaces secrets by placeholders; the same secret gets the same one throughout a document."""

    def __init__(self, keeps: Callable[[str], bool] = lambda _: False) -> None:
        self._keeps = keeps
        """Whether somebody said of this text that it may be shown."""
        self._names: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        """The text with a placeholder for every secret in it."""
        held = [(one.start, one.end, one.family) for one in find(text) if not self._keeps(text[one.start : one.end])]
        named = [(start, end, self._placeholder(text[start:end], family)) for start, end, family in held]
        for start, end, name in reversed(named):
            text = text[:start] + name + text[end:]
        return text

    def _placeholder(self, secret: str, family: Family) -> str:
        if secret not in self._names:
            self._counts[family.name] = self._counts.get(family.name, 0) + 1
            self._names[secret] = f"{placeholder(family.name)}-{self._counts[family.name]}"
        return self._names[secret]

    def name_of(self, secret: str) -> str:
        """The placeholder that a secret was replaced by. `KeyError` if it was not met."""
        return self._names[secret]

    @property
    def counts(self) -> dict[str, int]:
        """How many different secrets of each family were replaced."""
        return dict(self._counts)


def redacted_tree(value: object, redact: Callable[[str], str]) -> object:
    """The same for every string in nested lists and mappings; what comes as a tuple is a list then."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: redacted_tree(item, redact) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [redacted_tree(item, redact) for item in value]
    return value


def strings_in(value: object) -> Iterator[str]:
    """Every string in nested lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
