#!/usr/bin/env python3
"""Runs every fenced `sh` block of a Markdown file against a real server: readme_commands.py BUILD FILE

A comment in front of a block says how it is meant:
  <!-- not run: REASON -->      passed over, and said
  <!-- runs until stopped -->   is stopped after some seconds, by when it must have printed something
Any other block must end by itself with status 0. What stands for the reader's own server and token
(http://127.0.0.1:8080, TIDINGS_TOKEN=…) becomes the test's; while a block runs, notifications are
published to seller 42.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]*?) -->\s*)?^```sh\n(?P<text>.*?)^```$", re.M | re.S)
WRAPPER = """#!/bin/sh
# The token that fits the subcommand, where the reader would have set one.
case $1 in
  publish) token=$PUBLISH_TOKEN ;;
  *) token=$SELLER_TOKEN ;;
esac
TIDINGS_TOKEN=${TIDINGS_TOKEN-$token} exec "$TIDINGS_PROGRAM" "$@"
"""
LONGEST = 120
UNTIL_STOPPED = 6


class Server:
    """`tidings-server --dev` with its tokens."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "--dev", "--listen", "127.0.0.1:0"], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.address = self.seller_token = self.publish_token = None
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.address = line.split()[-1]
            elif line.startswith("seller token"):
                self.seller_token = line.split(": ", 1)[1].strip()
            elif line.startswith("publish token"):
                self.publish_token = line.split(": ", 1)[1].strip()
            if self.address and self.seller_token and self.publish_token:
                break
        else:
            sys.exit("readme_commands: tidings-server --dev did not start")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def stop(self):
        self.process.terminate()
        self.process.wait()


def publish_until(done, server, tidings):
    number = 0
    while not done.wait(0.3):
        number += 1
        subprocess.run(
            [tidings, "publish", server.address + "/v1/notifications", "-o", "quiet", "--to", "42",
             "--type", "order.paid", "--title", f"Order {number} was paid", "--max-time", "1s"],
            env={**os.environ, "TIDINGS_TOKEN": server.publish_token}, check=False,
            stderr=subprocess.DEVNULL)


def run_block(text, environment, folder, until_stopped):
    process = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", text], env=environment, cwd=folder, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)
    try:
        output, _ = process.communicate(timeout=UNTIL_STOPPED if until_stopped else LONGEST)
        stopped = False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)
        output, _ = process.communicate()
        stopped = True
    good = (stopped and output.strip()) if until_stopped else (not stopped and process.returncode == 0)
    return bool(good), process.returncode, output


def main(build, path):
    build = Path(build).resolve()
    tidings = str(build / "cli/tidings")
    server = Server(str(build / "server-mini/tidings-server"))
    failures = run = 0
    with tempfile.TemporaryDirectory() as folder:
        programs = Path(folder, "bin")
        programs.mkdir()
        (programs / "tidings").write_text(WRAPPER)
        (programs / "tidings").chmod(0o755)
        for name in ("server-mini/tidings-server", "desktop/tidings-desktop"):
            (programs / Path(name).name).symlink_to(build / name)
        home = Path(folder, "home")
        home.mkdir()
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8",
            "TIDINGS_PROGRAM": tidings, "SELLER_TOKEN": server.seller_token,
            "PUBLISH_TOKEN": server.publish_token, "QT_QPA_PLATFORM": "offscreen",
        }
        for match in BLOCK.finditer(Path(path).read_text()):
            mark, text = match["mark"] or "", match["text"]
            first = text.split("\n", 1)[0]
            if mark.startswith("not run: "):
                print(f"passed over: {first}\n    ({mark.removeprefix('not run: ')})")
                continue
            text = re.sub(r"export TIDINGS_TOKEN=….*", ":", text)
            text = text.replace("http://127.0.0.1:8080", server.address)
            text = text.replace("127.0.0.1:8080", "127.0.0.1:0")
            text = text.replace("tidings-server --dev", "tidings-server --dev --listen 127.0.0.1:0")
            done = threading.Event()
            publisher = threading.Thread(target=publish_until, args=(done, server, tidings))
            publisher.start()
            good, status, output = run_block(text, environment, home, mark == "runs until stopped")
            done.set()
            publisher.join()
            run += 1
            print(f"{'ok' if good else 'FAILED'}: {first}")
            if not good:
                failures += 1
                print(f"--- status {status}, and it printed:\n{output[-3000:]}\n---")
    server.stop()
    print(f"{path}: {run} blocks run, {failures} failed")
    return 0 if run and not failures else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
