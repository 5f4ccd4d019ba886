#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual page and completions know what the program knows, and nothing else.

    python3 check_words.py PLEAT RESOURCES
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from program_help import COMMANDS, commands, listed_values, options

PLEAT, RESOURCES = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
COMPLETIONS = RESOURCES / "completions"
VALUES = ("--cluster", "--features", "--repair", "--reduce", "--groups")
HELP = {command: options(PLEAT, command) for command in COMMANDS}


def long_and_short(names):
    return {name.lstrip("-") for name in names}


class ManualPage(unittest.TestCase):
    def sections(self):
        """Title of each subsection -> its options; the text of each option by its name."""
        found, section = {}, None
        for line in (RESOURCES / "man" / "pleat.1").read_text().splitlines():
            if line.startswith((".Ss ", ".Sh ")):
                section = found.setdefault(line[4:].strip('"'), {})
                names = []
            elif line.startswith(".It Fl "):
                names = [name.lstrip("-") for name in re.findall(r"Fl (\S+)", line)]
                section.update(dict.fromkeys(names, line))
            elif section is not None and names:
                section.update({name: section[name] + "\n" + line for name in names})
        return found

    def options_of(self, command):
        parts = [f"pleat {command}", "Common options"] + ["Clustering"] * (command != "eval")
        sections = self.sections()
        return {name: text for part in parts for name, text in sections[part].items()}

    def test_options(self):
        self.assertEqual(commands(PLEAT), set(COMMANDS))
        for command in COMMANDS:
            with self.subTest(command):
                known = long_and_short(HELP[command]) | {"version"}  # that of the program itself
                self.assertEqual(set(self.options_of(command)), known)

    def test_program(self):
        self.assertEqual(long_and_short(options(PLEAT)), {"h", "help", "version"})

    def test_values(self):
        for option in VALUES:
            with self.subTest(option):
                values = listed_values(HELP["fold"][option])
                self.assertGreater(len(values), 1)
                text = self.options_of("fold")[option.lstrip("-")]
                for value in values:
                    self.assertRegex(text, rf"(?m)(Cm|\|) {re.escape(value)}(\s|$)")

    def test_defaults(self):
        """A default that the help names stands in the manual, too."""
        for command in COMMANDS:
            manual = self.options_of(command)
            for option, description in HELP[command].items():
                default = re.search(r"default:? ([\d,]+)\)", description)
                if default:
                    with self.subTest(command + " " + option):
                        self.assertIn(f"default is {default.group(1)}", manual[option.lstrip("-")])


class Completion(unittest.TestCase):
    """What a shell offers; each subclass is one shell."""

    def offered(self, line, folder=None):
        raise NotImplementedError

    def test_commands(self):
        self.assertLessEqual(set(COMMANDS), self.offered("pleat "))

    def test_options(self):
        for command in COMMANDS:
            with self.subTest(command):
                self.assertEqual(self.offered(f"pleat {command} -"), set(HELP[command]))

    def test_values(self):
        for option in VALUES:
            with self.subTest(option):
                self.assertEqual(
                    self.offered(f"pleat fold {option} "), set(listed_values(HELP["fold"][option])))
        self.assertEqual(self.offered("pleat fold --repair ls-"), {"ls-channel"})

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("net.pt", "net.onnx", "net.txt", "net.json"):
                (pathlib.Path(folder) / name).touch()
            self.assertEqual(self.offered("pleat fold n", folder), {"net.pt", "net.onnx"})
            self.assertEqual(self.offered("pleat fold net.pt --recipe n", folder), {"net.json"})
            self.assertEqual(self.offered("pleat n", folder), {"net.pt", "net.onnx", "net.json"})


class Bash(Completion):
    def offered(self, line, folder=None):
        words = line.split(" ")
        script = f"""
            source {COMPLETIONS}/pleat.bash
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _pleat pleat "${{COMP_WORDS[-1]}}" "${{COMP_WORDS[-2]}}"
            printf '%s\\n' "${{COMPREPLY[@]}}\""""
        done = subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True, check=True,
                              cwd=folder, timeout=60)
        self.assertEqual(done.stderr, "")
        return set(done.stdout.split())

    def test_chains(self):
        self.assertEqual(self.offered("pleat fold --repair ls+b"), {"ls+bn"})

    def test_data_behind_a_colon(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "images.npy").touch()
            self.assertEqual(self.offered("pleat fold --probe data : im", folder), {"images.npy"})


class Fish(Completion):
    def offered(self, line, folder=None):
        script = f"source {COMPLETIONS}/pleat.fish; complete -C '{line}'"
        done = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True,
                              cwd=folder, timeout=60)
        self.assertEqual(done.stderr, "")
        return {row.split("\t")[0] for row in done.stdout.splitlines()}

    def test_files(self):
        """Fish offers all files, by its own custom."""
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "net.pt").touch()
            for line in ("pleat fold n", "pleat fold x.pt --recipe n", "pleat n"):
                self.assertEqual(self.offered(line, folder), {"net.pt"})


class Zsh(Completion):
    """Through a terminal of its own, since only the line editor of zsh completes."""

    def offered(self, line, folder=None):
        done = subprocess.run(["zsh", "-f", pathlib.Path(__file__).with_name("complete.zsh"), COMPLETIONS / "pleat.zsh",
                               line], capture_output=True, text=True, check=True, cwd=folder, timeout=60)
        self.assertEqual(done.stderr, "")
        return set(done.stdout.split())


del Completion
if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
