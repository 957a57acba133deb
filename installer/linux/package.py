# SPDX-License-Identifier: GPL-3.0-or-later
"""`make deb`: packs dist/opportal/ as a Debian package and as a tarball, both into dist/.

The same bundle gives the same package: times are the commit's, owners are root, names are sorted.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from build_bundle import commit_time, size_mb  # noqa: E402
from bundle_icon import PNG_SIZES, png  # noqa: E402

from opportal_desktop import __version__  # noqa: E402

NAME = "opportal-desktop"
LIBRARY = Path("usr/lib") / NAME
DEPENDS = (
    # By what the bundle's files are linked to and do not bring; `check_depends` looks.
    "libc6 (>= 2.36)", "libstdc++6", "libgcc-s1", "libegl1", "libgl1", "libx11-6", "libx11-xcb1", "libxcb1",
    "libxkbcommon0", "libxkbcommon-x11-0", "libfontconfig1", "libfreetype6", "libdbus-1-3",
    "libglib2.0-0t64 | libglib2.0-0", "libcups2t64 | libcups2",
    # Data: trusted certificates, letters.
    "ca-certificates", "fonts-inter | fonts-dejavu-core",
)  # fmt: skip
RECOMMENDS = (
    "gnome-keyring | kwalletmanager",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "xdg-desktop-portal",
)
DOCUMENTS = ("README.md", "CHANGELOG.md", "SECURITY.md", "docs/deployment.md", "docs/install.md")


def lay_out(bundle: Path, root: Path) -> None:
    """Put the bundle and what belongs to it where Debian has it, below `root`."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / LIBRARY, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/opportal").symlink_to(f"../lib/{NAME}/opportal")
    _copy(HERE / "opportal-desktop.desktop", root / "usr/share/applications")
    _copy(HERE / "opportal-portal.service", root / "usr/lib/systemd/system")
    _copy(HERE / "copyright", root / "usr/share/doc" / NAME)
    for document in DOCUMENTS:
        _copy(ROOT / document, root / "usr/share/doc" / NAME)
    page = (HERE / "opportal.1").read_text().replace("@VERSION@", __version__).replace("@DATE@", _date())
    manual = root / "usr/share/man/man1/opportal.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress(page.encode(), mtime=0))
    icons = root / "usr/share/icons/hicolor"
    for size in PNG_SIZES:
        picture = icons / f"{size}x{size}/apps/{NAME}.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(png(size))
    _copy(ROOT / "resources/icons/product-mark.svg", icons / "scalable/apps", f"{NAME}.svg")
    _set_modes(root)


def control(installed_kib: int) -> str:
    """The package's control file."""
    fields = {
        "Package": NAME,
        "Version": __version__,
        "Section": "misc",
        "Priority": "optional",
        "Architecture": "amd64",
        "Maintainer": "OP Portal Desktop contributors <opportal-desktop@localhost>",
        "Installed-Size": str(installed_kib),
        "Depends": ", ".join(DEPENDS),
        "Recommends": ", ".join(RECOMMENDS),
        "Description": "register parents for a pediatric practice's portal\n"
        " The receptionist finds a child's chart, sets a parent's Authority and saves; the\n"
        " Welcome Email goes out by itself, and the contact's Portal Status says what became\n"
        " of it. Holds the program for the front desk and the parents' portal.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def build_deb(root: Path, target: Path) -> Path:
    """The Debian package of what is laid out below `root`."""
    debian = root / "DEBIAN"
    debian.mkdir()
    kib = sum(-(-file.lstat().st_size // 1024) for file in root.rglob("*") if file.is_file())
    (debian / "control").write_text(control(kib))
    package = target / f"{NAME}_{__version__}_amd64.deb"
    environment = os.environ | {"SOURCE_DATE_EPOCH": commit_time()}
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(root), str(package)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(debian)
    return package


def build_tarball(root: Path, target: Path) -> Path:
    """The same files for other systems, below one folder: unpack it anywhere, run opportal in it."""
    folder = f"{NAME}-{__version__}"
    stage = root.parent / folder
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(root / LIBRARY, stage, symlinks=True)
    for source in (
        root / "usr/share/applications",
        root / "usr/share/icons",
        root / "usr/share/man",
        root / "usr/share/doc",
    ):
        shutil.copytree(source, stage / "share" / source.name)
    file = target / f"{folder}-linux-x86_64.tar.gz"
    # gzip notes no time of its own when it reads from tar.
    command = ["tar", "--create", "--gzip", f"--file={file}", "--sort=name", f"--mtime=@{commit_time()}", "--owner=0",
               "--group=0", "--numeric-owner", "-C", str(stage.parent), folder]  # fmt: skip
    subprocess.run(command, check=True)
    shutil.rmtree(stage)
    return file


def outside_libraries(bundle: Path) -> set[str]:
    """The names of the libraries that the bundle's files are linked to and that are not in the bundle."""
    there = {file.name for file in bundle.rglob("*")}
    wanted: set[str] = set()
    for file in bundle.rglob("*"):
        if file.is_symlink() or not file.is_file() or file.open("rb").read(4) != b"\x7fELF":
            continue
        said = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True, check=True).stdout
        wanted |= set(re.findall(r"\(NEEDED\).*\[(.+)\]", said))
    return wanted - there


def main() -> int:
    """Pack what `make dist` built."""
    bundle = ROOT / "dist" / "opportal"
    if not (bundle / "opportal").exists():
        print("There is no bundle yet: make dist")
        return 1
    root = ROOT / "build" / "deb"
    lay_out(bundle, root)
    for file in (build_deb(root, ROOT / "dist"), build_tarball(root, ROOT / "dist")):
        print(f"{file}: {file.stat().st_size / 1e6:.0f} MB (unpacked {size_mb(root):.0f} MB)")
    return 0


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _set_modes(root: Path) -> None:
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.name == "opportal" else 0o644)
    root.chmod(0o755)


def _date() -> str:
    import datetime as dt

    return dt.datetime.fromtimestamp(int(commit_time()), dt.UTC).strftime("%Y-%m-%d")


if __name__ == "__main__":
    sys.exit(main())
