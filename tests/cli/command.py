"""What the tests of the command share: calling it, a scratch folder, and keeping count."""

import os
import subprocess
import sys
import tempfile
import time


class Tests:
    """Collects failures, so that one run reports all of them."""

    def __init__(self):
        self.n_checks = 0
        self.failures = []

    def check(self, holds, what):
        self.n_checks += 1
        if not holds:
            self.failures.append(what)
            print(f"FAILED {what}", file=sys.stderr)
        return holds

    def end(self):
        print(f"{self.n_checks} checks, {len(self.failures)} failed")
        sys.exit(1 if self.failures else 0)


def call(*words, env=None, timeout=300, **options):
    """Runs a command; its status, stdout and stderr as text."""
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=timeout,
        **options,
    )
    done.stdout = done.stdout.decode("utf-8", "replace")
    done.stderr = done.stderr.decode("utf-8", "replace")
    return done


def await_that(holds, process=None, seconds=120):
    """Waits until something holds. @param process: it ought to be at work meanwhile. @raise TimeoutError"""
    end = time.monotonic() + seconds
    while not holds():
        if process is not None and process.poll() is not None and not holds():
            raise TimeoutError(f"{process.args} ended with {process.returncode} before what was waited for")
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain")
        time.sleep(0.002)


def scratch():
    """A folder that goes away at the end: `with scratch() as folder`."""
    return tempfile.TemporaryDirectory(prefix="sojourn_test_")
