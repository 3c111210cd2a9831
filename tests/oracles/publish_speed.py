"""How long publishing takes beside the tools that web teams copy folders with, on the same servers of this machine.

    python3 publish_speed.py PROGRAM GUIDE [PLACE…]

PROGRAM is senco-guide as it is handed out (optimised), GUIDE a guide folder (it is copied, never changed; pages are added
until its site has 300 files). Each PLACE is one of `targets/places.py`; unless said, all of them. Needs Debian's `rsync`,
`rclone`, `nginx` and what the places need.

Each number is the median of RUNS runs, by turns with the other tools: a first copy to an empty place, the same again, and after a
page was edited and the guide built again. Each tool removes what is gone. rsync looks at sizes and dates, with -c at the
bytes; rclone at sizes and dates. They copy to a folder, over SSH and over SFTP; rclone also to S3 and WebDAV. `cp, rsync` keeps the release before, as
we do where a pointer is switched. Nothing stands
beside Azure: Debian's rclone knows its emulator at one port only. `publish` does more: it compares the bundle with its
manifest, takes the lock, keeps the release before, and reads back every byte of what it put there.

Exit status: 0 all within the limits, 1 something is slower, or the unchanged publication sent files; 2 the check could not run.
"""

import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from targets import local, moto, places, webdav
from targets.command import called, end
from targets.places import PLACES, place

RUNS = 5
FILES = 300
SECONDS = {"verify": 2.0, "rollback": 1.0}
# What must be no slower than a tool that people use for it. A first copy happens once.
PROMISED = ("unchanged", "one page edited")


# What people write who keep the release before and switch to the new one, as we do.
KEEPING = """mkdir -p "$2"; cd "$2"; new=release-$(date +%s%N)
if [ -e current ]; then cp -a "$(readlink current)" $new; fi
rsync -a --delete "$1" $new/; ln -s $new next; mv -T next current
ls -d release-* | head -n -2 | xargs -r rm -r"""


class Bench:
    """A guide of many files with a target, and what is done with it."""

    def __init__(self, program, guide, here, settings, environment):
        self.program, self.here = program, here
        self.environment = {**os.environ, **environment, "SENCO_GUIDE_CACHE": str(here / "cache"), "NO_PROXY": "*"}
        # Everything is plain HTTP on this machine, and Debian's rclone stops at certificates of somebody's own.
        self.environment.pop("AWS_CA_BUNDLE", None)
        shutil.copytree(guide, here / "guide")
        shutil.rmtree(here / "guide/history", ignore_errors=True)
        file = here / "guide/guide.toml"
        text = file.read_text("utf-8") + f"\n{settings}keep = 2\nrehearsal = true\n"
        # Without its own pages, a site has this many files; each page more is one.
        more = [f"pages/more-{number}.md" for number in range(FILES)]
        self.build()
        few = sum(1 for path in self.site.rglob("*") if path.is_file())
        more = more[: max(0, FILES - few)]
        for path in more:
            words = f"+++\ntitle = \"More for {path[11:-3]}\"\nsummary = \"A page more.\"\n+++\n\n"
            (here / "guide" / path).write_text(words + "Some words of guidance for schools.\n\n" * 40, "utf-8")
        listed = "".join(f'  "{path}",\n' for path in more)
        file.write_text(text.replace("\n]\n", "\n" + listed + "]\n", 1), "utf-8")
        self.build()
        self.edits = 0

    def settle(self, old, new):
        """Other settings of the target, with a bundle of them."""
        file = self.here / "guide/guide.toml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        self.build()

    @property
    def site(self):
        return self.here / "bundle/site"

    def build(self):
        self.tool("build", "--no-pdf", "--quiet", "--guide", "guide", "--out", "bundle")

    def edit(self):
        """The guide's second page says something new, and the bundle is built again."""
        self.edits += 1
        page = sorted((self.here / "guide/pages").glob("*.md"))[1]
        page.write_text(page.read_text("utf-8") + f"\nA sentence of edition {self.edits}.\n", "utf-8")
        self.build()

    def run(self, *words):
        began = time.perf_counter()
        done = subprocess.run(words, cwd=self.here, env=self.environment, capture_output=True, text=True)
        took = time.perf_counter() - began
        if done.returncode != 0:
            print(*words, done.stdout, done.stderr)
            sys.exit(2)
        return took, done.stdout + done.stderr

    def timed(self, commands):
        """How long each other tool takes."""
        return {tool: self.run(*command)[0] for tool, command in commands.items()}

    def tool(self, *words):
        return self.run(self.program, *words)

    def publish(self):
        """How long it takes, and how many files it says that it sent."""
        took, told = self.tool("publish", "live", "--guide", "guide", "--out", "bundle")
        return took, int(re.search(r"(\d+) files? sent", told)[1])


