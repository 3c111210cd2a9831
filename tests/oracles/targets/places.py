"""Places to publish to, with what readers see there, read past the publisher.

A place is a context: inside, it can be published to, and it has

    settings         the lines of its [publish.live] in guide.toml
    environment      what goes into the environment with it
    files()          what readers see: bytes by path
    is_locked()      whether somebody is publishing
"""

import concurrent.futures
import contextlib
import http.client
import pathlib
import re
import tempfile
import threading
import urllib.parse
import xml.etree.ElementTree

from targets_sftp import sftp_server

from . import azurite, moto, webdav

OWN = ".senco-guide/"
LOCK = OWN + "lock.json"
PLACES = ["folder-releases", "folder-plain", "sftp-releases", "sftp-plain", "s3", "azure", "webdav"]


class Folder:
    """A folder of this machine; also that of an SFTP server on it."""

    def __init__(self, folder, layout):
        self.folder = folder
        self.site = folder / "current" if layout == "releases" else folder
        self.settings = f'[publish.live]\nkind = "folder"\npath = \'{folder}\'\nlayout = "{layout}"\n'
        self.environment = {}

    def files(self):
        there = [path for path in self.site.rglob("*") if path.is_file()] if self.site.exists() else []
        named = {path.relative_to(self.site).as_posix(): path for path in there}
        return {name: path.read_bytes() for name, path in named.items() if not name.startswith(OWN)}

    def is_locked(self):
        return (self.folder / LOCK).exists()


class Store:
    """What is common to stores: many short questions."""

    def __init__(self, server):
        self.environment = server.secrets
        self.settings = re.sub(r"\[publish\.\w+\]", "[publish.live]", server.settings)
        self.environment = {re.sub(r"^SENCO_GUIDE_\w+?_(?=A|S|P)", "SENCO_GUIDE_LIVE_", name): value
                            for name, value in server.secrets.items()}

    def files(self):
        names = [name for name in self.names() if not name.startswith(OWN)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            return dict(zip(names, pool.map(self.read, names)))

    def is_locked(self):
        return self.read(LOCK) is not None


class S3(Store):
    """The bucket of a moto server."""

    LOGIN = {"Authorization": "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-2/s3/aws4_request, "
                              "SignedHeaders=host, Signature=x"}
    SPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"

    def __init__(self, server):
        super().__init__(server)
        self.server, self.own = server, threading.local()

    def ask(self, path, query=""):
        if not hasattr(self.own, "connection"):
            self.own.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        self.own.connection.request("GET", f"/{self.server.bucket}{path}{query}", headers=self.LOGIN)
        answer = self.own.connection.getresponse()
        return answer.status, answer.read()

    def names(self):
        top, names, token = self.server.path + "/", [], None
        while True:
            query = {"list-type": "2", "prefix": top} | ({"continuation-token": token} if token else {})
            listed = xml.etree.ElementTree.fromstring(self.ask("", "?" + urllib.parse.urlencode(query))[1])
            names += [key.text[len(top):] for key in listed.iter(self.SPACE + "Key")]
            token = listed.findtext(self.SPACE + "NextContinuationToken")
            if not token:
                return names

    def read(self, name):
        status, body = self.ask("/" + urllib.parse.quote(f"{self.server.path}/{name}"))
        return body if status == 200 else None


class Azure(Store):
    """The container of an Azurite server."""

    def __init__(self, server):
        super().__init__(server)
        self.server = server

    def names(self):
        names, marker = [], None
        while True:
            query = {"comp": "list", "restype": "container"} | ({"marker": marker} if marker else {})
            body = azurite.ask("GET", self.server.port, f"/{azurite.ACCOUNT}/{self.server.container}", query)[1]
            listed = xml.etree.ElementTree.fromstring(body.decode("utf-8-sig"))
            names += [blob.findtext("Name") for blob in listed.iter("Blob")]
            marker = listed.findtext("NextMarker")
            if not marker:
                return names

    def read(self, name):
        path = urllib.parse.quote(f"/{azurite.ACCOUNT}/{self.server.container}/{name}", safe="/$")
        status, body = azurite.ask("GET", self.server.port, path, {})
        return body if status == 200 else None


class WebDav(Store):
    """The folder of an nginx that speaks WebDAV, read as the files that lie there."""

    def __init__(self, server):
        super().__init__(server)
        self.server, self.folder = server, server.files

    def names(self):
        return [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()]

    def read(self, name):
        file = self.folder / name
        return file.read_bytes() if file.is_file() else None


@contextlib.contextmanager
def place(kind):
    """One of PLACES, begun; it ends with the context."""
    name, _, layout = kind.partition("-")
    with contextlib.ExitStack() as until:
        folder = pathlib.Path(until.enter_context(tempfile.TemporaryDirectory(prefix="senco-guide-")))
        if name == "folder":
            yield Folder(folder, layout)
        elif name == "sftp":
            server = until.enter_context(sftp_server(folder))
            at = Folder(server.site, layout)
            at.settings, at.environment = server.settings("live", layout=layout), server.environment()
            yield at
        elif name == "s3":
            yield S3(until.enter_context(moto.Moto()))
        elif name == "azure":
            yield Azure(until.enter_context(azurite.Azurite()))
        elif name == "webdav":
            yield WebDav(until.enter_context(webdav.Nginx()))
        else:
            raise SystemExit(f"there is no place {kind}")
