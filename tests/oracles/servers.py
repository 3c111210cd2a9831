"""Do the web servers' files do what they say, in the servers?

    python servers.py BUNDLE [BUNDLE …]     (needs Debian's apache2 and nginx)

Starts Apache and nginx on a free port of this machine, each with the site under the path of its address and with the
file of handover/ in its place. Then every redirect of manifest.json must be answered by 301 and the right address, for
a folder with and without the slash; every page, document and picture by itself, a page with all security headers, any
other file with all but the content security policy; an address that leads nowhere by 404 and the page for it.

The files for IIS, Azure Static Web Apps and Netlify are read back as XML, JSON and lines, and compared with the same.

Exit status: 0 all is so, 1 something is not.
"""

import http.client
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree

POLICY = "Content-Security-Policy"
MODULES = "mpm_event authz_core alias headers mime dir env"
APACHE = "/usr/lib/apache2/modules"
AZURE_READS = 20_000
# Other names of the same kind.
SAME = {
    "application/xml": ("application/xml", "text/xml"),
    "text/javascript": ("text/javascript", "application/javascript"),
}


class Bundle:
    """What the bundle promises."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.site = folder / "site"
        self.handover = folder / "handover"
        manifest = json.loads((self.site / "manifest.json").read_text("utf-8"))
        self.files = {file["path"]: file["type"] for file in manifest["files"]}
        first = (self.handover / "urls.txt").read_text("utf-8").splitlines()[0]
        # All addresses of urls.txt begin with the guide's own.
        own = first[: len(first) - len(quoted(min(self.files)))]
        self.base = urllib.parse.unquote(urllib.parse.urlsplit(own).path) or "/"
        self.redirects = {}
        for redirect in manifest["redirects"]:
            if "://" in redirect["from"]:
                continue
            for old in both(redirect["from"]):
                self.redirects[old] = redirect["to"]

    def address(self, path: str) -> tuple[str, str]:
        """Path and fragment of an address on the server, decoded."""
        path, _, fragment = path.partition("#")
        return self.base + path, fragment


def both(old: str) -> list[str]:
    """A folder is asked for with a slash and without."""
    return [old] if "." in old.rsplit("/", 1)[-1] else [old.rstrip("/"), old.rstrip("/") + "/"]


def quoted(path: str) -> str:
    return urllib.parse.quote(path, safe="/-_.~,()")


def decoded(address: str) -> tuple[str, str]:
    parts = urllib.parse.urlsplit(address)
    return urllib.parse.unquote(parts.path), urllib.parse.unquote(parts.fragment)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def place_site(bundle: Bundle, root: pathlib.Path) -> pathlib.Path:
    """The site under its own path."""
    place = root / bundle.base.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    if bundle.base == "/":
        place.rmdir()
    place.symlink_to(bundle.site.resolve())
    return place


def apache(bundle: Bundle, work: pathlib.Path, port: int) -> list[str]:
    copy = work / "apache"
    copy.mkdir()
    place = copy / bundle.base.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-r", str(bundle.site), str(place)], check=True)
    (place / ".htaccess").write_bytes((bundle.handover / "apache.htaccess").read_bytes())
    loads = [f"LoadModule {name}_module {APACHE}/mod_{name}.so" for name in MODULES.split()]
    lines = [
        f"ServerRoot {work}", f"PidFile {work}/apache.pid", f"Listen 127.0.0.1:{port}", "ServerName localhost",
        f"ErrorLog {work}/apache.log", "User www-data", "Group www-data", *loads, "TypesConfig /etc/mime.types",
        f'DocumentRoot "{copy}"', f'<Directory "{copy}">', "  AllowOverride FileInfo", "  Require all granted", "</Directory>",
    ]  # fmt: skip
    conf = work / "apache.conf"
    conf.write_text("\n".join(lines) + "\n", "utf-8")
    return ["apache2", "-X", "-f", str(conf)]


def nginx(bundle: Bundle, work: pathlib.Path, port: int) -> list[str]:
    root = work / "nginx"
    root.mkdir()
    place_site(bundle, root)
    conf = work / "nginx.conf"
    temporary = " ".join(
        f"{name}_temp_path {work}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf.write_text(
        f"""daemon off; master_process off; pid {work}/nginx.pid; error_log {work}/nginx.log;
events {{}}
http {{ include /etc/nginx/mime.types; access_log off; {temporary}
  server {{ listen 127.0.0.1:{port}; root "{root}"; include "{(bundle.handover / "nginx.conf").resolve()}"; }} }}
