"""An SFTP server for the tests of publish targets: Debian's `sshd` on this machine, as the user who runs it.

    with sftp_server(folder) as server:
        server.settings()       a [publish.NAME] for guide.toml
        server.environment()    what goes into the environment with it

The host key, the user's key, the file of known hosts and the folder that is published to lie in `folder`. Needs Debian's
openssh-server.
"""

import contextlib
import getpass
import os
import pathlib
import shutil
import socket
import subprocess
import time

CONFIGURATION = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_ed25519
HostKey {folder}/host_rsa
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
LogLevel ERROR
Subsystem sftp internal-sftp {options}
"""


class SftpServer:
    """A server that listens."""

    def __init__(self, folder: pathlib.Path, port: int):
        self.folder = folder
        self.port = port
        self.site = folder / "site"
        self.user = getpass.getuser()

    def settings(self, name: str = "sftp", layout: str = "releases", **changed) -> str:
        """A publish target of guide.toml. `changed` takes the place of what it says, a line each; None takes one out."""
        lines = {
            "kind": "sftp",
            "host": "127.0.0.1",
            "port": self.port,
            "user": self.user,
            "path": str(self.site),
            "key": str(self.folder / "user"),
            "known_hosts": str(self.folder / "known_hosts"),
            "layout": layout,
        } | changed
        written = [f"{key} = {value!r}" for key, value in lines.items() if value is not None]
        return "\n".join([f"[publish.{name}]", *written, ""])

    def environment(self) -> dict[str, str]:
        """Without the agent and the home of whoever runs this: only the key that is named may be used."""
        return {"HOME": str(self.folder), "SSH_AUTH_SOCK": ""}


def make_key(file: pathlib.Path, kind: str = "ed25519", passphrase: str = "") -> None:
    """A key and its public half beside it."""
    command = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "", "-f", str(file)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def await_port(port: int, process: subprocess.Popen) -> None:
    """Waits until a server listens, for at most ten seconds."""
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the server does not listen")


@contextlib.contextmanager
def sftp_server(folder: pathlib.Path, options: str = "", more: str = ""):
    """Starts a server. `options` are those of internal-sftp, `more` are lines for its configuration, which win."""
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "user").exists():
        make_key(folder / "host_ed25519")
        make_key(folder / "host_rsa", "rsa")
        make_key(folder / "user")
        shutil.copy(folder / "user.pub", folder / "authorized_keys")
    server = SftpServer(folder, free_port())
    server.site.mkdir(exist_ok=True)
    keys = [(folder / f"host_{kind}.pub").read_text() for kind in ("ed25519", "rsa")]
    (folder / "known_hosts").write_text("".join(f"[127.0.0.1]:{server.port} {key}" for key in keys))
    configuration = folder / "sshd_config"
    configuration.write_text(more + CONFIGURATION.format(port=server.port, folder=folder, options=options))
    if os.geteuid() == 0:
        # Its cell for the part without rights; Debian makes it when it starts the service.
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
    # -D: it stays in the foreground, so that it ends with us.
    with open(folder / "sshd.log", "ab") as log:
        process = subprocess.Popen([sshd, "-D", "-e", "-f", str(configuration)], stdin=subprocess.DEVNULL, stderr=log)
    try:
        await_port(server.port, process)
        yield server
    finally:
        process.terminate()
        process.wait()
