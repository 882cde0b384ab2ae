"""Made-up secrets in the forms that their issuers publish, with words around them as somebody might write them.

They are put together at run time from random letters of a fixed seed: no file of the project holds anything that looks like one.
"""

from __future__ import annotations

import base64
import json
from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

HEX = "0123456789abcdef"
WORD = ascii_letters + digits
URL64 = WORD + "-_"
BASE32 = ascii_uppercase + "234567"
UPPER = ascii_uppercase + digits
AROUND = (
    "The job sends {} with every call.",
    "token = {}",
    '"key": "{}",',
    "See {} (rotated in May), or ask Ines.",
    "{}",
    "export API_KEY={}\nand then restart",
    "| prod | {} | Mara |",
    "curl -H 'X-Key: {}' https://api.shop.example/v1",
)
"""Where a secret is met."""

FORMS: dict[str, tuple[str, ...]] = {
    "AWS access key": ("AKIA", f"{BASE32}:16"),
    "GitHub token": ("ghp_", f"{WORD}:36"),
    "GitHub fine-grained token": ("github_pat_", f"{WORD}:22", "_", f"{WORD}:59"),
    "GitLab token": ("glpat-", f"{URL64}:20"),
    "Slack token": ("xoxb-", f"{digits}:12", "-", f"{digits}:13", "-", f"{WORD}:24"),
    "Slack webhook": ("https://hooks.slack.com/services/T", f"{UPPER}:9", "/B", f"{UPPER}:9", "/", f"{WORD}:24"),
    "Discord webhook": ("https://discord.com/api/webhooks/", f"{digits}:18", "/", f"{URL64}:68"),
    "Stripe key": ("sk_live_", f"{WORD}:24"),
    "webhook signing secret": ("whsec_", f"{WORD}:32"),
    "Google API key": ("AIza", f"{URL64}:35"),
    "Google client secret": ("GOCSPX-", f"{URL64}:28"),
    "Google access token": ("ya29.", f"{URL64}:60"),
    "Anthropic key": ("sk-ant-api03-", f"{URL64}:93"),
    "OpenAI key": ("sk-proj-", f"{URL64}:64"),
    "OpenAI older key": ("sk-", f"{WORD}:20", "T3BlbkFJ", f"{WORD}:20"),
    "Hugging Face token": ("hf_", f"{ascii_letters}:34"),
    "npm token": ("npm_", f"{WORD}:36"),
    "PyPI token": ("pypi-AgEIcHlwaS5vcmc", f"{URL64}:120"),
    "RubyGems key": ("rubygems_", f"{HEX}:48"),
    "Docker token": ("dckr_pat_", f"{URL64}:27"),
    "Azure storage key": ("AccountKey=", f"{WORD}+/:86", "=="),
    "Azure shared access signature": (
        "https://acct.blob.core.windows.net/c?sv=2024-11-04&sr=c&sig=",
        f"{WORD}:43",
        "%3D",
    ),
    "SendGrid key": ("SG.", f"{URL64}:22", ".", f"{URL64}:43"),
    "Mailgun key": ("key-", f"{HEX}:32"),
    "Mailchimp key": (f"{HEX}:32", "-us21"),
    "Twilio key": ("SK", f"{HEX}:32"),
    "DigitalOcean token": ("dop_v1_", f"{HEX}:64"),
    "Heroku key": ("HRKU-", f"{URL64}:60"),
    "Shopify token": ("shpat_", f"{HEX}:32"),
    "Square token": ("sq0csp-", f"{URL64}:43"),
    "Telegram bot token": (f"{digits}:10", ":AA", f"{URL64}:33"),
    "Databricks token": ("dapi", f"{HEX}:32"),
    "Vault token": ("hvs.", f"{URL64}:90"),
    "Terraform token": (f"{WORD}:14", ".atlasv1.", f"{URL64}:67"),
    "Grafana token": ("glsa_", f"{WORD}:32", "_", f"{HEX}:8"),
    "Linear key": ("lin_api_", f"{WORD}:40"),
    "New Relic key": ("NRAK-", f"{UPPER}:27"),
    "Sentry token": ("sntrys_", f"{WORD}:90"),
    "Postman key": ("PMAK-", f"{HEX}:24", "-", f"{HEX}:34"),
    "Atlassian token": ("ATATT3xFf", f"{URL64}:180"),
    "age key": ("AGE-SECRET-KEY-1", f"{UPPER}:58"),
    "Doppler token": ("dp.pt.", f"{WORD}:43"),
    "URL credentials": ("postgres://app:", f"{WORD}:18", "@db.internal.shop:5432/orders"),
    "bearer token": ("Authorization: Bearer ", f"{WORD}:40"),
    "AWS secret key": ("aws_secret_access_key = ", f"{WORD}+/:40"),
}
"""Each form as its parts: literal text, or an alphabet and a length."""


def made(name: str, seed: int) -> str:
    """A made-up secret of this form."""
    random = Random(f"{name} {seed}")
    return "".join(_part(part, random) for part in FORMS[name])


def _part(part: str, random: Random) -> str:
    alphabet, colon, length = part.rpartition(":")
    if not colon or not length.isdigit() or len(alphabet) < len(digits):
        return part
    body = "".join(random.choice(alphabet) for _ in range(int(length) - 1))
    return body + random.choice([letter for letter in alphabet if letter.isalnum()])


def made_jwt(seed: int) -> str:
    """A made-up JSON Web Token."""
    random = Random(seed)
    parts = [{"alg": "RS256", "kid": str(seed)}, {"sub": str(random.random()), "aud": "orders"}]
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "".join(random.choice(WORD) for _ in range(86))])


def made_private_key(seed: int) -> str:
    """A made-up private key in its block."""
    random = Random(seed)
    rows = ["".join(random.choice(WORD) for _ in range(64)) for _ in range(4)]
    return "\n".join(["-----BEGIN RSA " + "PRIVATE KEY-----", *rows, "-----END RSA " + "PRIVATE KEY-----"])


def made_personal(kind: str, seed: int) -> str:
    """Made-up personal data: an e-mail address, an IBAN, a card number, or a phone number."""
    random = Random(f"{kind} {seed}")
    if kind == "e-mail address":
        name = "".join(random.choice(ascii_lowercase) for _ in range(7))
        return f"{name}.{random.randrange(90)}@{random.choice(['mailbox', 'posteo', 'fastmail'])}.{random.choice(['org', 'de', 'com'])}"
    if kind == "phone number":
        return f"+49 30 {random.randrange(2000000, 9999999)}"
    if kind == "IBAN":
        account = "".join(random.choice(digits) for _ in range(18))
        return f"DE{98 - int(f'{account}131400') % 97:02}{account}"
    body = "4" + "".join(random.choice(digits) for _ in range(14))
    total = sum(int(d) if n % 2 else sum(divmod(int(d) * 2, 10)) for n, d in enumerate(body))
    return f"{body}{-total % 10}"


PERSONAL = ("e-mail address", "IBAN", "card number", "phone number")
EVERY = (*FORMS, "JSON Web Token", "private key", *PERSONAL)


def any_made(name: str, seed: int) -> str:
    """A made-up secret or personal datum by its name."""
    if name == "JSON Web Token":
        return made_jwt(seed)
    if name == "private key":
        return made_private_key(seed)
    return made_personal(name, seed) if name in PERSONAL else made(name, seed)
