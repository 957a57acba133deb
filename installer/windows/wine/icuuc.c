// SPDX-License-Identifier: GPL-3.0-or-later
// For the try-out under Wine 8, which lacks the icuuc.dll of Windows 10: Qt asks for a converter, is told that there is
// none, and falls back to its own. Never part of a release.
#define EXPORT __declspec(dllexport)
#define U_UNSUPPORTED 16

EXPORT void *ucnv_open(const char *name, int *error)
{
    *error = U_UNSUPPORTED;
    return 0;
}

// With no converter ever opened none of these is called; they are there to be found.
#define NEVER_CALLED(name) EXPORT void *name(void) { return 0; }

NEVER_CALLED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(ucnv_cbFromUWriteUChars)
NEVER_CALLED(ucnv_cbToUWriteUChars)
NEVER_CALLED(ucnv_close)
NEVER_CALLED(ucnv_fromUCountPending)
NEVER_CALLED(ucnv_fromUnicode)
NEVER_CALLED(ucnv_getFromUCallBack)
NEVER_CALLED(ucnv_getMaxCharSize)
NEVER_CALLED(ucnv_getName)
NEVER_CALLED(ucnv_getStandardName)
NEVER_CALLED(ucnv_getToUCallBack)
NEVER_CALLED(ucnv_reset)
NEVER_CALLED(ucnv_setFromUCallBack)
NEVER_CALLED(ucnv_setToUCallBack)
NEVER_CALLED(ucnv_toUCountPending)
NEVER_CALLED(ucnv_toUnicode)

// Called when Qt lists the converters.
EXPORT int ucnv_countAvailable(void)
{
    return 0;
}

EXPORT const char *ucnv_getAvailableName(int number)
{
    return 0;
}
