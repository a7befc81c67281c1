# A PDF's pages as Chromium's own viewer shows them: chromium_draws.py PDF WIDTH HEIGHT OUT.png [PAGE]
# Over the debugging pipe (messages end with a zero byte; Chromium reads descriptor 3 and writes 4).
import base64
import json
import os
import subprocess
import sys
import tempfile
import time

pdf, width, height, out = sys.argv[1:5]
page = sys.argv[5] if len(sys.argv) > 5 else "1"
to_read, to_write = os.pipe()
from_read, from_write = os.pipe()


def descriptors():
    a, b = os.dup(to_read), os.dup(from_write)
    os.dup2(a, 3)
    os.dup2(b, 4)


with tempfile.TemporaryDirectory() as profile:
    chromium = subprocess.Popen(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--remote-debugging-pipe", "--user-data-dir=" + profile,
         f"--window-size={width},{height}", "about:blank"],
        preexec_fn=descriptors, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(to_read)
    os.close(from_write)
    buffer, number = b"", 0

    def receive():
        global buffer
        while b"\0" not in buffer:
            more = os.read(from_read, 1 << 20)
            if not more:
                sys.exit("Chromium has ended")
            buffer += more
        message, buffer = buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(method, session=None, **parameters):
        global number
        number += 1
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(to_write, json.dumps(message).encode() + b"\0")
        while True:
            answer = receive()
            if answer.get("id") == number:
                if "error" in answer:
                    sys.exit(method + ": " + answer["error"]["message"])
                return answer["result"]

    target = ask("Target.createTarget", url="about:blank")["targetId"]
    session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    ask("Emulation.setDeviceMetricsOverride", session, width=int(width), height=int(height), deviceScaleFactor=1, mobile=False)
    ask("Page.navigate", session, url="file://" + os.path.abspath(pdf) + "#toolbar=0&navpanes=0&zoom=100&page=" + page)
    picture, before = b"", None
    for attempt in range(60):  # until it stands still, and is no grey sheet
        time.sleep(0.5)
        picture = base64.b64decode(ask("Page.captureScreenshot", session, format="png")["data"])
        if picture == before and len(picture) > 12000:
            break
        before = picture
    with open(out, "wb") as file:
        file.write(picture)
    try:
        ask("Browser.close")
    finally:
        chromium.wait(20)
