"""WebDAV, as Debian's nginx (with libnginx-mod-http-dav-ext) and Apache do it."""

import base64
import hashlib
import os

from .local import Local

USER = "guide"
PASSWORD = "not a real password"

NGINX = """
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
{user}
worker_processes 2;
daemon off;
pid {folder}/pid;
error_log stderr;
events {{ }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_max_body_size 200m;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location /dav/ {{
      root {folder}/files;
      auth_basic guide;
      auth_basic_user_file {folder}/users;
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS;
    }}
  }}
}}
"""

APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/log
DocumentRoot {folder}/files
TypesConfig /etc/mime.types
{user}
{modules}
DavLockDB {folder}/locks
<Directory {folder}/files>
  Require valid-user
</Directory>
<Location /dav/>
  Dav On
  DirectoryIndex disabled
  AuthType Basic
  AuthName guide
  AuthUserFile {folder}/users
  Require valid-user
</Location>
"""
MODULES = "mpm_event authn_core authn_file auth_basic authz_core authz_user dav dav_fs dir mime"


class WebDav(Local):
    """A WebDAV folder `site` with a login. Its files lie in `self.files`."""

    def prepare(self):
        self.files = self.folder / "files/dav/guide site"
        self.files.mkdir(parents=True)
        digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
        (self.folder / "users").write_text(f"{USER}:{{SHA}}{digest}\n")
        (self.folder / "conf").write_text(self.configuration())

    @property
    def settings(self):
        return (
            f'[publish.{self.name}]\nkind = "webdav"\nendpoint = "http://127.0.0.1:{self.port}/dav/"\n'
            f'user = "{USER}"\npath = "guide site"\n'
        )

    @property
    def secrets(self):
        return {f"SENCO_GUIDE_{self.name.upper()}_PASSWORD": PASSWORD}


class Nginx(WebDav):
    """nginx, which heeds no conditions."""

    name = "nginx"

    def configuration(self):
        user = "user root;" if os.geteuid() == 0 else ""
        return NGINX.format(folder=self.folder, port=self.port, user=user)

    def command(self):
        return ["nginx", "-p", str(self.folder), "-c", str(self.folder / "conf")]


class Apache(WebDav):
    """Apache, which refuses to list a whole tree at once."""

    name = "apache"

    def configuration(self):
        modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES.split())
        user = ""
        if os.geteuid() == 0:
            # It will not serve as root.
            user = "User www-data\nGroup www-data"
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, *ids("www-data"))
        return APACHE.format(folder=self.folder, port=self.port, modules=modules, user=user)

    def command(self):
        return ["apache2", "-f", str(self.folder / "conf"), "-D", "FOREGROUND"]


def ids(name: str) -> tuple[int, int]:
    """The numbers of a user of this machine."""
    import pwd

    entry = pwd.getpwnam(name)
    return entry.pw_uid, entry.pw_gid
