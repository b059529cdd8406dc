"""Starts ministack, a second emulator of AWS, with what it has wrong corrected. See corrections/.

Prints one line with its port, and ends when its standard input does: so it never outlives who started it, however that
one ended, and its functions' processes end with it. What it lacks and is not made up for here: README.md.
"""

import asyncio
import json
import os
import signal
import socket
import sys
import threading

listener = socket.create_server(("127.0.0.1", 0))
PORT = listener.getsockname()[1]

# ministack reads these when it is imported.
os.environ.update(
    {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(PORT),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{PORT}",  # where the functions find AWS
        "MINISTACK_ACCOUNT_ID": "123456789012",
        "AUTH": "true",  # every request is signed, and allowed by the policies of who signed it
        "CLOUDTRAIL_RECORDING": "1",
        "LAMBDA_ASYNC_RETRY_BASE_SECONDS": "0.1",  # AWS waits a minute before it tries again, and then two
        "LOG_LEVEL": "WARNING",
    }
)

from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402
from ministack import app as ministack  # noqa: E402

from corrections import access, alarms, budgets, contacts, credential_report  # noqa: E402


def end_with_standard_input():
    sys.stdin.buffer.read()
    # The functions' processes are of this one's group: see server.ts.
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main():
    for correction in (access, alarms, budgets, contacts, credential_report):
        correction.install()
    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.loglevel = "WARNING"
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    print(json.dumps({"port": PORT}), flush=True)
    asyncio.run(serve(ministack.app, config))


if __name__ == "__main__":
    main()
