#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into a folder and uses what is there, with sources and build folder out of sight.

    python3 check_prefix.py BUILD SOURCE
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BUILD, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
START_SECONDS = 120
# Runs "$@" where BUILD and SOURCE are empty folders. Mounting takes a namespace of our own.
HIDING = 'mount -t tmpfs hidden "$1" && { [ ! -d "$2" ] || mount -t tmpfs hidden "$2"; } && shift 2 && exec "$@"'
NAMESPACE = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]


def can_hide():
    return subprocess.run([*NAMESPACE, "mount", "-t", "tmpfs", "probe", "/mnt"], capture_output=True).returncode == 0


HIDDEN = [*NAMESPACE, "sh", "-c", HIDING, "sh", str(SOURCE), str(BUILD)] if can_hide() else []


class Prefix(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not HIDDEN:
            print("no namespaces here: sources and build folder stay visible", file=sys.stderr)
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.prefix, cls.home = cls.folder / "first prefix", cls.folder / "home"
        cls.home.mkdir()
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.prefix], check=True, capture_output=True)
        # Moved, so that nothing may know where it was installed.
        cls.prefix = cls.prefix.rename(cls.folder / "a prefix")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def environment(self, **more):
        return {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}

    def pleat(self, *arguments):
        done = subprocess.run([*HIDDEN, self.prefix / "bin" / "pleat", *arguments], capture_output=True, text=True,
                              cwd=self.home, env=self.environment(), timeout=START_SECONDS)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def sample(self, name):
        return self.prefix / "share/pleat/samples" / name

    def library(self):
        (found,) = self.prefix.glob("lib/**/libpleat_workbench.so")
        return found

    def test_version(self):
        self.assertRegex(self.pleat("--version"), r"^Pleat \d+\.\d+\.\d+$")

    def test_fold_and_eval(self):
        folded = self.home / "folded.pt"
        report = json.loads(self.pleat("fold", self.sample("mlp.pt"), "-o", folded, "--keep", "0.5", "--json"))
        self.assertLess(report["parameters_after"], report["parameters_before"])
        result = json.loads(self.pleat("eval", folded, "--against", self.sample("mlp.pt"), "--samples", "64", "--json"))
        self.assertEqual(result["parameters"], report["parameters_after"])

    def test_workbench_opens_a_sample(self):
        settings = self.home / ".config/pleat/pleat.conf"
        process = subprocess.Popen([*HIDDEN, self.prefix / "bin" / "pleat", self.sample("mlp.pt")], cwd=self.home,
                                   env=self.environment(QT_QPA_PLATFORM="offscreen"), stderr=subprocess.PIPE)
        try:
            end = time.monotonic() + START_SECONDS
            while not (settings.exists() and "mlp.pt" in settings.read_text()):
                self.assertIsNone(process.poll(), "it ended by itself")
                self.assertLess(time.monotonic(), end, "it did not open the sample")
                time.sleep(0.1)
            maps = pathlib.Path(f"/proc/{process.pid}/maps").read_text()
            self.assertIn(str(self.library()), maps)
            self.assertNotIn(str(BUILD), maps)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stderr.close()

    def test_samples_are_complete(self):
        installed = {path.name for path in self.sample("").iterdir()}
        models = {name for name in installed if name.endswith(".pt")}
        self.assertEqual(len(models), 4)
        self.assertEqual(installed, models | {name.replace(".pt", ".input.json") for name in models})

    def test_build_folder_has_the_samples(self):
        self.assertTrue((BUILD / "samples/resnet18.input.json").exists())

    def test_binaries_name_no_folder(self):
        for path in (self.prefix / "bin/pleat", self.library()):
            with self.subTest(path):
                self.assertNotIn(os.fsencode(SOURCE), path.read_bytes())
                dynamic = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True)
                self.assertNotRegex(dynamic.stdout, r"\((RPATH|RUNPATH)\)")

    def test_manual_page(self):
        found = subprocess.run(["man", "-M", self.prefix / "share/man", "-w", "pleat"], capture_output=True, text=True,
                               check=True, env=self.environment())
        self.assertEqual(found.stdout.strip(), str(self.prefix / "share/man/man1/pleat.1.gz"))
        shown = subprocess.run(["mandoc", "-T", "utf8", found.stdout.strip()], capture_output=True, text=True, check=True)
        self.assertIn("fold trained neural networks", shown.stdout)

    def test_everything_is_there(self):
        listed = {str(path.relative_to(self.prefix)) for path in self.prefix.rglob("*") if path.is_file()}
        icons = {f"share/icons/hicolor/{size}x{size}/apps/org.pleat.Pleat.png"
                 for size in (16, 24, 32, 48, 64, 128, 256, 512)}
        expected = icons | {
            "bin/pleat", str(self.library().relative_to(self.prefix)), "share/applications/org.pleat.Pleat.desktop",
            "share/bash-completion/completions/pleat", "share/fish/vendor_completions.d/pleat.fish",
            "share/icons/hicolor/scalable/apps/org.pleat.Pleat.svg", "share/licenses/pleat/LICENSE",
            "share/man/man1/pleat.1.gz", "share/metainfo/org.pleat.Pleat.metainfo.xml",
            "share/mime/packages/org.pleat.Pleat.xml", "share/zsh/site-functions/_pleat"}
        self.assertEqual({path for path in listed if "/samples/" not in path}, expected)

    def test_desktop_entry_starts_the_program(self):
        entry = (self.prefix / "share/applications/org.pleat.Pleat.desktop").read_text()
        program = re.search(r"^Exec=(\S+)", entry, re.MULTILINE).group(1)
        self.assertTrue((self.prefix / "bin" / program).exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
