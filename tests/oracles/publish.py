"""Does a publication survive being killed, and do readers notice one?

    python3 publish.py PROGRAM GUIDE kill POINTS [PLACE…]  SIGKILL at so many points of publications
    python3 publish.py PROGRAM GUIDE readers RESPONSES     nginx over a folder, publications and rollbacks while pages are read

PROGRAM is senco-guide, GUIDE a guide folder (it is copied, never changed). Each PLACE is one of
`targets/places.py`, such as `sftp-releases` or `s3`; unless said, a folder in both layouts. Needs nginx for the readers. Two editions are made
of the guide: in the second one a page is edited, a page is new, and an asset has another name.

kill: after each kill the site that readers see must be one whole release (layout “releases”), or have no page whose style
sheets, scripts, pictures or documents are missing (layout “plain”); and the next publication must complete.
readers: every response must be 200, and all that a page shows must be of the release that the page is of.

Exit status: 0 all right, 1 something is not, 2 the check itself could not run.
"""

import hashlib
import http.client
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urljoin

from targets.command import called, end
from targets.places import place

PORT = 8097
NEEDED = re.compile(rb'(?:href|src)="([^"#?:]+)["#?]')


def run(program, *words, cwd, check=True):
    done = subprocess.run([program, *words], cwd=cwd, env={**os.environ, "SENCO_GUIDE_CACHE": str(cwd / "cache")},
                          capture_output=True, text=True)
    if check and done.returncode not in (0,):
        print(done.stdout, done.stderr)
        sys.exit(2)
    return done


def edition(program, guide, here, name, settings, edit):
    """A copy of the guide with a target, edited and built. Gives the files of its site."""
    folder = here / name
    shutil.copytree(guide, folder)
    with open(folder / "guide.toml", "a", encoding="utf-8") as file:
        file.write(settings)
    edit(folder)
    run(program, "build", "--no-pdf", "--quiet", "--guide", name, "--out", f"{name}-bundle", cwd=here)
    site = here / f"{name}-bundle" / "site"
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    return {file["path"]: file["sha256"] for file in manifest["files"]}


def second(folder):
    """The second edition: a page edited, a page more, and another colour, so that a style sheet has another name."""
    pages = sorted((folder / "pages").glob("*.md"))
    with open(pages[1], "a", encoding="utf-8") as file:
        file.write("\n\nA sentence of the second edition.\n")
    settings = (folder / "guide.toml").read_text("utf-8")
    (folder / "guide.toml").write_text(re.sub(r'brand = "[^"]*"', 'brand = "#5b0b63"', settings), "utf-8")


def editions(program, guide, here, settings):
    return [edition(program, guide, here, "one", settings, lambda folder: None),
            edition(program, guide, here, "two", settings, second)]


def publish(program, here, name, environment=None):
    return subprocess.Popen([program, "publish", "live", "--quiet", "--guide", name, "--out", f"{name}-bundle"], cwd=here,
                            env={**os.environ, **(environment or {}), "SENCO_GUIDE_CACHE": str(here / "cache")},
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)


def lacks(site):
    """Pages whose parts are missing."""
    missing = []
    for page in (path for path in site if path.endswith(".html")):
        for link in NEEDED.findall(site[page]):
            path = unquote(urljoin("/" + page, link.decode()))[1:]
            if path.startswith(("assets/", "documents/")) or path.endswith((".js", ".png", ".svg")):
                if path not in site:
                    missing.append(f"{page} lacks {path}")
    return missing


def whole(site, releases):
    digests = {path: hashlib.sha256(bytes_).hexdigest() for path, bytes_ in site.items()}
    return any(all(digests.get(path) == sha for path, sha in release.items()) for release in releases)


def kill(program, guide, points, kinds=("folder-releases", "folder-plain")):
    problems, stopped = [], 0
    points = points // len(kinds)
    for kind in kinds:
        with tempfile.TemporaryDirectory() as scratch, place(kind) as at:
            here = Path(scratch)
            releases = editions(program, guide, here, f"\n{at.settings}keep = 1\nrehearsal = true\n")
            names = ["one", "two"]
            began = time.monotonic()
            publish(program, here, "one", at.environment).wait()
            # How long the part that changes the target takes: learnt without a kill, once there and once back.
            length = 60
            for name in ("two", "one"):
                run_ = publish(program, here, name, at.environment)
                held = locked(at, run_)
                run_.wait()
                length = min(length, time.monotonic() - held)
            killed = point = 0
            # A run that was over too soon does not count.
            while killed < points and point < 3 * points:
                point += 1
                name = names[point % 2]
                run_ = publish(program, here, name, at.environment)
                held = locked(at, run_)
                # Spread evenly over the changes, whatever the number of points: by the golden ratio.
                time.sleep(max(0, held + point * 0.618034 % 1 * length - time.monotonic()))
                if run_.poll() is None:
                    os.killpg(run_.pid, signal.SIGKILL)
                    killed += 1
                run_.wait()
                site = at.files()
                if kind.endswith("releases") and not whole(site, releases):
                    problems.append(f"{kind}, point {point}: what is live is no whole release")
                problems += [f"{kind}, point {point}: {words}" for words in lacks(site)[:3]]
                again = publish(program, here, name, at.environment)
                told = again.communicate()[0].decode()
                if again.returncode != 0:
                    problems.append(f"{kind}, point {point}: the next publication did not complete: {told}")
                elif not whole(at.files(), [releases[names.index(name)]]):
                    problems.append(f"{kind}, point {point}: the next publication is not whole")
            stopped += killed
            print(f"{kind}: killed in the middle at {killed} points, {length * 1000:.0f} ms of changes each, "
                  f"{time.monotonic() - began:.0f} s", flush=True)
    if stopped < points * len(kinds):
        problems.append(f"only {stopped} of {points * len(kinds)} publications were killed in the middle")
    return problems


