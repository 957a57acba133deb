// SPDX-License-Identifier: GPL-3.0-or-later
// For the try-out under Wine 8, which lacks the bcryptprimitives.dll of Windows 10: Rust's standard library (in
// cryptography) asks it for random bytes. They come from the system here as well. Never part of a release.
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(void *buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
