"""Joins a network of its own to the product: bytes only, nothing is looked at or changed.

inside:  TLS on 127.0.0.1:443 (the vendors' names) -> socket "product"; the harness's own port -> socket "harness"
outside: socket "product" -> the product; socket "harness" -> the harness; a free port -> socket "callback"
inside:  socket "callback" -> the port the lane listens on (written to the file "callback-port")
"""

import json
import os
import socket
import ssl
import sys
import threading
from urllib.parse import urlsplit

side, work, setting_path = sys.argv[1:4]
with open(setting_path, encoding="utf-8") as file:
    setting = json.load(file)


def path(name):
    return os.path.join(work, name)


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass  # the other end has gone, and so does this line
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # closed already


def serve(listener, connect):
    def answer(line):
        try:
            if isinstance(listener, ssl.SSLSocket):
                line.do_handshake()
            far = connect()
        except OSError as error:
            print(f"relay {side}: {error}", file=sys.stderr)
            line.close()
            return
        threading.Thread(target=pump, args=(far, line), daemon=True).start()
        pump(line, far)

    def loop():
        while True:
            line, _ = listener.accept()
            threading.Thread(target=answer, args=(line,), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()


def unix_listener(name):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path(name))
    listener.listen(64)
    return listener


def unix_line(name):
    line = socket.socket(socket.AF_UNIX)
    line.connect(path(name))
    return line


def tcp_listener(port):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    return listener


def address(url):
    parts = urlsplit(url)
    return parts.hostname, parts.port


if side == "outside":
    serve(unix_listener("product"), lambda: socket.create_connection(address(setting["url"])))
    serve(unix_listener("harness"), lambda: socket.create_connection(address(setting["control"])))
    door = tcp_listener(0)
    with open(path("door"), "w", encoding="utf-8") as file:
        file.write(str(door.getsockname()[1]))
    serve(door, lambda: unix_line("callback"))
else:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path("cert.pem"), path("key.pem"))
    tls = context.wrap_socket(tcp_listener(443), server_side=True, do_handshake_on_connect=False)
    serve(tls, lambda: unix_line("product"))
    serve(tcp_listener(address(setting["control"])[1]), lambda: unix_line("harness"))

    def lane_port():
        with open(path("callback-port"), encoding="utf-8") as file:
            return int(file.read())

    serve(unix_listener("callback"), lambda: socket.create_connection(("127.0.0.1", lane_port())))
    open(path("ready"), "w", encoding="utf-8").close()

threading.Event().wait()
