"""Starts a real server on this machine, publishes to it by the suite that every publish target must pass, and stops it.

    python3 publish_to.py SERVER COMMAND…

SERVER is sshd, moto (S3), azurite (Azure Blob), nginx or apache (both WebDAV). COMMAND is what tries the targets of the file
that SENCO_GUIDE_TEST_TARGETS names, such as `cargo test --test targets`. The server listens on a free port of loopback, with
keys, logins and files of its own in a folder that is removed afterwards; servers that run on the machine already are left
alone.

Exit status: that of COMMAND; 2 when the server did not start or there is no such server.
"""

import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile

from targets.azurite import Azurite
from targets.moto import Moto
from targets.webdav import Apache, Nginx
from targets_sftp import sftp_server


@contextlib.contextmanager
def sshd():
    """In both layouts; one after the other, so they may share the folder."""
    with tempfile.TemporaryDirectory(prefix="senco-guide-") as folder, sftp_server(pathlib.Path(folder)) as server:
        settings = server.settings("releases") + server.settings("plain", layout="plain")
        yield settings, server.environment()


@contextlib.contextmanager
def local(kind):
    with kind() as server:
        yield server.settings, server.secrets


SERVERS = {
    "sshd": sshd,
    "moto": lambda: local(Moto),
    "azurite": lambda: local(Azurite),
    "nginx": lambda: local(Nginx),
    "apache": lambda: local(Apache),
}


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in SERVERS:
        print(__doc__)
        sys.exit(2)
    with tempfile.TemporaryDirectory(prefix="senco-guide-") as folder, SERVERS[sys.argv[1]]() as (settings, secrets):
        targets = pathlib.Path(folder) / "targets.toml"
        targets.write_text(settings, "utf-8")
        # HOME of the secrets is for the publisher; COMMAND may need its own for its tools.
        environment = {"CARGO_HOME": os.path.expanduser("~/.cargo"), "RUSTUP_HOME": os.path.expanduser("~/.rustup")}
        environment |= os.environ | secrets | {"SENCO_GUIDE_TEST_TARGETS": str(targets)}
        done = subprocess.run(sys.argv[2:], env=environment, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
