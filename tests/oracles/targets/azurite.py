"""Azure Blob Storage, as the npm package `azurite` does it."""

import base64
import datetime
import hashlib
import hmac
import http.client
import os
import pathlib
import urllib.parse

from .local import Local

ACCOUNT = "devstoreaccount1"
# The key that every Azurite has, from its documentation: no secret.
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
VERSION = "2022-11-02"


class Azurite(Local):
    """A storage account with a container `$web`, as that of a static site is called."""

    name = "azure"
    container = "$web"

    @property
    def settings(self):
        return (
            f'[publish.{self.name}]\nkind = "azure-blob"\naccount = "{ACCOUNT}"\ncontainer = "{self.container}"\n'
            f'endpoint = "http://127.0.0.1:{self.port}/{ACCOUNT}"\n'
        )

    @property
    def secrets(self):
        return {f"SENCO_GUIDE_{self.name.upper()}_ACCOUNT_KEY": KEY}

    def command(self):
        script = pathlib.Path(os.environ["NODE_PATH"]) / "azurite/dist/src/blob/main.js"
        # Without the second switch it calls out to its makers.
        quiet = ["--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence"]
        return ["node", str(script), *quiet, "--blobHost", "127.0.0.1", "--blobPort", str(self.port)]

    def furnish(self):
        ask("PUT", self.port, f"/{ACCOUNT}/{self.container}", {"restype": "container"})


def ask(method: str, port: int, path: str, query: dict[str, str]):
    """Asks past the publisher, also for what it may not, to make containers (“Authorize with Shared Key” of Azure's documentation)."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
    headers = f"x-ms-date:{now}\nx-ms-version:{VERSION}\n"
    resource = f"/{ACCOUNT}{path}" + "".join(f"\n{name}:{value}" for name, value in sorted(query.items()))
    signed = f"{method}\n\n\n\n\n\n\n\n\n\n\n\n{headers}{resource}"
    signature = hmac.new(base64.b64decode(KEY), signed.encode(), hashlib.sha256).digest()
    login = f"SharedKey {ACCOUNT}:{base64.b64encode(signature).decode()}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    address = path + ("?" + urllib.parse.urlencode(query) if query else "")
    connection.request(
        method, address, headers={"x-ms-date": now, "x-ms-version": VERSION, "Authorization": login, "Content-Length": "0"}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status >= 300 and method != "GET":
        raise SystemExit(f"azurite would not {method} {path}: {answer.status} {body!r}")
    return answer.status, body
