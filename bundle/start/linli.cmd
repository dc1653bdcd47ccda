@echo off
rem Starts linli from this folder. The first time it sets itself up in .venv beside this file, without a network.
setlocal enableextensions
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
if exist "%VENV%\.ready" goto start

set "FOUND="
for %%V in (@PYTHONS@) do call :try %%V
chcp 65001 > nul
if not defined FOUND (
    type "%HERE%need-python.txt"
    exit /b 1
)
type "%HERE%first-time.txt"
%FOUND% -m venv --clear "%VENV%" || exit /b 1
call :pip install --require-hashes -r "%HERE%requirements.lock" || exit /b 1
for %%W in ("%HERE%wheels\linli-*.whl") do call :pip install --no-deps "%%~W" || exit /b 1
"%VENV%\Scripts\python.exe" -W error -c "import polars" > nul 2> nul || call :pip install @POLARS@ || exit /b 1
type nul > "%VENV%\.ready"

:start
"%VENV%\Scripts\linli.exe" %*
exit /b %ERRORLEVEL%

:try
if defined FOUND exit /b 0
py -%1 -c "import struct, sys; sys.exit(struct.calcsize('P') != 8)" > nul 2> nul && set "FOUND=py -%1" && exit /b 0
python -c "import struct, sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '%1' or struct.calcsize('P') != 8)" > nul 2> nul && set "FOUND=python"
exit /b 0

:pip
"%VENV%\Scripts\python.exe" -m pip %* --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels"
exit /b %ERRORLEVEL%
