#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens hostile files with the whole program: python3 check_hostile.py PLEAT FOLDER [PART]

For each case of FOLDER/hostile.json (only those with PART in their path): the exit code is one of
those allowed, an error is one JSON object that says what, where and what next, the program neither
hangs nor takes much more memory than the file is worth, and nothing of the file was executed.
"""
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import resource
import signal
import stat
import subprocess
import sys
import time

PLEAT, FOLDER = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
PART = sys.argv[3] if len(sys.argv) > 3 else ""

CPU_SECONDS = 20  # of processor time: other programs may be busy, too
WALL_SECONDS = 300  # whoever waits for a pipe takes no processor time
LARGEST_MB = 8000  # of address space, so that a mistake does not take the machine with it
# Above what the idle program takes and twice the file: LibTorch's first operators, the memory that
# the allocator asks for at once (64 MB), and a pickle of up to 4 million values.
ALLOWED_MB = 400
MB = 1 << 20


class Outcome:
    def __init__(self, arguments, folder):
        begin = time.monotonic()
        self.timed_out = False
        with open(folder / "stdout", "w+b") as out, open(folder / "stderr", "w+b") as err:
            process = subprocess.Popen([PLEAT, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=folder,
                                       preexec_fn=limit, env={**os.environ, "OMP_WAIT_POLICY": "passive"})
            signal.signal(signal.SIGALRM, lambda *_: self.stop(process))
            signal.alarm(WALL_SECONDS)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = self.code = os.waitstatus_to_exitcode(status)
            signal.alarm(0)
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()
        self.seconds = time.monotonic() - begin
        self.peak_mb = usage.ru_maxrss / 1024

    def stop(self, process):
        self.timed_out = True
        process.kill()


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MB * MB, LARGEST_MB * MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def file_mb(path):
    try:
        status = os.stat(path)
    except OSError:
        return 0
    return status.st_size / MB if stat.S_ISREG(status.st_mode) else 0


def json_problem(outcome):
    """What is wrong with the object on stdout, or None."""
    try:
        result = json.loads(outcome.out)
    except ValueError as failure:
        return f"stdout is no JSON object: {failure}: {outcome.out[:200]!r}"
    if outcome.code == 0:
        return None if "error" not in result else "an error with exit code 0"
    error = result.get("error", {})
    if error.get("code") != outcome.code:
        return f"the error's code is {error.get('code')}, the exit code {outcome.code}"
    empty = [key for key in ("message", "where", "hint") if not error.get(key)]
    if empty:
        return f"the error has no {' and no '.join(empty)}: {error}"
    if len(error["message"]) > 5000:
        return "the message is too long to read"
    return None


def fold_problem(outcome):
    """A network of NaN is no result, unless a finding says so."""
    if outcome.code != 0:
        return None
    text = json.dumps(json.loads(outcome.out).get("findings", []))
    return None if re.search("nan|inf|finite", text, re.IGNORECASE) else "folded without a word about NaN or Inf"


def problems(case, outcome, allowed_mb):
    if outcome.timed_out:
        yield f"still waiting after {WALL_SECONDS} s"
    elif outcome.code in (-signal.SIGXCPU, -signal.SIGKILL):
        yield f"took more than {CPU_SECONDS} s of processor time"
    elif outcome.code < 0:
        yield f"crashed: {signal.Signals(-outcome.code).name}: {outcome.err[-300:]!r}"
    elif outcome.code not in case["codes"]:
        yield f"exit code {outcome.code}: {(outcome.out or outcome.err)[:400]!r}"
    if outcome.peak_mb > allowed_mb:
        yield f"took {outcome.peak_mb:.0f} MB, allowed are {allowed_mb:.0f}"
    if outcome.code >= 0:
        yield json_problem(outcome)
        if case["command"] == "fold":
            yield fold_problem(outcome)


def text_problem(path, folder):
    """The text output may not hold what terminals obey."""
    outcome = Outcome(["inspect", path], folder)
    control = re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", outcome.out + outcome.err)
    if control:
        return f"the text output has {control.group()!r}"
    return "the text output is endless" if len(outcome.out + outcome.err) > 2 * MB else None


def check(case, idle_mb):
    path = case["path"]
    folder = FOLDER / "run" / str(os.getpid())
    folder.mkdir(exist_ok=True)
    arguments = [case["command"], "--json", path]
    if case["command"] == "fold":
        arguments += ["-o", "folded.pt", "--keep", "0.5"]
    outcome = Outcome(arguments, folder)
    found = [problem for problem in problems(case, outcome, idle_mb + 2 * file_mb(path) + ALLOWED_MB) if problem]
    if case["shown"]:
        found += [problem for problem in [text_problem(path, folder)] if problem]
    if list(FOLDER.rglob("PWNED")):
        found.append("EXECUTED what the file says")
        for trace in FOLDER.rglob("PWNED"):
            trace.unlink()
    return outcome, found


def main():
    cases = [case for case in json.loads((FOLDER / "hostile.json").read_text()) if PART in case["path"]]
    folder = FOLDER / "run"
    folder.mkdir(exist_ok=True)
    idle = Outcome(["--version"], folder)
    assert idle.code == 0 and cases, (idle.code, idle.err, len(cases))
    failures, most_mb = 0, 0
    with concurrent.futures.ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        results = list(pool.map(check, cases, itertools.repeat(idle.peak_mb)))
    for case, (outcome, found) in zip(cases, results):
        most_mb = max(most_mb, outcome.peak_mb - 2 * file_mb(case["path"]) - idle.peak_mb)
        failures += bool(found)
        name = ascii(os.path.relpath(case["path"], FOLDER))[1:-1][:80]
        for problem in found:
            print(f"FAIL {case['command']} {name}: {problem}")
        print(f"{name}: {outcome.code}, {outcome.seconds:.1f} s, {outcome.peak_mb:.0f} MB", flush=True)
    print(f"{len(cases)} cases, {failures} failed; idle {idle.peak_mb:.0f} MB, at most {most_mb:.0f} MB above that and twice the file")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
