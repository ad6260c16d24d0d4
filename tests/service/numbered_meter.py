# SPDX-License-Identifier: Apache-2.0
"""A meter whose telegrams are numbered: list 1 of a Kaifa, whose only value is the active power."""
import socket
import threading
import time


def crc16_x25(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0x8408 if crc & 1 else crc >> 1
    return (crc ^ 0xFFFF).to_bytes(2, "little")


def telegram(number):
    apdu = bytes.fromhex("E6E7000F40000000090C07EA0B1903080910FF80000002010600000000")
    apdu = apdu[:-4] + number.to_bytes(4, "big")
    head = bytes.fromhex("A000010201 10".replace(" ", ""))
    length = len(head) + 2 + len(apdu) + 2
    head = (0xA000 | length).to_bytes(2, "big") + head[2:]
    body = head + crc16_x25(head) + apdu
    return b"\x7e" + body + crc16_x25(body) + b"\x7e"


class NumberedMeter:
    """Sends 1, 2, 3 ... to whoever is connected, so many a second, over all connections."""

    def __init__(self, rate):
        self.sent = 0
        self.rate = rate
        self.over = False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.over:
            connection, _ = self.listener.accept()
            with connection:
                self.serve(connection)

    def serve(self, connection):
        try:
            while not self.over:
                connection.sendall(telegram(self.sent + 1))
                self.sent += 1
                time.sleep(1 / self.rate)
        except OSError:
            pass

    def end(self):
        self.over = True
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            pass
