#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Streams that break: full disks, closed streams, readers that leave early,
producers that die in the middle."""
import os
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
import world  # noqa: E402

CUTS = 60  # places at which a stream is torn


def commands(w):
    """Each tool with its records, and what it reads."""
    rule = ("rbt-backtest", "-s", w.path("s.rule"))
    return (
        (("rbt-fetch", "csv", "new.csv"), b""),
        (("rbt-fetch", "synth"), b""),
        (("rbt-bundle", "export", "b"), b""),
        (rule + ("-b", "b"), b""),
        (rule, w.old_stream),
        (("rbt-wfo", "sweep", "--returns") + w.search, b""),
        (("rbt-wfo", "plan", "walk") + w.walk, b""),
        (("rbt-wfo", "run"), w.tasks),
        (("rbt-wfo", "reduce"), w.results),
        (("rbt-wfo", "trials"), b""),
        (("rbt-wfo", "overfit", "--reps", "20"), w.run_stream),
        (("rbt-montecarlo", "-n", "100"), w.run_stream),
        (("rbt-gate", "--policy", "./p.json", "--as-of", "2020-01-01"),
         w.run_stream),
    )


def short_commands(w):
    """The same, and those that write a few lines."""
    return commands(w) + (
        (("rbt-bundle", "info", "b"), b""),
        (("rbt-bundle", "list"), b""),
        (("rbt-bundle", "--help"), b""),
        (("rbt-fetch", "--version"), b""),
        (("rbt-backtest", "--help"), b""),
    )


def check_refused(t, what, p, words):
    t.check(p.returncode == 4 and words in p.stderr,
            f"{what}: status {p.returncode}: {p.stderr}")


def full_disk(t, w):
    for argv, stdin in short_commands(w):
        with open("/dev/full", "wb") as full:
            p = w.run(*argv, stdin=stdin, stdout=full)
        check_refused(t, f"{argv} > /dev/full", p, b"No space left")
    for argv, stdin in commands(w):
        p = w.run(*argv, "-o", "/dev/full", stdin=stdin)
        check_refused(t, f"{argv} -o /dev/full", p, b"No space left")


def closed_output(t, w):
    for argv, stdin in short_commands(w):
        p = w.run(*argv, stdin=stdin, preexec_fn=lambda: os.close(1))
        check_refused(t, f"{argv} >&-", p, b"Bad file descriptor")


def close_all():
    for fd in (0, 1, 2):
        os.close(fd)


def closed_all(t, w):
    """Nothing that a tool opens may take the place of a closed stream."""
    w.restore("old")
    w.write("new.ndjson", w.new_stream)
    p = w.run("rbt-bundle", "ingest", "b", "new.ndjson", preexec_fn=close_all)
    t.check(p.returncode == 0, f"ingest, all closed: status {p.returncode}")
    t.check(w.export() == w.new_export, "ingest, all closed: content")
    p = w.run("rbt-fetch", "csv", "-o", "out", w.path("new.csv"),
              preexec_fn=close_all)
    with open(w.path("out"), "rb") as f:
        t.check(p.returncode == 0 and f.read() == w.new_stream,
                f"fetch -o, all closed: status {p.returncode}")
    os.unlink(w.path("out"))
    p = w.run("rbt-bundle", "ingest", "b", preexec_fn=close_all)
    t.check(p.returncode == 4, f"ingest <&-: status {p.returncode}")
    t.check(w.export() == w.new_export, "ingest <&-: content")
    w.restore("old")


def early_reader(t, w):
    """A reader that has gone ends the writer quietly, by SIGPIPE or,
    where that is ignored, with a message."""
    for argv, stdin in commands(w):
        for ignored in (False, True):
            start = None
            if ignored:
                start = lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN)
            w.write("in", stdin)
            # The reader is gone before the first byte: how much a pipe holds
            # is then of no account.
            reader, writer = os.pipe()
            os.close(reader)
            with open(w.path("in"), "rb") as f, subprocess.Popen(
                    (os.path.join(world.BIN, argv[0]),) + argv[1:], stdin=f,
                    stdout=writer, stderr=subprocess.PIPE, env=w.env,
                    cwd=w.folder, preexec_fn=start) as p:
                os.close(writer)
                said = p.stderr.read()
            what = f"{argv} | true{' (ignored)' if ignored else ''}"
            if ignored:
                t.check(p.returncode == 4 and b"Broken pipe" in said,
                        f"{what}: status {p.returncode}: {said}")
            else:
                t.check(p.returncode == -signal.SIGPIPE and b"pipe" not in said,
                        f"{what}: status {p.returncode}: {said}")


def torn_stream(t, w):
    """A producer that dies in the middle: nothing is committed, nothing is
    computed, and the reader says so."""
    w.restore("old")
    before = w.snapshot()
    size = len(w.new_stream)
    for i in range(CUTS):
        cut = 1 + i * (size - 2) // (CUTS - 1)
        if w.new_stream[:cut].strip() == w.new_stream.strip():
            cut -= 3
        p = w.run("rbt-bundle", "ingest", "b", stdin=w.new_stream[:cut])
        t.check(p.returncode == 3 and p.stderr.startswith(b"rbt-bundle: stdin"),
                f"ingest of {cut} bytes: status {p.returncode}: {p.stderr}")
    t.check(w.snapshot() == before, "torn streams: the bundle has changed")
    for cut in (1, size // 3, size - 40):
        p = w.run("rbt-backtest", "-s", "s.rule", stdin=w.new_stream[:cut])
        t.check(p.returncode == 3 and p.stdout == b"",
                f"backtest of {cut} bytes: status {p.returncode}: {p.stderr}")


def main():
    t, w = world.Tally(), world.World(rows=600)
    full_disk(t, w)
    closed_output(t, w)
    closed_all(t, w)
    early_reader(t, w)
    torn_stream(t, w)
    w.remove()
    return t.done()


if __name__ == "__main__":
    sys.exit(main())
