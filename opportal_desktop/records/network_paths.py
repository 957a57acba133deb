# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells whether a path is on another computer: SQLite's write-ahead log needs one host."""

from __future__ import annotations

import re
import sys
from pathlib import Path

# As the kernel names them in mountinfo; shared folders of virtual machines keep no reliable locks either.
_NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "gfs2",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
    }
)
_DRIVE_REMOTE = 4


def on_network(path: Path, mountinfo: Path = Path("/proc/self/mountinfo")) -> bool:
    """Whether `path` (which need not exist yet) lies on a network drive. Unknown counts as local."""
    if sys.platform == "win32":
        return _on_windows_share(path)
    try:
        mounts = mountinfo.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return _file_system(path.resolve(), mounts) in _NETWORK_FILE_SYSTEMS


def _file_system(resolved: Path, mounts: str) -> str:
    """The kernel's name for the type of the mount that holds `resolved`; of several on one point, the last."""
    best, found = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        point = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), left.split(" ")[4]))
        if resolved.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), right.split(" ")[0]
    return found


def _on_windows_share(path: Path) -> bool:
    # A mapped drive resolves to its share.
    drives = {path.absolute().drive, path.resolve().drive}
    if any(drive.startswith("\\\\") for drive in drives):
        return True
    if sys.platform == "win32":
        import ctypes

        return any(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE for drive in drives)
    return False
