/* limited.exe /S PROGRAM WORDS...: runs a program without the rights of an administrator, and
   ends with its exit code. 111: the token could not be made; 112: the program did not start.
   Wine lets everybody write to HKEY_LOCAL_MACHINE: the key of the installation gets the
   permissions that it has on Windows. */
#include <windows.h>
#include <sddl.h>

#define KEY L"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\ForensicTriage"
#define AS_ON_WINDOWS L"D:(A;;KA;;;BA)(A;;KR;;;BU)"

static void guard_key(void)
{
    PSECURITY_DESCRIPTOR permissions;
    HKEY key;

    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, KEY, 0, KEY_ALL_ACCESS | KEY_WOW64_64KEY, &key)) return;
    if (ConvertStringSecurityDescriptorToSecurityDescriptorW(AS_ON_WINDOWS, SDDL_REVISION_1,
                                                             &permissions, NULL))
        RegSetKeySecurity(key, DACL_SECURITY_INFORMATION, permissions);
    RegCloseKey(key);
}

static HANDLE limited_token(void)
{
    HANDLE own, limited;
    SID_IDENTIFIER_AUTHORITY nt = {SECURITY_NT_AUTHORITY};
    SID_AND_ATTRIBUTES admins = {0};

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &own)) return NULL;
    if (!AllocateAndInitializeSid(&nt, 2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS,
                                  0, 0, 0, 0, 0, 0, &admins.Sid)) return NULL;
    if (!CreateRestrictedToken(own, DISABLE_MAX_PRIVILEGE, 1, &admins, 0, NULL, 0, NULL, &limited))
        return NULL;
    return limited;
}

int wmain(int count, wchar_t **words)
{
    HANDLE limited = limited_token();
    STARTUPINFOW start = {sizeof(start)};
    PROCESS_INFORMATION child;
    wchar_t line[4096] = L"\"";
    DWORD code = 113;

    if (!limited || count < 3) return 111;
    guard_key();
    lstrcatW(line, words[2]);
    lstrcatW(line, L"\"");
    for (int at = 3; at < count; at++) {
        lstrcatW(line, L" ");
        lstrcatW(line, words[at]);
    }
    if (!CreateProcessAsUserW(limited, NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &child))
        return 112;
    WaitForSingleObject(child.hProcess, INFINITE);
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}
