# SPDX-License-Identifier: GPL-3.0-or-later
"""`make windows-tryout`: the Windows program, built by build.spec and packed by NSIS, tried under Wine before any user.

A genuine Windows CPython and PySide6 build the bundle; the installer installs, upgrades, refuses, removes; the
installed program checks itself and does the main job. What it downloads is kept for all clones (windows_python.py); a
missing piece is fetched again. What it makes is in build/windows/. Wine needs three DLLs that Windows has (wine/*.c):
they are put beside the installed program, never into the installer.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent), str(HERE), str(HERE / "wine")]

import package  # noqa: E402
import windows_python  # noqa: E402
from build_bundle import size_mb  # noqa: E402
from bundle_contents import SHIMS_FOR_WINE, shims_in  # noqa: E402
from kept_practice import KeptPractice  # noqa: E402
from signing import Signer  # noqa: E402
from wine_pc import PRODUCT, NotAsItShouldBeError, Wine, must, until  # noqa: E402

from opportal_desktop import __version__  # noqa: E402

MADE = ROOT / "build" / "windows"
SCREENSHOTS = MADE / "screenshots"
OLDER = "0.0.9"
LEFT_OVER = "_internal/left_over_from_the_version_before.txt"


def build_bundle(wine: Wine, python: Path) -> Path:
    """The bundle, built by build.spec in the Windows Python."""
    bundle = MADE / "dist" / "opportal"
    shutil.rmtree(bundle, ignore_errors=True)
    code, said = wine.run(
        python / "python.exe", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
        "--distpath", MADE / "dist", "--workpath", MADE / "work", ROOT / "build.spec", patience_s=900,
    )  # fmt: skip
    must(code == 0 and (bundle / "opportal.exe").exists(), f"PyInstaller: {said[-2000:]}")
    must(not shims_in(bundle), f"for the try-out only, and in the bundle: {shims_in(bundle)}")
    wine.ok(f"bundle built: {size_mb(bundle):.0f} MB, none of {', '.join(SHIMS_FOR_WINE)} in it")
    return bundle


def pack_all(wine: Wine, bundle: Path, signer: Signer) -> dict[str, Path]:
    """Setups of two versions; the older one brings a file that this one does not."""
    folder = MADE / "setups"
    shutil.rmtree(folder, ignore_errors=True)
    # Quick to pack; the release's own compression is tried by `make windows-installer`.
    setups = {}
    (bundle / LEFT_OVER).write_text("a file of the version before")
    setups[OLDER] = package.pack(bundle, folder, OLDER, quick=True)
    (bundle / LEFT_OVER).unlink()
    _pack_as_on_windows()
    with signer.in_use():
        setups[__version__] = package.pack(bundle, folder, quick=True)
    for file in (setups[__version__], bundle / "OP Portal.exe", bundle / "opportal.exe"):
        must(signer.signed(file), f"{file.name} is not signed")
    must(not signer.signed(setups[OLDER]), "what was packed without a signer counts as signed")
    wine.ok("packed: " + ", ".join(f"{setup.name}" for setup in setups.values()) + "; the second one signed")
    return setups


def _pack_as_on_windows() -> None:
    """Pack two empty programs as NSIS' own build for Windows would; Wine without its 32-bit half can't run it."""
    bundle = MADE / "nearly-nothing"
    bundle.mkdir(exist_ok=True)
    for name in package.PROGRAMS:
        (bundle / name).touch()
    package.pack(bundle, bundle, quick=True, target=package.TARGET_32).unlink()


def install(wine: Wine, setup: Path, *options: str) -> int:
    """Install silently; returns the exit code."""
    # Word by word: NSIS wants the folder of /D without quotes, and Wine would put some around a text with spaces.
    words = [word for option in options for word in option.split(" ")]
    return wine.run(setup, "/S", *words, patience_s=600)[0]


def files_of(folder: Path) -> dict[str, str]:
    """The names and hashes of the files below a folder; the uninstaller and the try-out's DLLs left out."""
    left_out = {"uninstall.exe", *SHIMS_FOR_WINE}
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name.lower() not in left_out
    }


