; SPDX-License-Identifier: GPL-3.0-or-later
; The Windows installer: per machine, 64-bit. installer/windows/package.py runs makensis with what is asked for here:
;   VERSION, VERSION4 (four numbers), BUNDLE (folder), OUTPUT (file), ICON; SIGN (a command, %1 is the file) if signed;
;   QUICK packs fast, for trying; TARGET is what the setup itself is, one of NSIS' targets, else 64-bit.
;
; Setup.exe /S                  silent
;           /CONFIG=C:\x.ini    put this file in place for all users of this PC (see docs/install.md)
;           /D=C:\folder        where to, as the last one and without quotes
; uninstall.exe /S /PURGE       also delete the practice's data of all users of this PC
;
; Exit codes: 0 done, 1 cancelled, 2 files can't be written, 3 a newer version is installed, 4 the program stays open,
; 5 not a 64-bit Windows, 6 the file of /CONFIG is not there.

!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
Unicode true
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
RequestExecutionLevel admin
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh

!define PRODUCT "OP Portal Desktop"
!define PUBLISHER "OP Portal Desktop contributors"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define CLOSE_SECONDS 30

Name "OP Portal"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\${PRODUCT}"
BrandingText "${PRODUCT} ${VERSION}"
ShowInstDetails show
ShowUninstDetails show

VIProductVersion "${VERSION4}"
VIAddVersionKey ProductName "${PRODUCT}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs OP Portal"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "GPL-3.0-or-later"

!ifdef SIGN
  !finalize '${SIGN}'
  !uninstfinalize '${SIGN}'
  !define SIGNED_WORDS ""
!else
  !define SIGNED_WORDS "$\r$\n$\r$\nThis build is not signed: Windows may warn of an unknown publisher."
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Install OP Portal ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "The program is installed for all users of this PC. An older version is replaced; the practice's records and settings are kept.${SIGNED_WORDS}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

Var Purge
Var Upgrade
Var Waited
Var Busy
Var Config

; -- what installer and uninstaller share

; Busy is 1 while a program in INSTDIR runs: Windows lets nobody write to a running .exe.
!macro LOOK_WHETHER_OPEN file
  ${If} ${FileExists} "$INSTDIR\${file}"
    ClearErrors
    FileOpen $R9 "$INSTDIR\${file}" a
    ${If} ${Errors}
      StrCpy $Busy 1
    ${Else}
      FileClose $R9
    ${EndIf}
  ${EndIf}
!macroend

!macro CLOSE_PROGRAM un
Function ${un}CloseProgram
  StrCpy $Waited 0
  look:
    StrCpy $Busy 0
    !insertmacro LOOK_WHETHER_OPEN "OP Portal.exe"
    !insertmacro LOOK_WHETHER_OPEN "opportal.exe"
    ${If} $Busy == 0
      Return
    ${EndIf}
    ${If} $Waited == 0
      DetailPrint "Asking OP Portal to close. If something is not saved, it asks the person at the desk."
      ; Without /F: as if its window were closed.
      nsExec::Exec '"$SYSDIR\taskkill.exe" /IM "OP Portal.exe"'
      Pop $R9
    ${EndIf}
    ${If} $Waited < ${CLOSE_SECONDS}
      Sleep 1000
      IntOp $Waited $Waited + 1
      Goto look
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "OP Portal, or the parents' portal, is still running on this PC. Close it, then choose Retry. Nothing was changed." /SD IDCANCEL IDRETRY again
    SetErrorLevel 4
    Quit
  again:
    StrCpy $Waited 0
    Goto look
FunctionEnd
!macroend
!insertmacro CLOSE_PROGRAM ""
!insertmacro CLOSE_PROGRAM "un."

; The program's own files and nothing else: a folder that was chosen may hold other things.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\OP Portal.exe"
  Delete "$INSTDIR\opportal.exe"
  Delete "$INSTDIR\uninstall.exe"
!macroend

