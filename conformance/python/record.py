"""What every program of this lane has in common: it reads its setting, tries one thing after another, and prints what it saw."""

import json
import os
import time
import urllib.error
import urllib.request
from importlib.metadata import version

with open(os.environ["TEAHOUSE_LANE"], encoding="utf-8") as file:
    setting = json.load(file)


def trying(sdk):
    """A function that runs one check; a text it gives back must stand in a message that a person reads."""

    def attempt(endpoint, run):
        row = {"sdk": sdk, "version": version(sdk), "endpoint": endpoint, "ok": True, "detail": ""}
        try:
            expect = run()
            if expect:
                row["expect"] = expect
        except Exception as error:  # whatever the SDK raises is a finding
            row["ok"] = False
            row["detail"] = f"{type(error).__name__}: {error}".split("\n")[0][:300]
        print(json.dumps(row, ensure_ascii=False, separators=(",", ":")), flush=True)

    return attempt


def must(right, seen):
    """Fails with what was seen."""
    if not right:
        raise AssertionError(f"seen: {seen!r}")


def ask(wish, **body):
    """Asks the harness to act; fails with its sentence."""
    request = urllib.request.Request(setting["control"] + wish, json.dumps(body).encode())
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise RuntimeError("the harness: " + json.load(error)["error"]) from error


def until(what, look):
    """The first thing look finds; fails after ten seconds."""
    end = time.time() + 10
    while time.time() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(f"{what} did not come")