def locked(at, run_):
    """Waits until a publication holds the lock, or is over. Gives when."""
    while not at.is_locked() and run_.poll() is None:
        time.sleep(0.001)
    return time.monotonic()


def read(releases, total, stop, seed):
    """Reads pages with all they show, over one connection, until told to stop."""
    random_ = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    count, problems = 0, []
    both = sorted(path for path in releases[0] if path.endswith(".html") and path in releases[1])

    def get(path):
        nonlocal count
        connection.request("GET", "/" + path)
        answer = connection.getresponse()
        body = answer.read()
        count += 1
        return answer.status, body

    while not stop.is_set():
        page = random_.choice(both)
        status, body = get(page)
        digest = hashlib.sha256(body).hexdigest()
        of = [release for release in releases if release[page] == digest]
        if status != 200 or not of:
            problems.append(f"{page}: {status}, of no release")
            continue
        for link in set(NEEDED.findall(body)):
            path = urljoin("/" + page, link.decode())[1:]
            path = unquote(path)
            if not path.startswith("assets/") and not path.endswith((".png", ".jpg", ".svg")):
                continue
            status, part = get(path)
            digest = hashlib.sha256(part).hexdigest()
            if status != 200:
                problems.append(f"{page} shows {path}: {status}")
            elif not any(release.get(path) == digest for release in of):
                problems.append(f"{page} shows {path} of another release")
        with total.get_lock():
            total.value += count
            count = 0
    if problems:
        print("\n".join(problems[:5]))
    with total.get_lock():
        total.value += count
    sys.exit(min(len(problems), 100))


def readers(program, guide, wanted):
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        here.chmod(0o755)
        www = here / "www"
        www.mkdir()
        settings = '\n[publish.live]\nkind = "folder"\npath = "www"\nlayout = "releases"\nkeep = 2\nrehearsal = true\n'
        releases = editions(program, guide, here, settings)
        publish(program, here, "one").wait()
        (here / "nginx.conf").write_text(
            f"worker_processes 1; daemon off; pid {here}/pid; error_log {here}/error.log;\n"
            f"user root; events {{ worker_connections 512; }}\nhttp {{ include /etc/nginx/mime.types; access_log off;\n"
            f"client_body_temp_path {here}/t1; proxy_temp_path {here}/t2; fastcgi_temp_path {here}/t3; uwsgi_temp_path {here}/t4; scgi_temp_path {here}/t5;\n"
            f"keepalive_requests 100000000; server {{ listen 127.0.0.1:{PORT}; root {www}/current; }} }}\n")
        nginx = subprocess.Popen(["nginx", "-c", str(here / "nginx.conf")])
        for _ in range(200):
            try:
                http.client.HTTPConnection("127.0.0.1", PORT).request("GET", "/")
                break
            except OSError:
                time.sleep(0.05)
        total, stop = multiprocessing.Value("l", 0), multiprocessing.Event()
        clients = [multiprocessing.Process(target=read, args=(releases, total, stop, seed)) for seed in range(3)]
        for client in clients:
            client.start()
        deploys = 0
        while deploys < 100 or total.value < wanted:
            # A publication, then back, by turns.
            if deploys % 2 == 0:
                failed = publish(program, here, ["two", "one"][deploys // 2 % 2]).wait()
            else:
                failed = run(program, "rollback", "live", "--quiet", "--guide", "one", cwd=here, check=False).returncode
            if failed and deploys % 2 == 0:
                print("a publication failed")
                break
            deploys += 1
        stop.set()
        problems = 0
        for client in clients:
            client.join()
            problems += client.exitcode
        nginx.terminate()
        nginx.wait()
        print(f"{deploys} publications and rollbacks, {total.value} responses, {problems} problems")
        return ["readers noticed"] if problems or deploys < 100 else []


def main():
    program, guide, (name, count, *kinds) = called(__doc__, 4)
    checks = {"kill": kill, "readers": readers}
    if name not in checks:
        print(__doc__)
        sys.exit(2)
    end(f"publish.py {name}", checks[name](program, guide, int(count), *([kinds] if kinds else [])))


if __name__ == "__main__":
    main()
