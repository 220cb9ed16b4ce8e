; Installs the program for one user or for all, over an older version where there is one.
;
; The files of an older version are set aside in its own folder first and go only when the new
; ones are there: a setup that fails, or that is cut off, leaves the older version as it was.

!include "${FACTS}"
!include "installation.nsh"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_NOUNINSTALL
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "${TITLE}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME InstallLocation
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME InstallLocation
!include MultiUser.nsh
!include MUI2.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define ASIDE "replaced~"  ; folder, below that of the program
!define NEW_LIST "${LIST}.new"
!define MOST_LETTERS 259   ; in a path, where Windows was not told otherwise

Name "${TITLE}"
OutFile "${OUT}"
BrandingText "${TITLE} ${VERSION}"
SetDateSave off
AllowSkipFiles off
!finalize '${SIGN} "%1"'
VIAddVersionKey FileDescription "${TITLE} setup"

!define MUI_ICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LICENSEPAGE_TEXT_TOP "Evidence is only ever read: ${TITLE} writes nothing to it."
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_LANGUAGE English

Var Parameters
Var OldFolder
Var Wrong

; NSIS passes over a /D= that it does not like, and would install somewhere else.
Function RefuseStrangeTarget
  System::Call 'kernel32::GetCommandLineW() w .r0'
  ${StrStr} $1 $0 " /D="
  ${If} $1 != ""
    !insertmacro REFUSE ${WRONG_FOLDER} "The folder behind /D= cannot be used: give a full path, in which no part is a file."
  ${EndIf}
FunctionEnd

; MultiUser.nsh would end with a code that means something else.
Function RefuseAllUsersWithoutRights
  ClearErrors
  ${GetOptions} $Parameters "/AllUsers" $0
  ${If} ${Errors}
    Return
  ${EndIf}
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != Admin
    !insertmacro REFUSE ${NO_RIGHTS} "Installing for all users needs an administrator. Start the setup as one, or install for yourself with /CurrentUser."
  ${EndIf}
FunctionEnd

; $Wrong: what is wrong with $INSTDIR, or "".
Function LookAtFolder
  StrCpy $Wrong ""
  StrLen $0 "$INSTDIR\${ASIDE}\${LONGEST}"
  ${If} $0 > ${MOST_LETTERS}
    StrCpy $Wrong "The folder's path is too long for Windows: choose a shorter one."
  ${ElseIf} ${FileExists} "$INSTDIR\portable"
    StrCpy $Wrong "In this folder lies a portable copy with its own settings and packs: choose another folder."
  ${EndIf}
FunctionEnd

Function FolderChosen
  Call LookAtFolder
  ${If} $Wrong != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION $Wrong
    Abort
  ${EndIf}
FunctionEnd

Function RefuseWrongFolder
  Call LookAtFolder
  ${If} $Wrong == ""
    ClearErrors
    CreateDirectory $INSTDIR
    GetTempFileName $0 $INSTDIR
    ${If} ${Errors}
      StrCpy $Wrong "Nothing can be written into $INSTDIR: choose another folder."
    ${Else}
      Delete $0
    ${EndIf}
  ${EndIf}
  ${If} $Wrong != ""
    !insertmacro REFUSE ${WRONG_FOLDER} $Wrong
  ${EndIf}
FunctionEnd

Function RefuseOlder
  ReadRegStr $0 SHCTX "${KEY}" VersionNumbers
  ${If} $0 == ""
    Return
  ${EndIf}
  ${VersionCompare} $0 "${NUMBERS}" $1
  ${If} $1 != 1
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $Parameters "/AllowDowngrade" $1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  ReadRegStr $0 SHCTX "${KEY}" DisplayVersion
  MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "Version $0 is installed, which is newer than ${VERSION}. It may have changed cases so that ${VERSION} cannot open them.$\r$\n$\r$\nReplace it by ${VERSION} all the same?" /SD IDCANCEL IDOK replace
  SetErrorLevel ${NEWER_THERE}
  Quit
  replace:
FunctionEnd

