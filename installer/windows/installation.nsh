; What the setup and the uninstaller both know: names, registry keys, exit codes, and how the
; files of a version are found again. The list of them is SHA256SUMS in the program's folder.

Unicode true
Target amd64-unicode
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel highest  ; for all users where that is possible, else for one

!include LogicLib.nsh
!include FileFunc.nsh

!define TITLE "Forensic Triage"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ForensicTriage"
!define CLASSES "Software\Classes"
!define KIND "ForensicTriage.Case"
!define VERB "ForensicTriage"
!define LIST "SHA256SUMS"
!define UNINSTALLER "uninstall.exe"

; Exit codes, described in installer/README.md.
!define CANCELLED 1
!define FAILED 2
!define RUNNING 3
!define NO_RIGHTS 4
!define NEWER_THERE 5
!define WRONG_WINDOWS 6
!define WRONG_FOLDER 7

VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${TITLE}"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Apache License 2.0"

Var Name    ; of a listed file, below the folder of the program
Var Folder  ; in which the functions below work

!macro REFUSE CODE SENTENCE
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A list is no order to reach out of the folder: a name that could leave it becomes empty. Ends
; of lines go, slashes become those of Windows.
Function CleanName
  Push $0
  Push $1
  Push $2
  Push $3
  StrCpy $0 ""
  StrCpy $1 0
  StrCpy $3 ""
  ${Do}
    StrCpy $2 $Name 1 $1
    ${If} $2 == ""
    ${OrIf} $2 == "$\r"
    ${OrIf} $2 == "$\n"
      ${ExitDo}
    ${EndIf}
    ${If} $2 == "/"
      StrCpy $2 "\"
    ${EndIf}
    ${If} $2 == ":"
    ${OrIf} "$3$2" == ".."
    ${OrIf} "$3$2" == "\"
      StrCpy $0 ""
      ${ExitDo}
    ${EndIf}
    StrCpy $0 "$0$2"
    StrCpy $3 $2
    IntOp $1 $1 + 1
  ${Loop}
  StrCpy $Name $0
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; Calls the function $R9 once for each file that the list $R8 names, with its name in $Name.
Function EachListed
  Push $R7
  ClearErrors
  FileOpen $R7 $R8 r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $R7 $Name
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $Name $Name "" 66  ; 64 digits of the hash and two blanks
      Call CleanName
      ${If} $Name != ""
        Call $R9
      ${EndIf}
    ${Loop}
    FileClose $R7
  ${EndIf}
  ClearErrors
  Pop $R7
FunctionEnd

!macro EACH_LISTED LIST_FILE DEED
  StrCpy $R8 "${LIST_FILE}"
  GetFunctionAddress $R9 ${DEED}
  Call EachListed
!macroend

; Removes the folders above $Folder\$Name that nothing is left in; never $Folder itself.
Function RemoveEmptyAbove
  Push $0
  StrCpy $0 $Name
  ${Do}
    ${GetParent} $0 $0
    ${If} $0 == ""
      ${ExitDo}
    ${EndIf}
    RMDir "$Folder\$0"
  ${Loop}
  ClearErrors
  Pop $0
FunctionEnd

; Removes $Folder\$Name; what refuses to go stays and is found by StillThere.
Function RemoveListed
  ${If} ${FileExists} "$Folder\$Name"
    SetFileAttributes "$Folder\$Name" NORMAL
    Delete "$Folder\$Name"
  ${EndIf}
  Call RemoveEmptyAbove
FunctionEnd

; Whether a program in $Folder runs, for whichever user: Windows lets nobody write to its file.
; $0 is "" or the name of that program.
!macro ONE_RUNS PROGRAM
  ${If} $0 == ""
  ${AndIf} ${FileExists} "$Folder\${PROGRAM}"
    SetFileAttributes "$Folder\${PROGRAM}" NORMAL
    ClearErrors
    FileOpen $1 "$Folder\${PROGRAM}" a
    ${If} ${Errors}
      StrCpy $0 "${PROGRAM}"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

Function FindRunning
  StrCpy $0 ""
  !insertmacro ONE_RUNS "triage.exe"
  !insertmacro ONE_RUNS "triage-gui.exe"
  ClearErrors
FunctionEnd

; Asks a person to close the program that runs; without one, ends with the exit code for it.
!macro REFUSE_RUNNING LABEL
  again_${LABEL}:
    Call FindRunning
    ${If} $0 != ""
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Forensic Triage is running. Close its windows, then try again." /SD IDCANCEL IDRETRY again_${LABEL}
      SetErrorLevel ${RUNNING}
      Quit
    ${EndIf}
!macroend
