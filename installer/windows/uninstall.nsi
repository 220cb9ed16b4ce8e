; Removes what the setup installed, by the list in the folder, and nothing else: cases, settings
; and model packs stay, and so does any file that somebody put into the folder.
;
; It is a program of its own, not the uninstaller that NSIS makes: that one copies itself to TEMP
; and runs from there. This one runs where it lies, uses no plugin (plugins lie in TEMP too), and
; is done when it ends, so that its exit code is what came of it.

!include "${FACTS}"
!include "installation.nsh"

Name "${TITLE}"
Caption "Remove ${TITLE}"
OutFile "${UNINSTALLER_OUT}"
Icon "${ICON}"
BrandingText "${TITLE} ${VERSION}"
AutoCloseWindow true
ShowInstDetails nevershow
XPStyle on
!finalize '${SIGN} "%1"'
VIAddVersionKey FileDescription "Remove ${TITLE}"
VIAddVersionKey OriginalFilename "${UNINSTALLER}"

Page instfiles

Var Mode
Var Left

Function .onInit
  SetRegView 64
  GetFullPathName $INSTDIR $EXEDIR
  StrCpy $Folder $INSTDIR
  StrCpy $Mode CurrentUser
  SetShellVarContext current
  ReadRegStr $0 HKLM "${KEY}" InstallLocation
  ${If} $0 == $INSTDIR
    StrCpy $Mode AllUsers
    SetShellVarContext all
    ClearErrors
    WriteRegStr HKLM "${KEY}" InstallLocation $INSTDIR
    ${If} ${Errors}
      !insertmacro REFUSE ${NO_RIGHTS} "${TITLE} is installed for all users: an administrator has to remove it."
    ${EndIf}
  ${EndIf}
  MessageBox MB_OKCANCEL|MB_ICONQUESTION "Remove ${TITLE} ${VERSION}?$\r$\n$\r$\nCases, settings and model packs stay." /SD IDOK IDOK wanted
  SetErrorLevel ${CANCELLED}
  Quit
  wanted:
  !insertmacro REFUSE_RUNNING removal
FunctionEnd

Section
  SetOutPath $WINDIR  ; a folder in which a program stands cannot be removed
  StrCpy $Left 0
  !insertmacro EACH_LISTED "$INSTDIR\${LIST}" RemoveUnlessSelf
  ${If} $Left > 0
    MessageBox MB_OK|MB_ICONSTOP "$Left files in $INSTDIR are in use and were not removed. Remove ${TITLE} once more after a restart." /SD IDOK
    SetErrorLevel ${FAILED}
    Quit
  ${EndIf}
  Delete "$INSTDIR\${LIST}"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  Call ForgetClasses
  DeleteRegKey SHCTX "${KEY}"
  Call RemoveSelf
SectionEnd

Function RemoveUnlessSelf
  ${If} $Name != "${UNINSTALLER}"
    Call RemoveListed
    ${If} ${FileExists} "$INSTDIR\$Name"
      IntOp $Left $Left + 1
    ${EndIf}
  ${EndIf}
FunctionEnd

; The ending .triage is left to whoever else took it meanwhile.
Function ForgetClasses
  ReadRegStr $0 SHCTX "${CLASSES}\.triage" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue SHCTX "${CLASSES}\.triage" ""
  ${EndIf}
  DeleteRegValue SHCTX "${CLASSES}\.triage\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.triage\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.triage"
  DeleteRegKey SHCTX "${CLASSES}\${KIND}"
  DeleteRegKey SHCTX "${CLASSES}\Directory\shell\${VERB}"
  DeleteRegKey SHCTX "${CLASSES}\Drive\shell\${VERB}"
FunctionEnd

; A program cannot remove its own file, but it can give it another name, so that a new
; installation is in nobody's way. The command line of Windows removes it when this one has
; ended: no file in TEMP, and no restart pending, which would hold up other installations.
Function RemoveSelf
  GetTempFileName $0 $INSTDIR
  Delete $0
  ClearErrors
  Rename $EXEPATH $0
  ${If} ${Errors}
    StrCpy $0 $EXEPATH
  ${EndIf}
  ExecShell open "$SYSDIR\cmd.exe" '/d /c for /l %i in (1,1,20000) do (del /f /q "$0" & rd "$INSTDIR" && exit)' SW_HIDE
FunctionEnd