def add_shims(wine: Wine, folder: Path) -> None:
    """Put what Wine lacks beside the installed program."""
    for name in SHIMS_FOR_WINE:
        shutil.copy2(wine.shims / name, folder)
    shutil.copy2(wine.shims / "icuuc.dll", folder / "_internal" / "PySide6")


def remove_shims(folder: Path) -> None:
    """Take them away again: the installer's own work is looked at."""
    for file in shims_in(folder):
        file.unlink()


def try_out(wine: Wine, python: Path, bundle: Path, setups: dict[str, Path], signer: Signer) -> None:
    """Everything that is tried with the installers, in the order of a clinic's PC's life."""
    place = wine.drive / "Program Files" / PRODUCT
    fresh = files_of(bundle)

    must(install(wine, setups[OLDER]) == 0, "the older version does not install")
    must(
        (place / LEFT_OVER).exists() and wine.registry().get("DisplayVersion") == OLDER,
        "the older version is not there",
    )
    wine.ok(f"version {OLDER} installed silently into {place.name}")
    add_shims(wine, place)
    practice = KeptPractice.set_up(wine, python, place)
    _upgrade_while_it_runs(wine, practice, setups[__version__])
    must(
        files_of(place) == fresh,
        f"after the upgrade other files than the bundle's: {files_of(place).keys() ^ fresh.keys()}",
    )
    must(signer.signed(place / "uninstall.exe"), "the uninstaller is not signed")
    wine.ok("upgraded: the files are those of a fresh installation, programs and uninstaller signed")
    _look_at_registry(wine, place)

    add_shims(wine, place)
    practice.look_after_upgrade()
    _self_check(wine, place)
    _main_job(wine, place)
    practice.back_up()
    practice.serve_portal()
    remove_shims(place)

    must(install(wine, setups[OLDER]) == 3, "the downgrade has another exit code than 3")
    must(
        wine.registry()["DisplayVersion"] == __version__ and files_of(place) == fresh, "the downgrade changed something"
    )
    wine.ok("the older version is refused with exit code 3, and nothing changed")

    before = practice.file.read_bytes()
    _uninstall(wine, place)
    must(practice.file.read_bytes() == before, "uninstalling touched the practice's file")
    wine.ok("uninstalled silently: folder, shortcut and registry entry gone, the practice's file kept")

    _another_folder(wine, setups, practice)


def _upgrade_while_it_runs(wine: Wine, practice: KeptPractice, setup: Path) -> None:
    running = practice.open_window()
    code = install(wine, setup)
    must(code == 0, f"upgrading while the program runs: exit code {code}")
    until(lambda: running.poll() is not None, "the end of the program that was asked to close")
    remove_shims(practice.place)
    wine.ok("upgraded while the program was open: it was closed as a person would, not killed")


