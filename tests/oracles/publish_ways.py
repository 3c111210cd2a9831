"""The ways out of a council's network, on real servers: HTTPS with a certificate of its own, a proxy, a signature for a day.

    python3 publish_ways.py PROGRAM GUIDE

PROGRAM is senco-guide, GUIDE a guide folder (it is copied, never changed). Tried at S3, Azure Blob and WebDAV (`targets/`):

https     the certificate is that of an authority that this machine trusts; of one that it does not; of another name
proxy     the same by way of a proxy that asks who is there; one that turns everybody away
sas       Azure with a shared access signature in place of the account's key; one that is over; one that may only read

What must work must put a whole release there; what must not must be a plain failure that names the way out, tell no
password or signature, and leave the site as it was. Needs `openssl`, and what the places need.

Exit status: 0 all right, 1 something is not, 2 the check itself could not run.
"""

import base64
import datetime
import hashlib
import hmac
import ssl
import subprocess
import tempfile
import urllib.parse
from pathlib import Path

from publish import whole
from publish_faults import Trial, port_of, tell
from targets import azurite
from targets.command import called, end
from targets.places import place
from targets.proxy import Line, Proxy

USER, PASSWORD = "council", "not-a-real-proxy-password"


class Authority:
    """Certificates of an authority that nobody else knows, in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "authority.pem"
        subject = ["-subj", "/CN=Aldermere test authority", "-addext", "basicConstraints=critical,CA:TRUE"]
        openssl("req", "-x509", *NEW, "-days", "30", *subject, "-keyout", folder / "authority.key", "-out", self.file)

    def tls(self, name):
        """How a server speaks that has a certificate for this name."""
        key, request, certificate = (self.folder / f"server.{end}" for end in ("key", "csr", "pem"))
        openssl("req", *NEW, "-subj", "/CN=server", "-keyout", key, "-out", request)
        (self.folder / "names").write_text(f"subjectAltName={name}\nextendedKeyUsage=serverAuth\n", "utf-8")
        signed = ["-CA", self.file, "-CAkey", self.folder / "authority.key", "-CAcreateserial", "-days", "30"]
        openssl("x509", "-req", "-in", request, *signed, "-extfile", self.folder / "names", "-out", certificate)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
        return tls


NEW = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def through(trial, port):
    """The target's address is another port, with https."""
    trial.set(trial.at.settings.replace(f"http://127.0.0.1:{port_of(trial.at.settings)}", f"https://127.0.0.1:{port}"))


def https(trial, authority, folder):
    """Three certificates; what is published by the one that is right must be whole."""
    port = port_of(trial.at.settings)
    trusted = {"SSL_CERT_FILE": str(authority.file)}
    with Line(port, tls=authority.tls("IP:127.0.0.1")) as line:
        through(trial, line.port)
        trial.completes("https", "one", trusted)
        refused(trial, "an authority that is not trusted", {"SSL_CERT_FILE": str(stranger(folder).file)}, "certificate")
        with Proxy(USER, PASSWORD) as proxy:
            login = f"http://{USER}:{PASSWORD}@127.0.0.1:{proxy.port}"
            trial.completes("by a proxy", "two", {**trusted, "HTTPS_PROXY": login, "NO_PROXY": ""})
            if not proxy.let_through:
                trial.wrong.append(f"{trial.kind}: the proxy was passed by")
            wrong = login.replace(PASSWORD, "another")
            refused(trial, "a proxy's wrong password", {**trusted, "HTTPS_PROXY": wrong, "NO_PROXY": ""}, "proxy")
        nobody = {**trusted, "HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}", "NO_PROXY": ""}
        refused(trial, "a proxy that is not there", nobody, "proxy")
    with Line(port, tls=authority.tls("DNS:elsewhere.example")) as line:
        through(trial, line.port)
        refused(trial, "a certificate of another name", trusted, "certificate")
    trial.set(trial.at.settings)


def stranger(folder):
    other = folder / "stranger"
    other.mkdir(exist_ok=True)
    return Authority(other)


def refused(trial, words, environment, expected):
    """Told plainly, without a secret, and nothing is changed."""
    before = trial.at.files()
    run = trial.publish("one", environment)
    tell(trial, words, run, expected)
    secrets = [*trial.at.environment.values(), PASSWORD, "sig="]
    trial.wrong += [f"{trial.kind}, {words}: a secret is told: {run[1]}" for secret in secrets if secret in run[1]]
    if trial.at.files() != before:
        trial.wrong.append(f"{trial.kind}, {words}: the site was changed")


def signature(permissions, until):
    """A signature for the account's blobs (“Create an account SAS” of Azure's documentation, version 2022-11-02)."""
    expiry = until.strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = [azurite.ACCOUNT, permissions, "b", "sco", "", expiry, "", "https,http", azurite.VERSION, "", ""]
    signed = hmac.new(base64.b64decode(azurite.KEY), "\n".join(fields).encode(), hashlib.sha256).digest()
    query = {"sv": azurite.VERSION, "ss": "b", "srt": "sco", "sp": permissions, "se": expiry, "spr": "https,http",
             "sig": base64.b64encode(signed).decode()}
    return urllib.parse.urlencode(query)


def sas(trial):
    """In place of the key."""
    own, now = trial.at.environment, datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    named = lambda token: {"SENCO_GUIDE_LIVE_SAS_TOKEN": token}  # noqa: E731
    trial.at.environment = named(signature("rwdlac", now + day))
    trial.completes("a signature", "one")
    trial.at.environment = named("?" + signature("rwdlac", now + day))
    trial.completes("a signature as the portal shows it", "two")
    for words, token in [("a signature that is over", signature("rwdlac", now - day)),
                         ("a signature for reading", signature("rl", now + day))]:
        trial.at.environment = named(token)
        refused(trial, words, {}, "is over, since" if "over" in words else "may not do this")
    trial.at.environment = own
    if not whole(trial.at.files(), [trial.release("two")]):
        trial.wrong.append("azure: the site is not what the signature published")


def main():
    program, guide, _ = called(__doc__)
    wrong = []
    for kind in ("s3", "azure", "webdav"):
        with tempfile.TemporaryDirectory() as scratch, place(kind) as at:
            here, keys = Path(scratch) / "here", Path(scratch) / "keys"
            here.mkdir()
            keys.mkdir()
            trial = Trial(kind, at, here, program, guide)
            https(trial, Authority(keys), keys)
            print(f"{kind}: https and proxy: {len(trial.wrong)} problems", flush=True)
            if kind == "azure":
                sas(trial)
                print(f"{kind}: with a signature: {len(trial.wrong)} problems", flush=True)
            wrong += trial.wrong
    end("publish_ways.py", wrong)


if __name__ == "__main__":
    main()
