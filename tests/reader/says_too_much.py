#!/usr/bin/python3
"""A reader as a fork server knows it (base/fork_server.h) that answers every job with as many bytes as its question's last line says."""
import array
import os
import socket
import struct

server = socket.socket(fileno=0)
while True:
    message, control, _, _ = server.recvmsg(1, socket.CMSG_SPACE(2 * array.array("i").itemsize))
    if not message:
        break
    question, answer = array.array("i", control[0][2][:8])
    asked = b""
    while part := os.read(question, 4096):
        asked += part
    os.close(question)
    left, part = int(asked.rsplit(b"\n", 1)[1]), bytes(1 << 20)
    try:
        while left:
            left -= os.write(answer, part[:left])
    except BrokenPipeError:
        pass
    os.close(answer)
    server.send(struct.pack("i", 0))
