#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Core speaks English; the window looks its sentences up among templates: check_core_texts.py SOURCE [--write]

Every literal in core/ that reads like words, joined with its neighbours over `+` and with %1, %2 ... for what
is put in, is a template of ui/session/core_templates.h, where lupdate finds it. The test fails when the header
lacks one or has one too many; --write makes it anew. It fails, too, when an error says nothing of what to do next.
"""
import pathlib
import re
import sys

# Texts that the window does not show, or that are the same in every language.
EXCLUDED_FILES = {
    "architecture/python_lines.cpp": "lines of Python",
    "io/torchscript/decompositions.cpp": "lines of TorchScript",
    "base/text_scanner.cpp": "what a parser expected, behind a translated sentence",
    "coupling/group_text.cpp": "the text form for terminals",
    "study/model_text.cpp": "the text form for terminals",
    "graph/graph_text.cpp": "the text form of graphs",
    "graph/graph_parser.cpp": "the text form of graphs",
    "graph/schema_check.cpp": "the text form of graphs",
    "graph/text_parts.cpp": "the text form of graphs",
    "study/lesson_network.cpp": "the text form of graphs",
    "study/outline.cpp": "kinds of operators, as papers call them in every language",
    "study/outline_kinds.cpp": "kinds of operators, as papers call them in every language",
}
EXCLUDED_TEXTS = {
    # code in the language of another program
    ", groups=32, width_per_group=%1", "torchvision.models.ResNet(torchvision.models.resnet.%1, [%2]%3)",
    "torchvision.models.VisionTransformer(image_size=%1, patch_size=%2, num_layers=%3, num_heads=%4, hidden_dim=%5, "
    "mlp_dim=%6)", "{'descr': '<f4', 'fortran_order': False, 'shape': (%1), }",
    # signs of foreign files and errors, never shown
    "RuntimeError: ", "can't allocate memory", "not enough memory", "Unknown builtin op: ", "<!doctype html",
    "version https://git-lfs", "# type:", "value of a failed Result: %1",
    # what the parser of .npy headers expected, behind a translated sentence
    ") after at most 32 sizes", ", or )", ", or }", "a size", "a second %1", "True or False", "the end of the header",
    # names of places, not sentences
    "pleat fold", "input of ", "tensor %1 of %2", "%1, image %2", "%1 at %2", " at %1", "first layer",
    "%1 x torch.Tensor%2",
    # put together without +, listed below
    ", allowed is 0 to ", "more than %d scans",
}
# Words, and sentences that streams and printf put together.
MORE = [
    "cancelled", "opening", "timing", "clustering", "folding", "repair", "probe", "measuring", "evaluating",
    "comparing", "similarity", "similarities", "tree", "eigenvectors", "picture", "quality", "original", "folded",
    "merged", "repaired", "noise", "inversion", "Ward", "Fold-AR", "REPAIR", "training", "test", "validation",
    "budget", "clipboard", "command", "features", "graph", "reduction", "weights",
    "%1 = %2, allowed is 0 to %3", "%1: %2", "more than %1 scans",
]

TOKEN = re.compile(r'''
    (?P<raw>R"(?P<delimiter>[^\s()\\]{0,16})\((?P<rawtext>.*?)\)(?P=delimiter)")
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<character>'(?:[^'\\\n]|\\.)+')
  | (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<directive>^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)
  | (?P<word>[A-Za-z_]\w*|\d[\w.']*)
  | (?P<sign>::|->|<<|>>|<=|>=|==|!=|&&|\|\||\+=|\+\+|--|.)
''', re.X | re.S | re.M)
ENDS_OF_CHAINS = {",", ";", "?", ":", "=", "+=", "<<", ">>", "&&", "||", "==", "!=", "<", ">", "<=", ">=", "return"}


def unescape(text):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match.group(1), match.group(1)), text)


def tokens(text):
    """(kind, text) with adjacent strings joined; kind is "literal", "word" or "sign"."""
    found = []
    for match in TOKEN.finditer(text):
        if match.group("raw"):
            found.append(("literal", match.group("rawtext")))
        elif match.group("string"):
            content = unescape(match.group("string")[1:-1])
            if found and found[-1][0] == "literal":
                content = found.pop()[1] + content
            found.append(("literal", content))
        elif match.group("character"):
            found.append(("literal", unescape(match.group("character")[1:-1])))
        elif match.group("word"):
            found.append(("word", match.group("word")))
        elif match.group("sign") and not match.group("sign").isspace():
            found.append(("sign", match.group("sign")))
    return found


class Chains:
    """Operands joined by `+` on one level of brackets: the text of a literal, None for anything else."""

    def __init__(self, stream):
        self.stream = iter(stream)
        self.found = []
        while self.read_level() is not None:
            pass

    def read_level(self):
        """Until the closing bracket; the chains of the level, or None at the end of the file."""
        chains, chain, operand = [], [], []

        def end_operand():
            if operand:
                chain.append(operand[0][1] if len(operand) == 1 and operand[0][0] == "literal" else None)
                operand.clear()

        def end_chain():
            end_operand()
            if chain:
                chains.append(chain.copy())
                chain.clear()

        for kind, text in self.stream:
            if kind == "sign" and text in ")]}":
                end_chain()
                self.found += chains
                return chains
            if kind == "sign" and text in "([{":
                inner = self.read_level() or []
                string = operand and operand[-1] == ("word", "string")
                if string and len(inner) == 1 and len(inner[0]) == 1 and inner[0][0] is not None:
                    operand[:] = [("literal", inner[0][0])]  # std::string("a text") + name
                    self.found.pop()
                else:
                    operand.append(("brackets", text))
            elif kind == "sign" and text == "+":
                end_operand()
            elif kind != "literal" and text in ENDS_OF_CHAINS:
                end_chain()
            else:
                operand.append((kind, text))
        end_chain()
        self.found += chains
        return None


def chains(stream):
    return Chains(stream).found


def template(chain):
    """"a group of %1 channels"; neighbours that are put in share a place."""
    text, number, before = "", 0, True
    for operand in chain:
        if operand is not None:
            text += operand
        elif before or not text.endswith(f"%{number}"):
            number += 1
            text += f"%{number}"
        before = operand is not None
    return text


def readable(text):
    """Words with a blank between them; names, operators and keys have none."""
    return " " in text and re.search(r"[a-z]{2}", re.sub(r"%\d", "", text))


def templates(source):
    """template -> file, of every source of core."""
    found = {}
    core = pathlib.Path(source) / "core"
    for path in sorted([*core.rglob("*.cpp"), *core.rglob("*.h")]):
        name = str(path.relative_to(core))
        if name in EXCLUDED_FILES:
            continue
        for chain in chains(tokens(path.read_text())):
            text = template(chain) if any(chain) else ""
            if readable(text) and text not in EXCLUDED_TEXTS:
                found.setdefault(text, name)
    return found


def ui_errors(source):
    """The errors that the window makes itself; it builds them as core does."""
    found = {}
    for path in sorted((pathlib.Path(source) / "ui").rglob("*.cpp")):
        text = path.read_text()
        for match in re.finditer(r"\{ErrorCode::\w+,", text):
            for chain in chains(tokens(text[match.end():text.index("}", match.end())])):
                made = template(chain) if any(chain) else ""
                if readable(made):
                    found.setdefault(made, path.name)
    return found


def fields(stream, start):
    """Tokens of each part between commas, up to the bracket that closes the level of `start`."""
    found, depth = [[]], 0
    for kind, text in stream[start:]:
        opens, closes = kind == "sign" and text in "([{", kind == "sign" and text in ")]}"
        if closes and depth == 0:
            break
        depth += opens - closes
        if depth == 0 and (kind, text) == ("sign", ","):
            found.append([])
        else:
            found[-1].append((kind, text))
    return found


def errors_without_hint(stream):
    """(errors read, messages of those without a next step); a cancelled job and a bug of ours have none."""
    count, found = 0, []
    for at in range(len(stream) - 3):
        if stream[at:at + 3] != [("sign", "{"), ("word", "ErrorCode"), ("sign", "::")]:
            continue
        parts = fields(stream, at + 1)
        count += 1
        silent = len(parts) < 4 or parts[3] in ([], [("literal", "")])
        if silent and stream[at + 3][1] not in ("Cancelled", "Internal"):
            found.append(" ".join(text for _, text in parts[1]) if len(parts) > 1 else stream[at + 3][1])
    return count, found


def check_hints(source):
    count, problems = 0, []
    core = pathlib.Path(source) / "core"
    for path in sorted(core.rglob("*.cpp")):
        if str(path.relative_to(core)) in EXCLUDED_FILES:
            continue
        read, silent = errors_without_hint(tokens(path.read_text()))
        count += read
        problems += [f"{path.name}: no hint: {message}" for message in silent]
    if count < 150:
        sys.exit(f"only {count} errors were found in core")
    return problems


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def header(found):
    lines = [f'    QT_TRANSLATE_NOOP("core", {literal(text)}),' for text in list(found) + MORE]
    return """// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of core, for lupdate and coreText().