Section "${TITLE}" PROGRAM
  SectionIn RO
  ReadRegStr $OldFolder SHCTX "${KEY}" InstallLocation
  Call RefuseOlder
  StrCpy $Folder $INSTDIR
  !insertmacro REFUSE_RUNNING here
  ${If} $OldFolder != ""
    StrCpy $Folder $OldFolder
    !insertmacro REFUSE_RUNNING before
  ${EndIf}
  Call RefuseWrongFolder
  Call RollBack  ; what a setup that was cut off left
  Call SetAside
  !include "${FILES}"
  ; The one step at which the new version becomes the one that is installed.
  Rename "$INSTDIR\${ASIDE}\${NEW_LIST}" "$INSTDIR\${LIST}"
  Call DropAside
  Call DropOldFolder
  Call Register
SectionEnd

Section /o "Icon on the desktop" DESKTOP_ICON
  SetOutPath $INSTDIR
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\triage-gui.exe"
SectionEnd

Function .onInit
  SetRegView 64
  ${GetParameters} $Parameters
  StrCpy $R0 $INSTDIR  ; that of /D=, which MULTIUSER_INIT would overwrite
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro REFUSE ${WRONG_WINDOWS} "${TITLE} needs Windows 10 or later, 64 bits."
  ${EndIf}
  Call RefuseAllUsersWithoutRights
  !insertmacro MULTIUSER_INIT
  ${If} $R0 != ""
    StrCpy $INSTDIR $R0
  ${Else}
    Call RefuseStrangeTarget
  ${EndIf}
  ClearErrors
  ${GetOptions} $Parameters "/Desktop" $0
  ${IfNot} ${Errors}
    SectionGetFlags ${DESKTOP_ICON} $0
    IntOp $0 $0 | ${SF_SELECTED}
    SectionSetFlags ${DESKTOP_ICON} $0
  ${EndIf}
FunctionEnd

Function .onInstFailed
  Call RollBack
FunctionEnd

Function SetAside
  StrCpy $Folder $INSTDIR
  StrCpy $Wrong ""
  CreateDirectory "$INSTDIR\${ASIDE}"
  SetOutPath "$INSTDIR\${ASIDE}"
  File "/oname=${NEW_LIST}" "${SUMS}"
  SetOutPath $INSTDIR
  ${If} ${FileExists} "$INSTDIR\${LIST}"
    CopyFiles /SILENT "$INSTDIR\${LIST}" "$INSTDIR\${ASIDE}\${LIST}"
    !insertmacro EACH_LISTED "$INSTDIR\${ASIDE}\${LIST}" SetListedAside
    Delete "$INSTDIR\${LIST}"
  ${EndIf}
  ${If} $Wrong != ""
    Call RollBack
    !insertmacro REFUSE ${RUNNING} "$Wrong is in use by another program. Close it, then start the setup again."
  ${EndIf}
FunctionEnd

Function SetListedAside
  ${If} $Wrong != ""
  ${OrIfNot} ${FileExists} "$INSTDIR\$Name"
    Return
  ${EndIf}
  ${GetParent} "$INSTDIR\${ASIDE}\$Name" $0
  CreateDirectory $0
  ClearErrors
  Rename "$INSTDIR\$Name" "$INSTDIR\${ASIDE}\$Name"
  ${If} ${Errors}
    StrCpy $Wrong "$INSTDIR\$Name"
  ${EndIf}
FunctionEnd

; What was begun is undone, as far as ${ASIDE} tells. The list of the new version lies there until
; all its files are in place; the list in $INSTDIR goes when all old files are set aside.
Function RollBack
  StrCpy $Folder $INSTDIR
  StrCpy $Wrong ""
  ${If} ${FileExists} "$INSTDIR\${ASIDE}\${NEW_LIST}"
    ${IfNot} ${FileExists} "$INSTDIR\${LIST}"
      !insertmacro EACH_LISTED "$INSTDIR\${ASIDE}\${NEW_LIST}" RemoveListed
    ${EndIf}
    !insertmacro EACH_LISTED "$INSTDIR\${ASIDE}\${LIST}" BringBack
    ${If} ${FileExists} "$INSTDIR\${ASIDE}\${LIST}"
    ${AndIfNot} ${FileExists} "$INSTDIR\${LIST}"
      CopyFiles /SILENT "$INSTDIR\${ASIDE}\${LIST}" "$INSTDIR\${LIST}"
    ${EndIf}
  ${EndIf}
  ${If} $Wrong == ""
    Call DropAside
  ${EndIf}