""",
        "utf-8",
    )
    return ["nginx", "-c", str(conf)]


def ask(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", quoted(path), headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return answer.status, headers, answer.read()


def wait_for(port: int, server: subprocess.Popen) -> None:
    for _ in range(200):
        if server.poll() is not None:
            break
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("The server did not start.")


def security_headers(bundle: Bundle) -> dict[str, str]:
    """The headers as the file for Azure has them, which are plain data there."""
    return json.loads((bundle.handover / "staticwebapp.config.json").read_text("utf-8"))["globalHeaders"]


def judge_server(name: str, command, bundle: Bundle) -> list[str]:
    faults = []
    wanted = security_headers(bundle)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        work.chmod(0o755)
        port = free_port()
        server = subprocess.Popen(command(bundle, work, port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            wait_for(port, server)
            for old, new in bundle.redirects.items():
                status, headers, _ = ask(port, bundle.base + old)
                to = decoded(headers.get("location", ""))
                if (status, to) != (301, bundle.address(new)):
                    faults.append(f"{name}: {old} is answered by {status} {headers.get('location')}, not by 301 {new}")
            moved = {path.removesuffix("index.html") for path in bundle.redirects}
            for path, kind in [*bundle.files.items(), ("", "text/html; charset=utf-8"), ("no such/page", "")]:
                if path in bundle.redirects or path.removesuffix("index.html") in moved - {""}:
                    continue
                status, headers, body = ask(port, bundle.base + path)
                file = bundle.site / (path or "index.html")
                is_page = kind.startswith("text/html") or not kind
                if status != (200 if kind else 404):
                    faults.append(f"{name}: {path} is answered by {status}")
                elif body != (file if kind else bundle.site / "404.html").read_bytes():
                    faults.append(f"{name}: {path} is not answered by the file")
                told = headers.get("content-type", "").split(";")[0]
                if kind and told not in SAME.get(kind.split(";")[0], (kind.split(";")[0],)):
                    faults.append(f"{name}: {path} is said to be {told}, not {kind}")
                for header, value in wanted.items():
                    expected = value if is_page or header != POLICY else None
                    if headers.get(header.lower()) != expected:
                        faults.append(f"{name}: {path or 'the first page'}: {header} is {headers.get(header.lower())}")
        finally:
            server.terminate()
            told = server.communicate()[0].decode("utf-8", "replace")
            if told.strip():
                print(told.strip())
    return faults


def compare(name: str, bundle: Bundle, found: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """Old and new addresses as the file has them, from the top of the host."""
    found = {decoded(old)[0]: decoded(new) for old, new in found.items()}
    wanted = {bundle.base + old: bundle.address(new) for old, new in wanted.items()}
    faults = [f"{name}: {old} leads to {found.get(old)}, not to {new}" for old, new in wanted.items() if found.get(old) != new]
    return faults + [f"{name}: {old} is no old address" for old in found if old not in wanted]


def judge_iis(bundle: Bundle) -> list[str]:
    tree = xml.etree.ElementTree.parse(bundle.handover / "web.config").getroot()
    found, without = {}, set()
    for location in tree.findall("location"):
        path = location.get("path")
        redirect = location.find("system.webServer/httpRedirect")
        if redirect is None:
            names = [remove.get("name") for remove in location.findall("system.webServer/httpProtocol/customHeaders/remove")]
            without |= {path} if names == [POLICY] else set()
            continue
        if (redirect.get("enabled"), redirect.get("exactDestination"), redirect.get("httpResponseStatus")) != ("true", "true", "Permanent"):
            return [f"IIS: {path} is no lasting redirect"]
        found[quoted(bundle.base + path)] = redirect.get("destination")
    wanted = {old: new for old, new in bundle.redirects.items() if not old.endswith("/")}
    faults = compare("IIS", bundle, found, wanted)
    pdfs = {path for path, kind in bundle.files.items() if kind == "application/pdf"}
    if without != pdfs:
        faults.append(f"IIS: the policy is taken away from {sorted(without ^ pdfs)[:3]} wrongly or not at all")
    headers = {add.get("name"): add.get("value") for add in tree.findall("system.webServer/httpProtocol/customHeaders/add")}
    if headers != security_headers(bundle):
        faults.append("IIS: the headers are others")
    return faults


def judge_azure(bundle: Bundle) -> list[str]:
    text = (bundle.handover / "staticwebapp.config.json").read_text("utf-8")
    config = json.loads(text)
    found = {route["route"]: route["redirect"] for route in config["routes"] if "redirect" in route}
    faults = [f"Azure: {route} is no lasting redirect" for route in config["routes"] if "redirect" in route and route["statusCode"] != 301]
    faults += compare("Azure", bundle, found, bundle.redirects)
    if config["routes"][-1] != {"route": "/*.{pdf}", "headers": {POLICY: ""}}:
        faults.append("Azure: PDFs keep the policy")
    if len(text.encode()) > AZURE_READS:
        faults.append("Azure: the file is too large")
    return faults


def judge_netlify(bundle: Bundle) -> list[str]:
    lines = [line.split() for line in (bundle.handover / "_redirects").read_text("utf-8").splitlines() if line[:1] != "#"]
    faults = [f"Netlify: {line} has not three parts" for line in lines if len(line) != 3]
    found = {line[0]: line[1] for line in lines if line[2] == "301!"}
    faults += compare("Netlify", bundle, found, bundle.redirects)
    given: dict[str, dict[str, str]] = {}
    path = ""
    for line in (bundle.handover / "_headers").read_text("utf-8").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            given[path][name] = value
        elif not line.startswith("#"):
            path = urllib.parse.unquote(line)
            given[path] = {}
    for path, kind in bundle.files.items():
        headers = given[bundle.base + "*"] | given.get(bundle.base + path, {})
        wanted = security_headers(bundle)
        if not kind.startswith("text/html"):
            wanted = {name: value for name, value in wanted.items() if name != POLICY}
        if headers != wanted:
            faults.append(f"Netlify: {path} has other headers")
    return faults


def main(folders: list[str]) -> int:
    faults = []
    for folder in folders:
        bundle = Bundle(pathlib.Path(folder))
        found = judge_server("Apache", apache, bundle) + judge_server("nginx", nginx, bundle)
        found += judge_iis(bundle) + judge_azure(bundle) + judge_netlify(bundle)
        for fault in found[:40]:
            print(f"FAIL {fault}")
        print(f"{folder}: {len(bundle.redirects)} old addresses and {len(bundle.files)} files, {len(found)} faults in five servers' files")
        faults += found
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
