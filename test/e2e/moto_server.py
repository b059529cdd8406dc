"""Starts moto's server with what it lacks of AWS added, for run.ts. See additions/.

Prints one line with its port, and ends when its standard input does: so it never outlives who started it, however that
one ended. Two gaps stay: CloudFormation passes over some types of resources (BEYOND_MOTO in stories/new-account.ts),
and nobody is denied anything.
"""

import json
import os
import sys
import threading

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from additions import budgets, cloudwatch, iam, sns
from additions.wire import Wire


class QuietRequestHandler(MotoRequestHandler):
    """Without a line for every request: additions/wire.py records them."""

    def log_request(self, code="-", size="-"):
        pass


def end_with_standard_input():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    # Functions are not run in Docker: the tests run their code with `serverless invoke local`.
    default_user_config["lambda"] = {"use_docker": False}
    # Otherwise no AWS managed policy exists, and nobody can hold one.
    default_user_config["iam"] = {"load_aws_managed_policies": True}
    for addition in (budgets, cloudwatch, iam, sns):
        addition.install()
    application = Wire(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=QuietRequestHandler)
    os.environ["MOTO_PORT"] = str(server.port)
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    print(json.dumps({"port": server.port}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
