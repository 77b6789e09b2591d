#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs transcripts of shell commands and compares what they say.

    # a comment; blank lines part the cases
    $ rbt-backtest --version        a command (sh -c), "> " continues it
    rbt-backtest 0.1.0              its standard output, line by line
    ! rbt-backtest: what failed     a line of its standard error
    = 2                             its exit status; 0 if there is no such line

Every file runs in an empty folder of its own, with HOME and RBT_DATA there,
the tools first in PATH and $SRC naming the source tree.  An output line that
ends in "..." matches any line that begins with what stands before it.

usage: transcript.py [--redo] BIN-FOLDER FILE...
"""
import os, subprocess, sys, tempfile

SRC = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def cases(path):
    """The file as a list of ("text", lines) and ("case", command, expected)."""
    out = []
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")[:-1]
    for line in lines:
        if line.startswith("$ "):
            out.append(("case", [line], []))
        elif out and out[-1][0] == "case" and line and not line.startswith("#"):
            if line.startswith("> ") and not out[-1][2]:
                out[-1][1].append(line)
            else:
                out[-1][2].append(line)
        else:
            out.append(("text", [line], []))
    return out


def run(command, env, cwd):
    """What the command said, in the notation of the file."""
    p = subprocess.run(["sh", "-c", command], cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    got = p.stdout.decode("utf-8", "replace").split("\n")
    if got[-1] == "":
        got.pop()
    else:
        got[-1] += "\\"          # no newline at the end
    err = p.stderr.decode("utf-8", "replace").split("\n")
    got += ["! " + e if e else "!" for e in err[:-1]] + (["! " + err[-1] + "\\"] if err[-1] else [])
    if p.returncode:
        got.append("= %d" % p.returncode)
    # What would read as another part of the notation is quoted with a bar.
    return ["|" if g == "" else "|" + g if g[0] in "$#>" or (g[0] == "|") else g for g in got]


def same(want, got):
    return len(want) == len(got) and all(
        w == g or (w.endswith("...") and g.startswith(w[:-3])) for w, g in zip(want, got))


def main():
    args = sys.argv[1:]
    redo = args[:1] == ["--redo"]
    args = args[redo:]
    bin_dir, passed, failed = os.path.abspath(args[0]), 0, 0
    for path in args[1:]:
        parts = cases(path)
        with tempfile.TemporaryDirectory() as cwd:
            env = {"PATH": bin_dir + ":/usr/local/bin:/usr/bin:/bin", "HOME": cwd, "SRC": SRC,
                   "RBT_DATA": cwd + "/data", "RBT_SHARE": SRC + "/share/rbt", "TMPDIR": cwd}
            env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
            text = []
            for kind, head, want in parts:
                text += head
                if kind == "text":
                    continue
                command = "\n".join(h[2:] for h in head)
                got = [g.replace(SRC, "$SRC").replace(cwd, "$PWD") for g in run(command, env, cwd)]
                text += want if same(want, got) else got
                if same(want, got):
                    passed += 1
                elif not redo:
                    failed += 1
                    print("%s: $ %s" % (path, command))
                    for w in want:
                        print("    want %s" % w)
                    for g in got:
                        print("    got  %s" % g)
        if redo:
            with open(path, "w", encoding="utf-8") as f:
                f.write("\n".join(text) + "\n")
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


sys.exit(main())
