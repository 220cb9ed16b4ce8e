/* suspended.exe /S PROGRAM: starts a program and stops it before its first instruction. It runs as
   far as Windows is concerned, needs no screen, and ends when this one is killed or after a while. */
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    STARTUPINFOW start = {sizeof(start)};
    PROCESS_INFORMATION child;

    if (count != 3) return 111;
    if (!CreateProcessW(words[2], NULL, NULL, NULL, FALSE, CREATE_SUSPENDED, NULL, NULL, &start,
                        &child)) return 112;
    WaitForSingleObject(child.hProcess, 300000);
    TerminateProcess(child.hProcess, 0);
    return 0;
}
