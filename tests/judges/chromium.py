# Chromium's own viewer, driven over the DevTools protocol as a person would use it.
#   chromium.py fill BLANK VALUES OUT  clicks at each field on whatever page, types its value, ticks it or chooses it from its
#                                     list with the arrow keys, and saves. VALUES: a JSON object, name to one line of text;
#                                     of a box /state.
#   chromium.py draw FILE PAGE         a page as the screen shows it, a pixel a point, as a grey PGM on standard output
import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

LONGEST_START = 90  # seconds until the viewer has loaded the file
TO_FOCUS = 0.3      # … until a field that was clicked takes what is typed: nothing says when


class Browser:
    """Messages on descriptors 3 and 4 of the browser, each ended by a zero byte: no port is opened."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()

        def descriptors():
            copies = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(copies[0], 3), os.dup2(copies[1], 4)

        # Root has no sandbox; nothing is opened but our own file.
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--window-size=900,1300",
             "--user-data-dir=" + self.profile, "--remote-debugging-pipe", "about:blank"],
            preexec_fn=descriptors, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in), os.close(theirs_out)
        self.rest, self.number = b"", 0

    def answer(self, number, until):
        while True:
            while b"\0" not in self.rest:
                if not select.select([self.back], [], [], max(0, until - time.monotonic()))[0]:
                    raise TimeoutError("chromium does not answer")
                data = os.read(self.back, 1 << 20)
                if not data:
                    raise EOFError("chromium has ended")
                self.rest += data
            message, self.rest = self.rest.split(b"\0", 1)
            message = json.loads(message)
            if message.get("id") != number:
                continue
            if "error" in message:
                raise RuntimeError(json.dumps(message["error"]))
            return message["result"]

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        return self.answer(self.number, time.monotonic() + 60)

    def attach(self, target):
        return self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def end(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


class Viewer:
    """The page, and the extension's frame within it that shows the PDF."""

    def __init__(self, browser, file, zoom):
        self.browser = browser
        self.page = browser.attach(browser.call("Target.createTarget", url="file://" + os.path.abspath(file) + f"#toolbar=0&navpanes=0&zoom={zoom}")["targetId"])
        self.frame = None
        until = time.monotonic() + LONGEST_START
        while not (self.frame and self.says("document.querySelector('pdf-viewer')?.loadState_ == 'success'")):
            if time.monotonic() > until:
                raise TimeoutError("the viewer does not load the file")
            time.sleep(0.2)
            frames = [t for t in browser.call("Target.getTargets", filter=[{}])["targetInfos"] if t["url"].startswith("chrome-extension:")]
            if frames and not self.frame:
                self.frame = browser.attach(frames[0]["targetId"])
        time.sleep(1)

    def says(self, expression):
        result = self.browser.call("Runtime.evaluate", self.frame, expression=expression, awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    def place(self, page):
        """Scrolls there; x and y of the page's corner, in pixels of the screen."""
        rect = self.says("(() => {const v = document.querySelector('pdf-viewer').viewport_; v.goToPage(%d); const r = v.getPageScreenRect(%d);"
                         " return [r.x, r.y, r.width, r.height]})()" % (page, page))
        return rect

    def click(self, x, y):
        self.browser.call("Input.dispatchMouseEvent", self.page, type="mouseMoved", x=x, y=y)
        for kind, held in (("mousePressed", 1), ("mouseReleased", 0)):
            self.browser.call("Input.dispatchMouseEvent", self.page, type=kind, x=x, y=y, button="left", buttons=held, clickCount=1)

    def type(self, text):
        time.sleep(TO_FOCUS)
        self.browser.call("Input.insertText", self.page, text=text)

    def press(self, key, number):
        for kind in ("rawKeyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", self.page, type=kind, key=key, code=key, windowsVirtualKeyCode=number)

    def choose(self, place):
        time.sleep(TO_FOCUS)
        for _ in range(place + 1):  # of a blank nothing is chosen, not even the first
            self.press("ArrowDown", 40)

    def picture(self):
        return base64.b64decode(self.browser.call("Page.captureScreenshot", self.page)["data"])

    def saved(self):
        return base64.b64decode(self.says(
            "document.querySelector('pdf-viewer').currentController.save('EDITED').then(r => {let s = '';"
            " for (const b of new Uint8Array(r.dataToSave)) s += String.fromCharCode(b); return btoa(s)})"))


def full_name(field):
    own = str(field.T) if "/T" in field else ""
    above = full_name(field.Parent) if "/Parent" in field else ""
    return above + "." + own if above and own else above or own


def inherited(field, key):
    return field[key] if key in field else inherited(field.Parent, key) if "/Parent" in field else None


def widgets(file):
    """Page, name, its box from the page's top left in points, the states that a click gives a box, and the texts of a list."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.get("/Annots", []):
                if widget.get("/Subtype") != "/Widget":
                    continue
                x0, y0, x1, y1 = (float(value) for value in widget.Rect)
                height = float(page.MediaBox[3])
                states = [state for state in widget.AP.N.keys() if state != "/Off"] if "/AP" in widget and isinstance(widget.AP.N, pikepdf.Dictionary) else []
                options = [str(option[1] if isinstance(option, pikepdf.Array) else option) for option in inherited(widget, "/Opt") or []]
                yield number, full_name(widget), (x0, height - y1, x1, height - y0), states, options


def fill(browser, blank, values, out):
    with open(values, encoding="utf-8") as file:
        values = json.load(file)
    viewer = Viewer(browser, blank, 100)
    scale, shown, place = 96 / 72, -1, None
    for page, name, (x0, y0, x1, y1), states, options in widgets(blank):
        value = values.get(name, "")
        if not value or (value.startswith("/") and value not in states):
            continue
        if page != shown:
            if place:  # a field that is scrolled away with the focus keeps it, and what is typed on the next page is lost
                viewer.click(place[0] + 10, place[1] + 10)
                time.sleep(TO_FOCUS)
            shown, place = page, viewer.place(page)
            time.sleep(0.5)
        viewer.click(place[0] + (x0 + min(x1 - x0, 40) / 2) * scale, place[1] + (y0 + y1) / 2 * scale)
        if options:
            viewer.choose(options.index(value))
        elif not value.startswith("/"):
            viewer.type(value)
    viewer.click(place[0] + 10, place[1] + 10)
    time.sleep(0.5)
    with open(out, "wb") as file:
        file.write(viewer.saved())


def draw(browser, path, page):
    import fitz

    number = int(page) - 1
    viewer = Viewer(browser, path, 75)
    x, y, _, _ = (round(value) for value in viewer.place(number))
    time.sleep(1)
    grey = fitz.Pixmap(fitz.csGRAY, fitz.Pixmap(viewer.picture()))
    document = fitz.open(path)
    box = document[number].rect
    width, height = round(box.width), round(box.height)
    rows = [grey.samples[(y + row) * grey.stride + x:(y + row) * grey.stride + x + width] for row in range(height)]
    sys.stdout.buffer.write(b"P5\n%d %d\n255\n" % (width, height) + b"".join(rows))


def main(words):
    browser = Browser()
    try:
        {"fill": fill, "draw": draw}[words[0]](browser, *words[1:])
    finally:
        browser.end()


main(sys.argv[1:])
