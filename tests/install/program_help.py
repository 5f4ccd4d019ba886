# SPDX-License-Identifier: GPL-3.0-or-later
"""What `pleat --help` says: commands, and the options of each with the words that a value may be."""
import re
import subprocess

COMMANDS = ("inspect", "fold", "eval")


def help_text(pleat, *command):
    done = subprocess.run([pleat, *command, "--help"], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def commands(pleat):
    listed = help_text(pleat).split("Subcommands:")[1]
    return set(re.findall(r"^  (\w+) ", listed, re.MULTILINE))


def options(pleat, *command):
    """Maps each option, `-o` and `--output` alike, to its description."""
    entries, names = {}, ()
    for line in help_text(pleat, *command).splitlines():
        start = re.match(r"^  (-[-\w,]+)(.*)", line)
        if start:
            names = start.group(1).split(",")
            entries.update(dict.fromkeys(names, start.group(2)))
        elif line.startswith("      "):
            entries.update({name: entries[name] + " " + line.strip() for name in names if name in entries})
        else:
            names = ()
    return entries


def listed_values(description):
    """The words of "a, b, c (default a)" or "{a,b,c}"; empty if it lists none."""
    description = re.sub(r"^.*?(TEXT(:\{[^}]*\})?)", r"\1", description)
    braces = re.search(r"\{([^}]+)\}", description)
    if braces:
        return braces.group(1).split(",")
    words = re.match(r"TEXT\s+((?:[\w+-]+, )+[\w+-]+)", description)
    return words.group(1).replace(", or", "").split(", ") if words else []