@contextlib.contextmanager
def beside(kind, at, bench, scratch):
    """The other tools' commands for a copy of the site to another place of the same server, which is empty."""
    name = kind.partition("-")[0]
    site = f"{bench.site}/"
    if name == "azure":
        yield {}
        return
    if name in ("folder", "sftp"):
        folder = scratch if name == "folder" else at.folder.parent
        places = [folder / f"beside-{number}" for number in range(3)]
        if name == "folder":
            shell, far = [], ""
            remote = f"{places[2]}"
        else:
            home, port = at.folder.parent, re.search(r"port = (\d+)", at.settings)[1]
            user = re.search(r"user = '([^']*)'", at.settings)[1]
            keys = f"-i {home}/user -o UserKnownHostsFile={home}/known_hosts -o IdentitiesOnly=yes"
            shell, far = ["-e", f"ssh -p {port} {keys} -o BatchMode=yes"], f"{user}@127.0.0.1:"
            remote = f":sftp,host=127.0.0.1,port={port},user={user},key_file={home}/user,known_hosts_file={home}/known_hosts:{places[2]}"
        commands = {
            "rsync": ["rsync", "-a", "--delete", *shell, site, f"{far}{places[0]}/"],
            "rsync -c": ["rsync", "-a", "-c", "--delete", *shell, site, f"{far}{places[1]}/"],
            "rclone": ["rclone", "sync", site, remote],
        }
        if kind == "folder-releases":
            commands["cp, rsync"] = ["sh", "-ec", KEEPING, "sh", site, f"{scratch}/beside-3"]
            places.append(scratch / "beside-3")
        yield commands
        for place in places:
            shutil.rmtree(place, ignore_errors=True)
        return
    port = at.server.port
    if name == "s3":
        login = "access_key_id=AKIAIOSFODNN7EXAMPLE,secret_access_key=not-a-real-key"
        there = f':s3,provider=Other,{login},endpoint="http://127.0.0.1:{port}",region=eu-west-2:{moto.Moto.bucket}/beside'
    else:
        hidden = subprocess.run(["rclone", "obscure", webdav.PASSWORD], capture_output=True, text=True).stdout.strip()
        there = f':webdav,url="http://127.0.0.1:{port}/dav/",vendor=other,user={webdav.USER},pass={hidden}:beside'
    yield {"rclone": ["rclone", "sync", site, there]}


