"""IAM's credential report: kept for four hours, not made anew each time. Source: IAM User Guide, "Get credential reports"."""

from datetime import datetime, timedelta, timezone

from ministack.services import iam

AGE = timedelta(hours=1)


def install():
    iam._IAM_HANDLERS["GenerateCredentialReport"] = an_hour_old(iam._generate_credential_report)


def an_hour_old(generate_credential_report):
    """As most reports are that an audit sees: so it looks again at those whom the report accuses."""

    def patched(params):
        answer = generate_credential_report(params)
        made = datetime.now(timezone.utc) - AGE
        iam._credential_reports["report"]["generated_time"] = made.strftime("%Y-%m-%dT%H:%M:%SZ")
        return answer

    return patched
