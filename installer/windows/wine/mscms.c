// SPDX-License-Identifier: GPL-3.0-or-later
// For the try-out under Wine 8, whose own mscms.dll aborts when Qt asks for the screen's colour profile: this one says
// that there is none. Never part of a release.
#include <windows.h>

#define EXPORT __declspec(dllexport)

EXPORT HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return NULL;
}

EXPORT HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    return NULL;
}

EXPORT BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    return FALSE;
}

EXPORT BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *data, DWORD *size)
{
    return FALSE;
}
