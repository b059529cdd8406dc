"""IAM: the root user, and the credential report's age. Source: IAM API reference; IAM User Guide, "Get credential reports"."""

from datetime import datetime, timedelta, timezone

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.iam.responses import IamResponse

KEPT = timedelta(hours=4)


def install():
    IamResponse.get_account_summary = with_root(IamResponse.get_account_summary)
    IamResponse.generate_credential_report = generate_credential_report
    IamResponse.get_credential_report = get_credential_report


def backend_attributes():
    """Of moto's account, so that its reset takes away what is added here."""
    return vars(iam_backends[DEFAULT_ACCOUNT_ID]["aws"])


def root():
    return backend_attributes().setdefault(
        "root", {"mfa": False, "password": True, "passwordLastUsed": "no_information", "accessKeys": []}
    )


def set_root(changes):
    """By API, nobody can: the root user signs in to do it. `accessKeys` holds a boolean each, whether it is active."""
    root().update(changes)
    return root()


def make_users(count, without_mfa):
    """In place of those that there are: thousands, one request after the other, would take minutes."""
    backend = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]
    backend.users.clear()
    backend_attributes().pop("kept_report", None)
    for number in range(count):
        name = f"user-{number:04}"
        user = backend.create_user(region_name="us-east-1", user_name=name)
        user.password = "set"
        user.create_access_key(prefix="AKIA")
        if number >= without_mfa:
            user.enable_mfa_device(f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:mfa/{name}", "123456", "654321")
    return {}


def with_root(get_account_summary):
    """AWS counts inactive keys too. moto says 0 to both, and leaves AccountPasswordPresent out."""

    def patched(self):
        summary = dict(get_account_summary(self).result["SummaryMap"])
        summary["AccountMFAEnabled"] = int(root()["mfa"])
        summary["AccountAccessKeysPresent"] = len(root()["accessKeys"])
        summary["AccountPasswordPresent"] = int(root()["password"])
        return ActionResult({"SummaryMap": summary})

    return patched


def generate_credential_report(self):
    """AWS makes a report at most every four hours: asked again, it says COMPLETE and keeps the old bytes."""
    kept = backend_attributes().get("kept_report")
    if kept is not None and now() - kept["made"] < KEPT:
        return ActionResult({"State": "COMPLETE"})
    self.backend.generate_report()
    header, _, users = self.backend.get_credential_report().partition("\n")
    content = "\n".join([header, root_row(header), users]).rstrip("\n")  # AWS ends without a line break
    backend_attributes()["kept_report"] = {"made": now(), "content": content}
    return ActionResult({"State": "STARTED"})


def get_credential_report(self):
    self.backend.get_credential_report()  # refuses when there is none
    kept = backend_attributes()["kept_report"]
    return ActionResult({"Content": kept["content"], "ReportFormat": "text/csv", "GeneratedTime": kept["made"]})


def age_credential_report(hours):
    """So that a test need not wait."""
    backend_attributes()["kept_report"]["made"] -= timedelta(hours=hours)
    return {}


def root_row(header):
    """AWS's first row. What is not set here is as in an account whose root user never used it."""
    state = root()
    known = {
        "user": "<root_account>",
        "arn": f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:root",
        "user_creation_time": "2026-01-05T09:00:00+00:00",
        "password_enabled": str(state["password"]).lower(),
        "password_last_used": state["passwordLastUsed"],
        "mfa_active": str(state["mfa"]).lower(),
    }
    for column in header.split(","):
        if column.endswith("_active"):
            known.setdefault(column, "false")
    for number, active in enumerate(state["accessKeys"], start=1):
        known[f"access_key_{number}_active"] = str(active).lower()
        known[f"access_key_{number}_last_rotated"] = "2026-01-05T09:05:00+00:00"
    return ",".join(known.get(column, "N/A") for column in header.split(","))


def now():
    return datetime.now(timezone.utc).replace(microsecond=0)
