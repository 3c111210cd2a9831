"""What goes wrong at real servers while people publish: is it told plainly, and is the live site whole?

    python3 publish_faults.py PROGRAM GUIDE [PLACE…]

PROGRAM is senco-guide, GUIDE a guide folder (it is copied, never changed). Each PLACE is one of `targets/places.py`; unless
said, all of them. Two editions are made of the guide (`publish.py`). At each place:

drops     the connection breaks off at the n-th piece that is sent, for several n, again and again
slow      150 KB a second, each way
clocks    the publisher's clock is two days fast, then two days slow (Debian's `faketime`)
at once   two publishers start in the same moment, ten times
key       a server that shows another key; a login that is wrong
full      a disk that is full, and one that can only be read (folder and SFTP; as root, who may mount them)

After each fault the site that readers see must be one whole release (layout “releases”), or have no page whose parts are missing
(“plain”); a failure must name the target and the way out; and the next publication, without the fault, must complete.

Exit status: 0 all right, 1 something is not, 2 the check itself could not run.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from publish import editions, lacks, publish, whole
from targets.command import called, end
from targets.places import PLACES, Folder, place
from targets.proxy import Line
from targets_sftp import make_key, sftp_server

PLAIN = re.compile(r"^Publishing to .+ did not work: .+\nFix: .+", re.M)
DROPS = [3, 9, 20, 45, 100]


class Trial:
    """A guide in two editions with a place, and what is wrong so far."""

    def __init__(self, kind, at, here, program, guide):
        self.kind, self.at, self.here, self.program = kind, at, here, program
        self.settings = at.settings
        self.releases = editions(program, guide, here, f"\n{at.settings}keep = 2\nrehearsal = true\n")
        self.wrong = []

    def set(self, settings):
        """Other settings of the target. The bundles are those of the guide as it is then."""
        for name in ("one", "two"):
            file = self.here / name / "guide.toml"
            file.write_text(file.read_text("utf-8").replace(self.settings, settings), "utf-8")
            words = ["build", "--no-pdf", "--quiet", "--guide", name, "--out", f"{name}-bundle"]
            environment = {**os.environ, "SENCO_GUIDE_CACHE": str(self.here / "cache")}
            subprocess.run([self.program, *words], cwd=self.here, env=environment, check=True, capture_output=True)
        self.settings = settings

    def publish(self, name, environment=None, program=None):
        """The exit status, and what was told."""
        done = publish(program or self.program, self.here, name, {**self.at.environment, **(environment or {})})
        told = done.communicate()[0].decode()
        return done.returncode, told

    def judge(self, words, status, told, name):
        """A run under a fault."""
        site = self.at.files()
        if self.kind.endswith("releases") and not whole(site, self.releases):
            self.wrong.append(f"{self.kind}, {words}: what is live is no whole release")
        self.wrong += [f"{self.kind}, {words}: {lack}" for lack in lacks(site)[:3]]
        if status == 0 and not whole(site, [self.release(name)]):
            self.wrong.append(f"{self.kind}, {words}: it says that it published, and the site is not whole")
        if status != 0 and not PLAIN.search(told):
            self.wrong.append(f"{self.kind}, {words}: no plain failure: {status} {told}")

    def release(self, name):
        return self.releases[["one", "two"].index(name)]

    def completes(self, words, name, environment=None):
        status, told = self.publish(name, environment)
        if status != 0 or not whole(self.at.files(), [self.release(name)]):
            self.wrong.append(f"{self.kind}, {words}: the next publication does not complete: {told}")


def known(trial, port):
    """The port of a line to an SFTP server is another name of the server."""
    if not trial.kind.startswith("sftp"):
        return
    file = trial.at.folder.parent / "known_hosts"
    lines = file.read_text("utf-8").splitlines()
    own = f"[127.0.0.1]:{port_of(trial.at.settings)} "
    more = [line.replace(own, f"[127.0.0.1]:{port} ") for line in lines if line.startswith(own)]
    file.write_text("\n".join(lines + more) + "\n", "utf-8")


def port_of(settings):
    return int(re.search(r"(?:127\.0\.0\.1:|port = )(\d+)", settings)[1])


def through(trial, line):
    known(trial, line.port)
    port = str(port_of(trial.at.settings))
    trial.set(trial.at.settings.replace(f"127.0.0.1:{port}", f"127.0.0.1:{line.port}").replace(f"port = {port}", f"port = {line.port}"))


def drops(trial):
    told_of = []
    for count, pieces in enumerate(DROPS):
        with Line(port_of(trial.at.settings), drops_at=pieces) as line:
            through(trial, line)
            name = ["two", "one"][count % 2]
            failed = 0
            for _ in range(3):
                status, told = trial.publish(name)
                failed += status != 0
                trial.judge(f"dropped at piece {pieces}", status, told, name)
            told_of.append(f"{line.drops} drops, {failed} of 3 failed")
        trial.set(trial.at.settings)
        trial.completes(f"dropped at piece {pieces}", name, {})
    return "; ".join(told_of)


def slow(trial):
    trial.completes("before a slow line", "one")
    with Line(port_of(trial.at.settings), rate=150_000) as line:
        through(trial, line)
        began = time.monotonic()
        trial.completes("a slow line", "two")
        took = time.monotonic() - began
    trial.set(trial.at.settings)
    return f"{took:.0f} s"


def clocks(trial):
    faketime = shutil.which("faketime")
    if not faketime:
        print(__doc__)
        sys.exit(2)
    preload = subprocess.run([faketime, "now", "printenv", "LD_PRELOAD"], capture_output=True, text=True).stdout.strip()
    for count, skew in enumerate(["+2d", "-2d", "+2d", "+0d"]):
        name = ["two", "one"][count % 2]
        status, told = trial.publish(name, {"LD_PRELOAD": preload, "FAKETIME": skew})
        trial.judge(f"clock {skew}", status, told, name)
        if status == 0:
            status, told = trial.publish(name, {"LD_PRELOAD": preload, "FAKETIME": skew})
            trial.judge(f"clock {skew}, again", status, told, name)
    trial.completes("clocks", "one")


def at_once(trial):
    done = locked = 0
    for count in range(10):
        name = ["two", "one"][count % 2]
        runs = [publish(trial.program, trial.here, name, trial.at.environment) for _ in range(2)]
        for run in runs:
            told = run.communicate()[0].decode()
            done += run.returncode == 0
            locked += "is publishing there" in told
            if run.returncode != 0 and "is publishing there" not in told:
                trial.wrong.append(f"{trial.kind}, two at once: {told}")
        if not whole(trial.at.files(), [trial.release(name)]):
            trial.wrong.append(f"{trial.kind}, two at once: the site is not the release that was published")
    return f"{done} published, {locked} told to wait"


def key(trial):
    """Another host key, another login: nothing is sent, and what stands there stays."""
    trial.completes("before a wrong key", "one")
    before = trial.at.files()
    if trial.kind.startswith("sftp"):
        home = trial.at.folder.parent
        hosts = (home / "known_hosts").read_text("utf-8")
        make_key(home / "other")
        other = (home / "other.pub").read_text("utf-8")
        (home / "known_hosts").write_text(f"[127.0.0.1]:{port_of(trial.at.settings)} {other}", "utf-8")
        tell(trial, "another host key", trial.publish("two"), "key")
        (home / "known_hosts").write_text(hosts, "utf-8")
        keys = home / "authorized_keys"
        kept = keys.read_text("utf-8")
        keys.write_text(other, "utf-8")
        tell(trial, "a wrong login", trial.publish("two"), "refused the login")
        keys.write_text(kept, "utf-8")
    elif trial.kind in ("azure", "webdav"):
        wrong = {name: "bm90IHRoZSBrZXkgYXQgYWxs" for name in trial.at.environment}
        # Azurite says of a wrong key what Azure says of a firewall.
        words = "takes this key or token not at all" if trial.kind == "azure" else "refused the login"
        tell(trial, "a wrong login", trial.publish("two", wrong), words)
    if trial.at.files() != before:
        trial.wrong.append(f"{trial.kind}: a refused login changed the site")


def tell(trial, words, run, expected):
    status, told = run
    if status != 2 or not PLAIN.search(told) or expected not in told:
        trial.wrong.append(f"{trial.kind}, {words}: {status} {told}")


def full(kind, program, guide):
    """A disk of its own that is filled up, and then made read-only."""
    layout = kind.partition("-")[2]
    with contextlib.ExitStack() as until:
        scratch = Path(until.enter_context(tempfile.TemporaryDirectory(prefix="senco-guide-")))
        folder = scratch / "disk"
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "senco-guide", str(folder)]
        if subprocess.run(mount, capture_output=True).returncode != 0:
            print(f"{kind}: full: not tried, for who runs this may not mount a disk")
            return []
        until.callback(lambda: subprocess.run(["umount", "-l", str(folder)], check=True))
        if kind.startswith("folder"):
            at = Folder(folder, layout)
        else:
            server = until.enter_context(sftp_server(folder))
            at = Folder(server.site, layout)
            at.settings, at.environment = server.settings("live", layout=layout), server.environment()
        here = scratch / "here"
        here.mkdir()
        trial = Trial(kind, at, here, program, guide)
        trial.completes("an empty disk", "one")
        rest = folder / "rest"
        for left in (0, 100_000, 400_000):
            with contextlib.suppress(OSError), open(rest, "wb") as file:
                while True:
                    file.write(bytes(65536))
                    file.flush()
            os.truncate(rest, max(0, rest.stat().st_size - left))
            tell(trial, f"{left} bytes free", trial.publish("two"), "no space left")
            trial.judge(f"{left} bytes free", 2, "Publishing to x did not work: y\nFix: z", "two")
        rest.unlink()
        trial.completes("room again", "two")
        if kind.startswith("sftp"):
            return trial.wrong  # Its log lies on the disk; that the server can only be read is tried in the suite.
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        tell(trial, "read-only", trial.publish("one"), "Fix: ")
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        trial.completes("to be written again", "one")
        return trial.wrong


def main():
    program, guide, kinds = called(__doc__)
    wrong = []
    for kind in kinds or PLACES:
        has_line = not kind.startswith("folder")
        with tempfile.TemporaryDirectory() as scratch, place(kind) as at:
            trial = Trial(kind, at, Path(scratch), program, guide)
            trial.completes("a first release", "one")
            for fault in [drops, slow, clocks, at_once, key] if has_line else [clocks, at_once]:
                before = len(trial.wrong)
                told = fault(trial)
                print(f"{kind}: {fault.__name__}: {len(trial.wrong) - before} problems {told or ''}", flush=True)
            wrong += trial.wrong
        if kind.startswith(("folder", "sftp")):
            found = full(kind, program, guide)
            print(f"{kind}: full: {len(found)} problems", flush=True)
            wrong += found
    end("publish_faults.py", wrong)


if __name__ == "__main__":
    main()
