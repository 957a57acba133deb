// SPDX-License-Identifier: GPL-3.0-or-later
// python.exe for the try-out under Wine: calls the main function of the python311.dll beside it.
#include <windows.h>

typedef int (*Main)(int, wchar_t **);

int wmain(int count, wchar_t **arguments)
{
    HMODULE python = LoadLibraryW(L"python311.dll");
    Main run = python ? (Main)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(count, arguments) : 9009;
}