; -- installing

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "OP Portal needs a 64-bit Windows." /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  SetRegView 64
  SetShellVarContext all

  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/CONFIG=" $Config
  ${IfNot} ${Errors}
  ${AndIfNot} ${FileExists} "$Config"
    MessageBox MB_OK|MB_ICONSTOP "There is no such configuration file: $Config" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}

  ReadRegStr $R1 HKLM "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $R1 != ""
    ${VersionCompare} "$R1" "${VERSION}" $R2
    ${If} $R2 == 1
      MessageBox MB_OK|MB_ICONSTOP "Version $R1 of OP Portal is installed, which is newer than this one (${VERSION}). An older version could not read its records. Nothing was changed." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    ; Where it is, unless /D names another folder.
    ReadRegStr $R1 HKLM "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $R1 != ""
    ${AndIf} $INSTDIR == "$PROGRAMFILES64\${PRODUCT}"
      StrCpy $INSTDIR $R1
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  ReadRegStr $R1 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  Call CloseProgram
  ${If} $R1 != ""
  ${AndIf} ${FileExists} "$R1\uninstall.exe"
    ; The version before removes its own files, so that none is left that this one does not bring.
    DetailPrint "Removing the version before; records and settings are kept."
    InitPluginsDir
    CopyFiles /SILENT "$R1\uninstall.exe" "$PLUGINSDIR\uninstall-before.exe"
    ExecWait '"$PLUGINSDIR\uninstall-before.exe" /S /UPGRADE _?=$R1' $R2
    ${If} $R2 != 0
      SetErrorLevel $R2
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro REMOVE_PROGRAM

  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Files could not be written to $INSTDIR." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}

  ; Admin commands, such as the portal as a scheduled task, start in a folder that exists.
  CreateShortCut "$SMPROGRAMS\OP Portal.lnk" "$INSTDIR\OP Portal.exe" "" "$INSTDIR\OP Portal.exe" 0 SW_SHOWNORMAL "" "Register parents for the portal"

  ${If} $Config != ""
    CreateDirectory "$APPDATA\${PRODUCT}"
    CopyFiles /SILENT "$Config" "$APPDATA\${PRODUCT}\opportal.ini"
  ${EndIf}

  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "OP Portal"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\OP Portal.exe,0"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $R3 $R4 $R5
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" $R3
  SetErrorLevel 0
SectionEnd

; -- uninstalling

Function un.onInit
  SetRegView 64
  SetShellVarContext all
  ${GetParameters} $R0
  StrCpy $Purge 0
  StrCpy $Upgrade 0
  ClearErrors
  ${GetOptions} $R0 "/PURGE" $R1
  ${IfNot} ${Errors}
    StrCpy $Purge 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/UPGRADE" $R1
  ${IfNot} ${Errors}
    StrCpy $Upgrade 1
  ${EndIf}
FunctionEnd

; Delete the data of every user of this PC, by the list of profiles.
Function un.DeleteData
  StrCpy $R0 0
  next:
    EnumRegKey $R1 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList" $R0
    ${If} $R1 != ""
      IntOp $R0 $R0 + 1
      ReadRegStr $R2 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\$R1" "ProfileImagePath"
      ExpandEnvStrings $R2 $R2
      ${If} $R2 != ""
        RMDir /r "$R2\AppData\Local\${PRODUCT}"
      ${EndIf}
      Goto next
    ${EndIf}
  ; Whoever runs this, should the list not know them.
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\${PRODUCT}"
  SetShellVarContext all
  RMDir /r "$APPDATA\${PRODUCT}"
FunctionEnd

Section Uninstall
  Call un.CloseProgram
  !insertmacro REMOVE_PROGRAM
  ${If} $Upgrade == 0
    Delete "$SMPROGRAMS\OP Portal.lnk"
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
    ${If} $Purge == 1
      Call un.DeleteData
    ${Else}
      SetShellVarContext current
      DetailPrint "The practice's records are kept in $LOCALAPPDATA\${PRODUCT}"
      MessageBox MB_OK|MB_ICONINFORMATION "OP Portal was removed. The practice's encrypted records, logs and settings were left where they are, for each user in the folder$\r$\n$\r$\n$LOCALAPPDATA\${PRODUCT}$\r$\n$\r$\nDelete that folder, or run uninstall.exe /PURGE, if they are not needed any more. Their key stays in Windows' Credential Manager." /SD IDOK
      SetShellVarContext all
    ${EndIf}
  ${EndIf}
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  SetErrorLevel 0
SectionEnd
