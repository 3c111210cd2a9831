"""What stands between the publisher and a server: a line that breaks off or is slow, one that speaks TLS, a proxy."""

import base64
import contextlib
import socket
import threading
import time


class Line:
    """Listens on a port of its own and hands on what comes to another port of this machine.

    drops_at: each connection breaks off when so many pieces came from the client; every other time before the last piece
    went on to the server, and every other time after. rate: bytes a second, each way. tls: how it speaks to the client.
    """

    def __init__(self, port, drops_at=None, rate=None, tls=None):
        self.upstream, self.drops_at, self.rate, self.tls = port, drops_at, rate, tls
        self.drops = 0
        self.counting = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.listen, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def listen(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with contextlib.suppress(OSError), client, self.way(client) as server:
            if self.tls:
                client = self.tls.wrap_socket(client, server_side=True)
            threading.Thread(target=self.pump, args=(server, client), daemon=True).start()
            pieces = 0
            while piece := client.recv(8192):
                pieces += 1
                if pieces == self.drops_at:
                    with self.counting:
                        self.drops += 1
                        is_late = self.drops % 2 == 0
                    if is_late:
                        server.sendall(piece)
                    break
                self.wait(piece)
                server.sendall(piece)
            for end in (client, server):
                end.shutdown(socket.SHUT_RDWR)

    def way(self, client):
        """The way on to where the client wants to go."""
        return socket.create_connection(("127.0.0.1", self.upstream))

    def pump(self, server, client):
        with contextlib.suppress(OSError):
            while piece := server.recv(8192):
                self.wait(piece)
                client.sendall(piece)
            client.shutdown(socket.SHUT_WR)

    def wait(self, piece):
        if self.rate:
            time.sleep(len(piece) / self.rate)


class Proxy(Line):
    """A proxy that lets nobody through who does not say who they are (RFC 9110, section 9.3.6 and 11.7)."""

    def __init__(self, user, password):
        super().__init__(None)
        self.login = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.let_through = self.turned_away = 0

    def way(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(8192) or b"\r\n\r\n"
        words, *headers = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
        if headers.get("proxy-authorization") != self.login or not words.startswith("CONNECT "):
            self.turned_away += 1
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\n\r\n")
            raise OSError("turned away")
        self.let_through += 1
        host, _, port = words.split()[1].rpartition(":")
        server = socket.create_connection((host, int(port)))
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return server
