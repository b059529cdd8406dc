"""What passes over the wire, recorded in front of moto; and the tests' way to what only AWS itself or a person can do."""

import io
import json
import threading
from urllib.parse import parse_qs

from . import iam, sns

PRIVATE = "/moto-api/e2e/"


class Wire:
    """A WSGI application around moto's."""

    def __init__(self, application):
        self.application = application
        self.recorded = []
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path.startswith(PRIVATE):
            return self.answer_privately(path.removeprefix(PRIVATE), environ, start_response)
        if path.startswith("/moto-api/"):
            return self.application(environ, start_response)

        entry = describe(environ)
        with self.lock:
            self.recorded.append(entry)

        def note_status(status, headers, exc_info=None):
            entry["status"] = int(status.split()[0])
            return start_response(status, headers, exc_info)

        return self.application(environ, note_status)

    def answer_privately(self, name, environ, start_response):
        asked = read_body(environ).decode()
        said = json.loads(asked) if asked else None
        answer = {
            "requests": lambda: self.recorded,
            "mails": sns.mails,
            "users": lambda: iam.make_users(said["count"], said["without"]),
            "root": lambda: iam.set_root(said),
            "age-credential-report": lambda: iam.age_credential_report(said["hours"]),
        }[name]()
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]


def read_body(environ):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return environ["wsgi.input"].read(length) if length else b""


def describe(environ):
    """A request as the protocols in use name it: JSON by a header, query by a form, REST by its path."""
    service = service_of(environ)
    body = b""
    if service != "s3":  # uploads are large, and streamed
        body = read_body(environ)
        environ["wsgi.input"] = io.BytesIO(body)
    text = body.decode(errors="replace")
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        operation = target.split(".")[-1]
    elif "urlencoded" in environ.get("CONTENT_TYPE", ""):
        operation = parse_qs(text).get("Action", ["?"])[0]
    else:
        path = environ.get("PATH_INFO", "")
        # AWS Account Management names its operations by their paths: /getAlternateContact.
        operation = path[1:2].upper() + path[2:] if service == "account" else f"{environ['REQUEST_METHOD']} {path}"
    return {
        "service": service,
        "operation": operation,
        "agent": environ.get("HTTP_USER_AGENT", ""),
        "body": text,
        "status": 0,
    }


def service_of(environ):
    """From the signature: `AWS4-HMAC-SHA256 Credential=testing/20261123/us-east-1/iam/aws4_request, …`."""
    scope = environ.get("HTTP_AUTHORIZATION", "").split(",")[0].split("/")
    return scope[3] if len(scope) == 5 else "unsigned"
