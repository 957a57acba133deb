# SPDX-License-Identifier: GPL-3.0-or-later
"""`make release-tryout`: runs each command of the release workflow's Linux job, as it is written, in a clean Debian.

For the actions it stands in: a clone of the commit for the checkout, and a look at whether what is uploaded is there
and is what SHA256SUMS names. Not run here: the Windows job, signing by GitHub, the draft. Needs root and debootstrap.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
CLEAN = ROOT / "build" / "release-tryout"
WORKSPACE, HOME, SCRIPT = Path("/__w/opportal/opportal"), Path("/github/home"), Path("/step.sh")
CERTIFICATES = Path("usr/local/share/ca-certificates")


class NotAsItShouldBeError(Exception):
    """What was tried did not do what it should."""


def run(*command: str | Path, **more: Any) -> None:
    """Run to the end, or raise."""
    done = subprocess.run([*map(str, command)], check=False, **more)
    if done.returncode != 0:
        raise NotAsItShouldBeError(f"exit code {done.returncode}: {' '.join(map(str, command))}")


def lay_out() -> None:
    """The container's Debian, with nothing of this machine but the way to its network."""
    run("debootstrap", "--variant=minbase", "bookworm", CLEAN, stdout=subprocess.DEVNULL)
    for kind, place in (("proc", "proc"), ("devpts", "dev/pts")):
        run("mount", "-t", kind, kind, CLEAN / place)
    shutil.copy("/etc/resolv.conf", CLEAN / "etc")
    for folder in (WORKSPACE.parent, HOME):
        _inside(folder).mkdir(parents=True)
    # As in the container's image: no package starts a server.
    policy = CLEAN / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    if (pip := Path("/etc/pip.conf")).exists():
        shutil.copy(pip, CLEAN / "etc")
    own = Path("/", CERTIFICATES)
    if own.is_dir():
        shutil.copytree(own, CLEAN / CERTIFICATES, dirs_exist_ok=True)


def run_step(step: dict[str, Any], environment: dict[str, str]) -> None:
    """Run a step's command as a runner does with `shell: bash`."""
    where = WORKSPACE if _inside(WORKSPACE).exists() else WORKSPACE.parent
    _inside(SCRIPT).write_text(step["run"])
    run(
        "chroot", CLEAN, "env", "-i", "-C", where, *(f"{name}={value}" for name, value in environment.items()),
        "bash", "--noprofile", "--norc", "-eo", "pipefail", SCRIPT,
    )  # fmt: skip


def check_out() -> None:
    """The commit, as the action does it: by root, in the container's folder."""
    run("git", "clone", "--quiet", "--no-hardlinks", "--depth", "1", f"file://{ROOT}", _inside(WORKSPACE))


def look_at_upload(step: dict[str, Any]) -> None:
    """Each pattern finds files, and together they are what the checksums name."""
    found: set[str] = set()
    for pattern in step["with"]["path"].split():
        files = sorted(_inside(WORKSPACE).glob(pattern))
        if not files:
            raise NotAsItShouldBeError(f"nothing to upload by {pattern}")
        found |= {file.name for file in files}
    sums = (_inside(WORKSPACE) / "dist" / "SHA256SUMS").read_text().splitlines()
    named = {line.split("  ", 1)[1] for line in sums}
    if named != found - {"SHA256SUMS"}:
        raise NotAsItShouldBeError(f"SHA256SUMS names {sorted(named)}, uploaded are {sorted(found)}")
    print(f"ok      would be uploaded: {', '.join(sorted(found))}", flush=True)


def try_out() -> None:
    """All steps in their order."""
    lay_out()
    sys.path.insert(0, str(ROOT))
    from opportal_desktop import __version__

    environment = {
        "HOME": str(HOME), "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "CI": "true",
        "GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": f"v{__version__}", "GITHUB_WORKSPACE": str(WORKSPACE),
        **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
    }  # fmt: skip
    for step in yaml.safe_load(WORKFLOW.read_text())["jobs"]["linux"]["steps"]:
        action = step.get("uses", "").partition("@")[0]
        name = step.get("name", action)
        if "run" in step:
            run_step(step, environment)
            if (CLEAN / "usr/sbin/update-ca-certificates").exists():
                # This machine's network may have an authority of its own.
                run("chroot", CLEAN, "update-ca-certificates", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(f"ok      {name}", flush=True)
        elif action == "actions/checkout":
            check_out()
        elif action == "actions/upload-artifact":
            look_at_upload(step)
        else:
            print(f"not tried here: {name}", flush=True)


def _inside(path: Path) -> Path:
    return CLEAN / path.relative_to("/")


def _take_away() -> None:
    for place in ("dev/pts", "proc"):
        subprocess.run(["umount", CLEAN / place], check=False, capture_output=True)
    if CLEAN.exists():
        shutil.rmtree(CLEAN)


def main() -> int:
    """Try in a mount namespace of its own, and take everything away."""
    if "OPPORTAL_TRYOUT_MOUNTS" not in os.environ:
        os.environ["OPPORTAL_TRYOUT_MOUNTS"] = "own"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])  # noqa: S606
    _take_away()
    try:
        try_out()
    except NotAsItShouldBeError as error:
        print(f"FAILED  {error}", flush=True)
        return 1
    finally:
        _take_away()
    return 0


if __name__ == "__main__":
    sys.exit(main())