def _look_at_registry(wine: Wine, place: Path) -> None:
    values = wine.registry()
    windows_place = rf"C:\Program Files\{PRODUCT}"
    wanted = {
        "DisplayName": "OP Portal",
        "DisplayVersion": __version__,
        "Publisher": "OP Portal Desktop contributors",
        "DisplayIcon": rf"{windows_place}\OP Portal.exe,0",
        "InstallLocation": windows_place,
        "UninstallString": rf'"{windows_place}\uninstall.exe"',
        "QuietUninstallString": rf'"{windows_place}\uninstall.exe" /S',
        "NoModify": "0x1",
        "NoRepair": "0x1",
    }
    for name, value in wanted.items():
        must(values.get(name) == value, f"{name} is {values.get(name)!r}, not {value!r}")
    size, real = int(values["EstimatedSize"], 16), size_mb(place) * 1e6 / 1024
    must(abs(size - real) < 0.05 * real, f"EstimatedSize is {size} KiB, the files are {real:.0f}")
    must(
        (wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/OP Portal.lnk").exists(), "no Start-menu entry"
    )
    wine.ok(f"Programs and Features: {len(wanted) + 1} values right; Start-menu entry")


def _self_check(wine: Wine, place: Path) -> None:
    code, said = wine.run(place / "opportal.exe", "--self-check")
    (MADE / "self-check.txt").write_text(said, encoding="utf-8")
    must(code == 0, f"--self-check: {said}")
    wine.ok(f"installed program, --self-check: {said.strip().splitlines()[-1]}")


def _main_job(wine: Wine, place: Path) -> None:
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
    code, said = wine.run(
        place / "opportal.exe", "admin", "demo", "--journey", "--screenshots", SCREENSHOTS, patience_s=600
    )
    (MADE / "journey.txt").write_text(said, encoding="utf-8")
    must(code == 0, f"the journey: {said[-3000:]}")
    wine.ok(
        f"installed program, the main job: {said.strip().splitlines()[-1]}; "
        f"{len(list(SCREENSHOTS.glob('*.png')))} pictures"
    )


def _uninstall(wine: Wine, place: Path, *options: str) -> None:
    # By its place: what `reg` prints is in the console's code page, which has no accents of its own everywhere.
    wine.run(place / "uninstall.exe", "/S", *options)
    # It goes on from a copy of itself, as Windows does not delete a running program.
    until(lambda: not place.exists() and not wine.registry(), f"the end of uninstalling; left: {place}")
    must(
        not (wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/OP Portal.lnk").exists(),
        "the shortcut is left",
    )


def _another_folder(wine: Wine, setups: dict[str, Path], practice: KeptPractice) -> None:
    place = wine.drive / "Kinderärzte am Río" / "OP Portal"
    preset = wine.drive / "preset.ini"
    preset.write_text("[practice]\ndatabase = D:\\practice.opportal\n")
    code = install(wine, setups[__version__], r"/CONFIG=C:\nothing.ini")
    must(code == 6, f"a preset that is not there: exit code {code}, not 6")
    code = install(wine, setups[__version__], r"/CONFIG=C:\preset.ini", r"/D=C:\Kinderärzte am Río\OP Portal")
    must(code == 0 and (place / "opportal.exe").exists(), f"a folder with spaces and accents: exit code {code}")
    stored = wine.drive / "ProgramData" / PRODUCT / "opportal.ini"
    must(stored.read_bytes() == preset.read_bytes(), "the preset configuration is not in place")
    add_shims(wine, place)
    code, said = wine.run(place / "opportal.exe", "--version")
    must(code == 0 and __version__ in said, f"in a folder with accents it does not start: {said}")
    practice.look_installed_anew(place)
    remove_shims(place)
    wine.ok("a folder with spaces and accents, and a preset configuration for all users")
    _uninstall(wine, place, "/PURGE")
    until(lambda: not practice.file.exists() and not stored.exists(), "/PURGE to delete the data")
    wine.ok("/PURGE deleted the data and the configuration")


def main() -> int:
    """Prepare, build, pack, try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep-bundle", action="store_true", help="try the bundle that is there already")
    keep = parser.parse_args().keep_bundle
    MADE.mkdir(parents=True, exist_ok=True)
    with windows_python.alone(windows_python.cache_folder()):
        return _try_everything(keep)


def _try_everything(keep: bool) -> int:
    began = time.monotonic()
    python, why = windows_python.prepare(windows_python.cache_folder())
    took = time.monotonic() - began
    print(
        f"ok      Windows Python: {f'laid out anew in {took:.0f} s, as {why}' if why else 'from the cache'}", flush=True
    )
    # Not in the source tree: its drive Z: is a link to /, and tools that look for packages would follow it.
    prefix = Path(tempfile.mkdtemp(prefix="opportal-wine-"))
    wine = Wine(prefix, python)
    try:
        wine.start_up()
        bundle = MADE / "dist" / "opportal" if keep else build_bundle(wine, python)
        signer = Signer(prefix / "signer")
        setups = pack_all(wine, bundle, signer)
        try_out(wine, python, bundle, setups, signer)
    except (NotAsItShouldBeError, subprocess.TimeoutExpired) as error:
        print(f"FAILED  {error}", flush=True)
        return 1
    finally:
        wine.end()
        shutil.rmtree(prefix, ignore_errors=True)
    print(f"{len(wine.tried)} things tried under Wine in {time.monotonic() - began:.0f} s, all as they should be")
    print(f"Pictures of the installed program: {SCREENSHOTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
