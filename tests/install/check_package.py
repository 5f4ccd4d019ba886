#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the Debian package in BUILD/package and looks at it as Debian would.

    python3 check_package.py BUILD CPACK
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, CPACK = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
FOLDER = BUILD / "package"


def output_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(FOLDER, ignore_errors=True)
        output_of(CPACK, "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", FOLDER)
        (cls.package,) = FOLDER.glob("pleat_*.deb")

    def field(self, name):
        return output_of("dpkg-deb", "--field", self.package, name).strip()

    def test_lintian(self):
        found = output_of("lintian", "--fail-on", "error,warning", "--allow-root", self.package)
        self.assertEqual(found, "")

    def test_dependencies(self):
        depends = {re.split(r"[ :]", each)[0] for each in self.field("Depends").split(", ")}
        self.assertLessEqual({"libc6", "libtorch1.13", "libqt6widgets6", "libopenblas0-pthread"}, depends)
        self.assertEqual([each for each in depends if each.endswith("-dev")], [])
        self.assertIn("dataset-fashion-mnist", self.field("Recommends"))

    def test_contents(self):
        rows = [row.split(maxsplit=5) for row in output_of("dpkg-deb", "--contents", self.package).splitlines()]
        files = {row[5].lstrip("."): row[0] for row in rows if not row[5].endswith("/")}
        self.assertEqual({row[1] for row in rows}, {"root/root"})
        for path, mode in files.items():
            self.assertEqual(mode, "-rwxr-xr-x" if path == "/usr/bin/pleat" else "-rw-r--r--", path)
        self.assertEqual(len([path for path in files if path.endswith("/pleat/libpleat_workbench.so")]), 1)
        for path in ("/usr/share/doc/pleat/copyright",
                     "/usr/share/doc/pleat/changelog.Debian.gz", "/usr/share/man/man1/pleat.1.gz",
                     "/usr/share/zsh/vendor-completions/_pleat", "/usr/share/pleat/samples/resnet18.input.json"):
            self.assertIn(path, files)
        self.assertNotIn("/usr/share/licenses/pleat/LICENSE", files)

    def test_binaries_are_stripped(self):
        with tempfile.TemporaryDirectory() as folder:
            output_of("dpkg-deb", "--extract", self.package, folder)
            usr = pathlib.Path(folder) / "usr"
            for path in (usr / "bin/pleat", *usr.glob("lib/**/*.so")):
                self.assertNotIn(".symtab", output_of("readelf", "-SW", path))

    def test_changelog_has_the_version(self):
        with tempfile.TemporaryDirectory() as folder:
            output_of("dpkg-deb", "--extract", self.package, folder)
            newest = output_of("zcat", pathlib.Path(folder) / "usr/share/doc/pleat/changelog.Debian.gz").splitlines()[0]
            self.assertIn(f"({self.field('Version')})", newest)

    def test_checksums(self):
        with tempfile.TemporaryDirectory() as folder:
            output_of("dpkg-deb", "--raw-extract", self.package, folder)
            subprocess.run(["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], cwd=folder, check=True)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
