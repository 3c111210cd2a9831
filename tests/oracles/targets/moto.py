"""S3, as the PyPI package `moto[s3,server]` does it."""

import http.client
import sys

from .local import Local


class Moto(Local):
    """S3 with a bucket `guide`. Any key is let in, except where moto is asked to check them (`checks_keys`)."""

    name = "s3"
    bucket = "guide"

    def __init__(self, path: str = "local offer"):
        self.path = path

    @property
    def settings(self):
        return (
            f'[publish.{self.name}]\nkind = "s3"\nbucket = "{self.bucket}"\npath = "{self.path}"\n'
            f'region = "eu-west-2"\nendpoint = "http://127.0.0.1:{self.port}"\n'
        )

    @property
    def secrets(self):
        own = f"SENCO_GUIDE_{self.name.upper()}"
        return {f"{own}_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", f"{own}_SECRET_ACCESS_KEY": "not-a-real-key"}

    def command(self):
        start = "from moto.server import main; main()"
        return [sys.executable, "-c", start, "-H", "127.0.0.1", "-p", str(self.port)]

    def furnish(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("PUT", f"/{self.bucket}")
        answer = connection.getresponse()
        if answer.status != 200:
            raise SystemExit(f"moto made no bucket: {answer.status} {answer.read()!r}")