def compare(kind, program, guide):
    """The table's lines of a place: what was done, our seconds, theirs. And what is wrong."""
    wrong = []
    ours = {"first copy": [], "unchanged": [], "one page edited": []}
    theirs = {words: [] for words in ours}
    rollbacks = []
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        bench = None
        # The first copy needs an empty place each time: another server, or another folder.
        for _ in range(RUNS):
            with place(kind) as at:
                if bench is None:
                    bench = Bench(program, guide, here, at.settings, at.environment)
                else:
                    bench.settle(own, at.settings)
                    bench.environment |= at.environment
                own = at.settings
                with beside(kind, at, bench, here) as commands:
                    theirs["first copy"].append(bench.timed(commands))
                    ours["first copy"].append(bench.publish()[0])
                    theirs["unchanged"].append(bench.timed(commands))
                    took, sent = bench.publish()
                    ours["unchanged"].append(took)
                    if sent:
                        wrong.append(f"{kind}: an unchanged publication sent {sent} files")
                    bench.edit()
                    theirs["one page edited"].append(bench.timed(commands))
                    took, sent = bench.publish()
                    ours["one page edited"].append(took)
                    if not 0 < sent < 20:
                        wrong.append(f"{kind}: one page was edited and {sent} files were sent")
                    rollbacks.append(bench.tool("rollback", "live", "--guide", "guide")[0])
                    bench.tool("publish", "live", "--guide", "guide", "--out", "bundle")
        for words in ours:
            one = statistics.median(ours[words])
            others = {tool: statistics.median(run[tool] for run in theirs[words]) for tool in theirs[words][0]}
            told = [f"{tool} {other:.3f} s {one / other:5.2f}" for tool, other in others.items()]
            print(f"{kind:16} {words:16} {one:7.3f} s   {'   '.join(told)}", flush=True)
            if words in PROMISED and others and one > max(others.values()):
                wrong.append(f"{kind}, {words}: slower than {' and '.join(others)}")
        wrong += within("rollback", kind, rollbacks, kind.startswith(("folder", "sftp")))
    return wrong


def within(words, kind, seconds, is_promised):
    """A line for what has no other tool to stand beside."""
    median, limit = statistics.median(seconds), SECONDS[words]
    print(f"{kind:16} {words:16} {median:7.3f} s  limit  {limit:7.3f} s" if is_promised else
          f"{kind:16} {words:16} {median:7.3f} s", flush=True)
    return [f"{kind}, {words}: {median:.2f} s"] if is_promised and median > limit else []


class Web(local.Local):
    """nginx before a folder, with the hand-over's file, at the path that the guide's address has."""

    name = "nginx"

    def __init__(self, served, handed_over):
        self.served, self.handed_over = served, handed_over

    def prepare(self):
        (self.folder / "root").mkdir()
        (self.folder / "root/senco-guide").symlink_to(self.served)
        user = "user root;" if os.geteuid() == 0 else ""
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        paths = "".join(f"{kind}_temp_path {self.folder}/{kind}; " for kind in kinds)
        (self.folder / "conf").write_text(
            f"daemon off; pid {self.folder}/pid; error_log stderr; {user} events {{ }}\n"
            f"http {{ include /etc/nginx/mime.types; access_log off; {paths}\n"
            f"server {{ listen 127.0.0.1:{self.port}; root {self.folder}/root; include {self.handed_over}; }} }}\n"
        )

    def command(self):
        return ["nginx", "-p", str(self.folder), "-c", str(self.folder / "conf")]


def verify(program, guide):
    """`verify` by the live address, over HTTP."""
    with tempfile.TemporaryDirectory() as scratch, place("folder-releases") as at:
        Path(scratch).chmod(0o755)
        bench = Bench(program, guide, Path(scratch), at.settings, at.environment)
        bench.publish()
        with Web(at.site, bench.here / "bundle/handover/nginx.conf") as web:
            bench.settle(at.settings, at.settings + f'address = "http://127.0.0.1:{web.port}/senco-guide/"\n')
            bench.publish()
            runs = [bench.tool("verify", "live", "--guide", "guide") for _ in range(RUNS)]
        if any("could not be reached" in told for _, told in runs):
            return ["verify did not reach the address"]
        files = re.search(r"Compared: (\d+) files", runs[0][1])[1]
        return within("verify", f"HTTP, {files} files", [took for took, _ in runs], True)


def main():
    program, guide, kinds = called(__doc__)
    wrong = []
    for kind in kinds or PLACES:
        wrong += compare(kind, program, guide)
    wrong += verify(program, guide)
    end("publish_speed.py", wrong, "beyond the limits")


if __name__ == "__main__":
    main()
