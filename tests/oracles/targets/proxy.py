"""A bad line between the publisher and a server: it breaks off, or it is slow."""

import contextlib
import socket
import threading
import time


class Line:
    """Listens on a port of its own and hands on what comes to another port of this machine.

    drops_at: each connection breaks off when so many pieces came from the client; every other time before the last piece
    went on to the server, and every other time after. rate: bytes a second, each way.
    """

    def __init__(self, port, drops_at=None, rate=None):
        self.upstream, self.drops_at, self.rate = port, drops_at, rate
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
        with contextlib.suppress(OSError), client, socket.create_connection(("127.0.0.1", self.upstream)) as server:
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

    def pump(self, server, client):
        with contextlib.suppress(OSError):
            while piece := server.recv(8192):
                self.wait(piece)
                client.sendall(piece)
            client.shutdown(socket.SHUT_WR)

    def wait(self, piece):
        if self.rate:
            time.sleep(len(piece) / self.rate)