// Made by tests/translations/check_core_texts.py --write.
#pragma once

#include <QtGlobal>

namespace pleat::ui {

// clang-format off
inline constexpr const char* kCoreTemplates[] = {
""" + "\n".join(lines) + """
};
// clang-format on

} // namespace pleat::ui
"""


def check_the_checker():
    """Literals are found and joined as the compiler would."""
    sample = '''f(Error{Usage, "a group of " + std::to_string(n + 1) + " channels, at"
        " most " + x, "", many ? "too many of" : "too few of"}); // "a comment"'''
    texts = [template(chain) for chain in chains(tokens(sample)) if any(chain)]
    wanted = ["a group of %1 channels, at most %2", "too many of", "too few of"]
    if [text for text in texts if readable(text)] != wanted:
        sys.exit(f"the sample gives {texts}")
    errors = """f({ErrorCode::Usage, "a", name(x, y), "do this"}); f({ErrorCode::Usage, "b", {}, ""});
        f({ErrorCode::Internal, "c", "", ""}); f({ErrorCode::Usage, "d" + x});"""
    if errors_without_hint(tokens(errors)) != (4, ["b", "d + x"]):
        sys.exit(f"the errors give {errors_without_hint(tokens(errors))}")


def main():
    check_the_checker()
    source = pathlib.Path(sys.argv[1])
    found = templates(source) | ui_errors(source)
    if len(found) < 500:
        sys.exit(f"only {len(found)} sentences were found in core")
    path = source / "ui/session/core_templates.h"
    wanted = header(found)
    if "--write" in sys.argv:
        path.write_text(wanted)
    listed = path.read_text().splitlines()
    problems = [f"not in {path.name}: {line.strip()}" for line in wanted.splitlines() if line not in listed]
    problems += [f"no longer in core: {line.strip()}" for line in listed if line not in wanted.splitlines()]
    problems += check_hints(source)
    print("\n".join(problems) or f"{len(found)} sentences of core are listed")
    sys.exit(1 if problems else 0)


main()
