@echo off
rem Starts linli from this folder. The first time it sets itself up in .venv beside this file, without a network.
setlocal enableextensions disabledelayedexpansion
rem What another program said of its own Python is not meant for this one; and py is asked what is there, not to fetch it.
set "PYTHONHOME="
set "PYTHONPATH="
set "PYLAUNCHER_ALLOW_INSTALL="
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
if exist "%VENV%\.ready" goto start

set "FOUND="
for %%V in (@PYTHONS@) do call :try %%V
if not defined FOUND (
    type "%HERE%need-python.txt" 1>&2
    py -0 1>&2 2> nul || python --version 1>&2 2> nul
    exit /b 1
)
type "%HERE%first-time.txt" 1>&2
%FOUND% -m venv --clear "%VENV%" || goto failed
call :pip install --require-hashes -r "%HERE%requirements.lock" || goto failed
for %%W in ("%HERE%wheels\linli-*.whl") do call :pip install --no-deps "%%~W" || goto failed
"%VENV%\Scripts\python.exe" -W error -c "import polars" > nul 2> nul || call :pip install @POLARS@ || goto failed
type nul > "%VENV%\.ready" || goto failed

:start
rem Not by Scripts\linli.exe, which knows only where the folder was first, and is unsigned.
"%VENV%\Scripts\python.exe" -I -c "from api.cli import main; main()" %*
exit /b %ERRORLEVEL%

:failed
type "%HERE%not-set-up.txt" 1>&2
exit /b 1

:try
if defined FOUND exit /b 0
set "V=%1"
set "CHECK=import sys, sysconfig; sys.exit('%%d.%%d' %% sys.version_info[:2] != '%1' or sysconfig.get_platform() != 'win-amd64')"
py -%1 -c "%CHECK%" > nul 2> nul && set "FOUND=py -%1" && exit /b 0
python -c "%CHECK%" > nul 2> nul && set "FOUND=python" && exit /b 0
rem Installed for one user, or for all, and not on the path.
for %%P in ("%LocalAppData%\Programs\Python\Python%V:.=%\python.exe" "%ProgramFiles%\Python%V:.=%\python.exe") do (
    if not defined FOUND if exist %%P %%P -c "%CHECK%" > nul 2> nul && set FOUND=%%P
)
exit /b 0

:pip
"%VENV%\Scripts\python.exe" -m pip %* --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels"
exit /b %ERRORLEVEL%
