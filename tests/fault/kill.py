#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills rbt-bundle ingest (SIGKILL) at moments spread over its run.

The bundle is then whole, in its old or its new version, and the next ingest
works.  usage: kill.py [N], 30 unless said otherwise.
"""
import os
import random
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import world  # noqa: E402

ROWS = 2000  # of each symbol: an ingest takes some milliseconds


def start(w, name):
    with open(w.path(name), "rb") as f:
        return subprocess.Popen(
            (os.path.join(world.BIN, "rbt-bundle"), "ingest", "b"), stdin=f,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=w.env)


def duration(w, name, kept):
    """Seconds of a whole run, the shortest of five."""
    shortest = float("inf")
    for _ in range(5):
        w.restore(kept)
        began = time.monotonic()
        start(w, name).wait()
        shortest = min(shortest, time.monotonic() - began)
    return shortest


def kill(t, w, n, name, stream, kept, old, new):
    """Kills n ingests of the stream into the bundle as it was kept."""
    w.write(name, stream)
    rng = random.Random(n)
    full, killed = duration(w, name, kept), 0
    for i in range(n):
        w.restore(kept)
        wait = full * (i + rng.random()) / n
        p = start(w, name)
        time.sleep(wait)
        p.kill()
        killed += p.wait() == -signal.SIGKILL
        w.check_bundle(t, f"{name} killed after {wait * 1e3:.1f} ms",
                       (new,) if p.returncode == 0 else (old, new), new,
                       stream)
    t.check(killed >= n // 4,
            f"{name}: only {killed} of {n} were killed in time")


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    t, w = world.Tally(), world.World(ROWS)
    kill(t, w, n, "new", w.new_stream, "old", w.old_export, w.new_export)
    # Rows that go to the segment while more are read.
    w.restore(None)
    w.good("rbt-bundle", "ingest", "b", stdin=w.long_stream)
    kill(t, w, n // 2, "long", w.long_stream, None, None, w.export())
    w.remove()
    return t.done()


if __name__ == "__main__":
    sys.exit(main())
