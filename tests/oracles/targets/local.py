"""A program that serves on a free port of this machine, in a folder of its own, until it is not needed any more."""

import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time

PATIENCE = 60


class Local:
    """A server. What kind it is says `command`; `prepare` writes its files before, `furnish` makes its places after."""

    name = ""
    settings = ""
    secrets: dict[str, str] = {}

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="senco-guide-")
        self.folder = pathlib.Path(self.home.name)
        self.folder.chmod(0o755)
        self.port = free_port()
        self.prepare()
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self.wait()
            self.furnish()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        # The whole group: some of them have helpers.
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.home.cleanup()

    def wait(self):
        """Waits until it answers."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError as error:
                if self.process.poll() is not None or time.monotonic() > end:
                    log = (self.folder / "log").read_text("utf-8", "replace")
                    raise SystemExit(f"{self.name} did not start: {error}\n{log}") from None
                time.sleep(0.1)

    def command(self) -> list[str]:
        """The program and its arguments."""
        raise NotImplementedError

    def prepare(self):
        """Writes what the program needs to start."""

    def furnish(self):
        """Makes the place to publish to, when the program answers."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
