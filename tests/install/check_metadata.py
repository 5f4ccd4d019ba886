#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files for desktops, package and shells: right to the tools that read them, and agreed among themselves.

    python3 check_metadata.py RESOURCES VERSION APPLICATION_ID
"""
import configparser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

RESOURCES, VERSION, ID = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
DESKTOP = RESOURCES / "desktop" / f"{ID}.desktop"
METAINFO = RESOURCES / "desktop" / f"{ID}.metainfo.xml"
MIME = RESOURCES / "desktop" / f"{ID}.xml"
MANUAL = RESOURCES / "man" / "pleat.1"
COMPLETIONS = RESOURCES / "completions"


def mime_types():
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    return {each.get("type") for each in ElementTree.parse(MIME).iter(space + "mime-type")}


class Tools(unittest.TestCase):
    def accepts(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done

    def silent(self, *command):
        done = self.accepts(*command)
        self.assertEqual(done.stdout + done.stderr, "")

    def test_desktop_entry(self):
        self.silent("desktop-file-validate", DESKTOP)

    def test_metainfo(self):
        self.accepts("appstreamcli", "validate", "--no-net", METAINFO)

    def test_manual_page(self):
        self.silent("mandoc", "-T", "lint", "-W", "style", MANUAL)

    def test_scripts(self):
        self.silent("bash", "-n", COMPLETIONS / "pleat.bash")
        self.silent("zsh", "-n", COMPLETIONS / "pleat.zsh")
        self.silent("fish", "--no-execute", COMPLETIONS / "pleat.fish")


class MimeTypes(unittest.TestCase):
    """update-mime-database takes the types, and files get theirs."""

    FILES = {
        "a.pleat": (b"PK\x03\x04", "application/x-pleat-project"),
        "resnet18-recipe.json": (b"{}", "application/x-pleat-recipe"),
        "recipe": (b'{\n  "pleat_recipe": 1,\n  "model": "net"}', "application/x-pleat-recipe"),
        "other.json": (b'{"shape": [1, 32, 32]}', "application/json"),
        "net.pt": (b"PK\x03\x04", "application/x-pytorch-model"),
        "net.pth": (b"PK\x03\x04", "application/x-pytorch-model"),
        "net.safetensors": (b"\x02" + bytes(7) + b"{}", "application/x-safetensors"),
        "net.onnx": (b"\x08\x07", "application/x-onnx"),
    }

    def test_files(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            packages = folder / "mime" / "packages"
            packages.mkdir(parents=True)
            shutil.copy("/usr/share/mime/packages/freedesktop.org.xml", packages)
            shutil.copy(MIME, packages)
            subprocess.run(["update-mime-database", folder / "mime"], check=True, capture_output=True, timeout=60)
            for file, (content, expected) in self.FILES.items():
                with self.subTest(file):
                    (folder / file).write_bytes(content)
                    self.assertEqual(self.type_of(folder, file), expected)

    def type_of(self, folder, file):
        done = subprocess.run(["gio", "info", "-a", "standard::content-type", file], cwd=folder, capture_output=True,
                              text=True, check=True, timeout=60,
                              env={"XDG_DATA_DIRS": str(folder), "XDG_DATA_HOME": str(folder), "PATH": "/usr/bin"})
        return re.search(r"content-type: (\S+)", done.stdout).group(1)


class Agreement(unittest.TestCase):
    def setUp(self):
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(DESKTOP)
        self.entry = parser["Desktop Entry"]
        self.metainfo = ElementTree.parse(METAINFO).getroot()

    def test_names(self):
        self.assertEqual(self.metainfo.findtext("id"), ID)
        self.assertEqual(self.metainfo.findtext("launchable"), ID + ".desktop")
        self.assertEqual(self.entry["Icon"], ID)
        self.assertTrue((RESOURCES / "icons" / f"{ID}.svg").exists())
        self.assertEqual(self.entry["Name"], self.metainfo.findtext("name"))

    def test_mime_types(self):
        self.assertEqual(set(self.entry["MimeType"].strip(";").split(";")), mime_types())
        self.assertEqual({each.text for each in self.metainfo.iter("mediatype")}, mime_types())

    def test_versions(self):
        self.assertEqual(self.metainfo.find("releases/release").get("version"), VERSION)
        newest = re.match(r"pleat \((\S+)-\w+\)", (RESOURCES / "debian" / "changelog").read_text())
        self.assertEqual(newest.group(1), VERSION)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
