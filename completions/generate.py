#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the completions of bash, zsh and fish from the option tables.

Each tool prints its tables with --dump-options, so a completion can not offer
what the tool does not take.  `rbt TOOL` completes as `rbt-TOOL` does.

usage: generate.py BIN-FOLDER OUT-FOLDER
"""
import os, subprocess, sys

HEAD = "# Made from the tool's option table by completions/generate.py.\n"


class Option:
    def __init__(self, name, letter, arg, complete, words, text):
        self.name, self.letter = name, None if letter == "-" else letter
        self.arg = None if arg == "-" else arg
        self.complete, self.words, self.help = complete, words, text


class Tool:
    """name; commands: {name or "-": (summary, operands, [Option])}."""

    def __init__(self, bin_dir, name):
        self.name, self.commands = name, {}
        dump = subprocess.run([os.path.join(bin_dir, name), "--dump-options"], check=True,
                              stdout=subprocess.PIPE).stdout.decode()
        for line in dump.splitlines():
            f = line.split("\t")
            if f[0] == "command":
                self.commands[f[1]] = (f[2], f[3], [])
            else:
                self.commands[f[1]][2].append(Option(*f[2:]))

    def has_commands(self):
        return "-" not in self.commands


def bash_values(kind, words):
    return {"none": "COMPREPLY=()",
            "file": "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")",
            "dir": "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")",
            "bundle": "mapfile -t COMPREPLY < <(compgen -W \"$(rbt-bundle list --names 2>/dev/null)\" -- \"$cur\")",
            "words": "mapfile -t COMPREPLY < <(compgen -W \"%s\" -- \"$cur\")" % words}[kind]


def bash_case(indent, command, spec):
    summary, operands, options = spec
    pad = "\t" * indent
    out = [pad + "case $prev in"]
    for o in options:
        if o.arg:
            flags = "--" + o.name + ("|-" + o.letter if o.letter else "")
            out.append(pad + "%s) %s; return ;;" % (flags, bash_values(o.complete, o.words)))
    out.append(pad + "esac")
    names = " ".join("--" + o.name for o in options)
    out.append(pad + "if [[ $cur == -* ]]; then")
    out.append(pad + "\tmapfile -t COMPREPLY < <(compgen -W \"%s\" -- \"$cur\")" % names)
    out.append(pad + "else")
    out.append(pad + "\t" + bash_values(operands, ""))
    out.append(pad + "fi")
    return out


def bash(tool):
    fn = "_" + tool.name.replace("-", "_")
    out = [HEAD + "# shellcheck shell=bash", fn + "()", "{",
           "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}",
           "\tif [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi"]
    if tool.has_commands():
        words = " ".join(tool.commands)
        out += ["\tif ((COMP_CWORD == 1)); then",
                "\t\tmapfile -t COMPREPLY < <(compgen -W \"%s --help --version\" -- \"$cur\")" % words,
                "\t\treturn", "\tfi", "\tcase ${COMP_WORDS[1]} in"]
        for name, spec in tool.commands.items():
            out += ["\t%s)" % name] + bash_case(2, name, spec) + ["\t\t;;"]
        out.append("\tesac")
    else:
        out += bash_case(1, "-", tool.commands["-"])
    return "\n".join(out + ["}", "complete -F %s %s" % (fn, tool.name)]) + "\n"


def quote(s):
    return s.replace("'", "'\\''")


def zsh_values(kind, words):
    return {"none": " ", "file": "_files", "dir": "_files -/", "words": "(%s)" % words,
            "bundle": "{compadd -- ${(f)\"$(rbt-bundle list --names 2>/dev/null)\"}}"}[kind]


def zsh_arguments(spec, pad):
    out = [pad + "_arguments -s \\"]
    for o in spec[2]:
        text = quote(o.help.replace("[", "(").replace("]", ")").replace(":", ";"))
        value = ":%s:%s" % (o.arg, zsh_values(o.complete, o.words)) if o.arg else ""
        many = "*" if o.name in ("param", "symbol") else ""
        if o.letter:
            out.append(pad + "    '%s'{-%s,--%s}'[%s]%s' \\" %
                       (many or "(-%s --%s)" % (o.letter, o.name), o.letter, o.name, text, value))
        else:
            out.append(pad + "    '%s--%s[%s]%s' \\" % (many, o.name, text, value))
    out.append(pad + "    '*:operand:%s'" % zsh_values(spec[1], ""))
    return out


def zsh(tool):
    out = ["#compdef " + tool.name, HEAD.rstrip("\n")]
    if tool.has_commands():
        out += ["local -a commands=("]
        out += ["\t'%s:%s'" % (n, quote(s[0])) for n, s in tool.commands.items()]
        out += [")", "if ((CURRENT == 2)); then", "\t_describe command commands", "\treturn", "fi",
                "local command=$words[2]", "shift words", "((CURRENT--))", "case $command in"]
        for name, spec in tool.commands.items():
            out += [name + ")"] + zsh_arguments(spec, "\t") + ["\t;;"]
        out.append("esac")
    else:
        out += zsh_arguments(tool.commands["-"], "")
    return "\n".join(out) + "\n"


def fish(tool):
    out = [HEAD.rstrip("\n"), "complete -c %s -f" % tool.name]
    names = " ".join(tool.commands)
    if tool.has_commands():
        for name, spec in tool.commands.items():
            out.append("complete -c %s -n 'not __fish_seen_subcommand_from %s' -a %s -d '%s'" %
                       (tool.name, names, name, spec[0].replace("'", "\\'")))
    for name, spec in tool.commands.items():
        when = " -n '__fish_seen_subcommand_from %s'" % name if name != "-" else ""
        start = "complete -c %s%s" % (tool.name, when)
        for o in spec[2]:
            letter = " -s " + o.letter if o.letter else ""
            value = {"none": " -x", "file": " -r -F", "dir": " -x -a '(__fish_complete_directories)'",
                     "bundle": " -x -a '(rbt-bundle list --names 2>/dev/null)'",
                     "words": " -x -a '%s'" % o.words}[o.complete] if o.arg else ""
            out.append("%s%s -l %s%s -d '%s'" % (start, letter, o.name, value, o.help.replace("'", "\\'")))
        if spec[1] == "file":
            out.append(start + " -F")
        elif spec[1] == "bundle":
            out.append(start + " -a '(rbt-bundle list --names 2>/dev/null)'")
    return "\n".join(out) + "\n"


def front_door(tools):
    """`rbt`: the tools' names, then what each tool completes."""
    names = " ".join(t.name[4:] for t in tools)
    b = HEAD + "# shellcheck shell=bash\n_rbt()\n{\n\tlocal tool\n\tif ((COMP_CWORD == 1)); then\n" \
        "\t\tmapfile -t COMPREPLY < <(compgen -W \"%s help --help --version\" -- \"${COMP_WORDS[1]}\")\n" \
        "\t\treturn\n\tfi\n\ttool=rbt-${COMP_WORDS[1]}\n\tdeclare -F _completion_loader >/dev/null && _completion_loader \"$tool\"\n" \
        "\tCOMP_WORDS=(\"$tool\" \"${COMP_WORDS[@]:2}\")\n\t((COMP_CWORD--))\n" \
        "\tdeclare -F \"_${tool//-/_}\" >/dev/null && \"_${tool//-/_}\"\n}\ncomplete -F _rbt rbt\n" % names
    z = "#compdef rbt\n" + HEAD + "if ((CURRENT == 2)); then\n\tcompadd %s help\n\treturn\nfi\n" \
        "words=(rbt-$words[2] ${words[3,-1]})\n((CURRENT--))\n_normal\n" % names
    f = HEAD + "complete -c rbt -f\n" + "".join(
        "complete -c rbt -n __fish_use_subcommand -a %s -w %s\n" % (t.name[4:], t.name) for t in tools) + \
        "complete -c rbt -n __fish_use_subcommand -a help\n"
    return b, z, f


def main():
    bin_dir, out_dir = sys.argv[1:]
    tools = [Tool(bin_dir, n) for n in sorted(os.listdir(bin_dir)) if n.startswith("rbt-")]
    files = {}
    for t in tools:
        files["bash/" + t.name], files["zsh/_" + t.name] = bash(t), zsh(t)
        files["fish/%s.fish" % t.name] = fish(t)
    files["bash/rbt"], files["zsh/_rbt"], files["fish/rbt.fish"] = front_door(tools)
    for name, text in files.items():
        path = os.path.join(out_dir, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


main()