FunctionEnd

Function BringBack
  ${If} ${FileExists} "$INSTDIR\${ASIDE}\$Name"
    Delete "$INSTDIR\$Name"
    ${GetParent} "$INSTDIR\$Name" $0
    CreateDirectory $0
    ClearErrors
    Rename "$INSTDIR\${ASIDE}\$Name" "$INSTDIR\$Name"
    ${If} ${Errors}
      StrCpy $Wrong $Name
    ${EndIf}
  ${EndIf}
FunctionEnd

Function DropAside
  SetOutPath $TEMP  ; a folder in which a program stands cannot be removed
  StrCpy $Folder "$INSTDIR\${ASIDE}"
  !insertmacro EACH_LISTED "$INSTDIR\${ASIDE}\${LIST}" RemoveListed
  StrCpy $Folder $INSTDIR
  !insertmacro EACH_LISTED "$INSTDIR\${ASIDE}\${LIST}" RemoveEmptyAbove
  Delete "$INSTDIR\${ASIDE}\${LIST}"
  Delete "$INSTDIR\${ASIDE}\${NEW_LIST}"
  RMDir "$INSTDIR\${ASIDE}"
FunctionEnd

; The version that this one replaces lay elsewhere.
Function DropOldFolder
  ${If} $OldFolder == ""
  ${OrIf} $OldFolder == $INSTDIR
    Return
  ${EndIf}
  StrCpy $Folder $OldFolder
  !insertmacro EACH_LISTED "$OldFolder\${LIST}" RemoveListed
  Delete "$OldFolder\${LIST}"
  RMDir $OldFolder
FunctionEnd

!macro COMMAND PLACE ARGUMENT
  WriteRegStr SHCTX "${CLASSES}\${PLACE}\command" "" '"$INSTDIR\triage-gui.exe" ${ARGUMENT}'
!macroend

!macro FOLDER_ENTRY PLACE ARGUMENT
  WriteRegStr SHCTX "${CLASSES}\${PLACE}\shell\${VERB}" "" "Triage this folder"
  WriteRegStr SHCTX "${CLASSES}\${PLACE}\shell\${VERB}" Icon '"$INSTDIR\triage-gui.exe",0'
  !insertmacro COMMAND "${PLACE}\shell\${VERB}" '${ARGUMENT}'
!macroend

; The version comes last: where it can be read, everything is there.
Function Register
  SetOutPath $INSTDIR  ; where the program starts from the menu
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\triage-gui.exe"
  ${If} ${FileExists} "$DESKTOP\${TITLE}.lnk"
    CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\triage-gui.exe"
  ${EndIf}
  WriteRegStr SHCTX "${CLASSES}\.triage" "" "${KIND}"
  WriteRegStr SHCTX "${CLASSES}\.triage\OpenWithProgids" "${KIND}" ""
  WriteRegStr SHCTX "${CLASSES}\${KIND}" "" "Case of ${TITLE}"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\DefaultIcon" "" '"$INSTDIR\triage-gui.exe",0'
  !insertmacro COMMAND "${KIND}\shell\open" '"%1"'
  !insertmacro FOLDER_ENTRY Directory '"%1"'
  ; A drive is E:\ whose last stroke would take the quotation mark with it.
  !insertmacro FOLDER_ENTRY Drive '"%1\."'
  WriteRegStr SHCTX "${KEY}" DisplayName "${TITLE}"
  WriteRegStr SHCTX "${KEY}" Publisher "${PUBLISHER}"
  WriteRegStr SHCTX "${KEY}" DisplayIcon '"$INSTDIR\triage-gui.exe",0'
  WriteRegStr SHCTX "${KEY}" InstallLocation $INSTDIR
  WriteRegStr SHCTX "${KEY}" UninstallString '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${KEY}" QuietUninstallString '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${KEY}" EstimatedSize ${SIZE_KB}
  WriteRegDWORD SHCTX "${KEY}" NoModify 1
  WriteRegDWORD SHCTX "${KEY}" NoRepair 1
  WriteRegStr SHCTX "${KEY}" VersionNumbers "${NUMBERS}"
  WriteRegStr SHCTX "${KEY}" DisplayVersion "${VERSION}"
  ; Explorer reads kinds of files and their icons again.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd
