# The browser shell's watchdog, each minute by the task scheduler as SYSTEM: a kiosk that does not answer twice in a row is ended, and
# its service starts it again. -Service: the name the service was installed under. Not tried: see docs/lockdown.md.
#   schtasks /Create /TN FoyerWatchdog /SC MINUTE /RU SYSTEM /TR "powershell -NoProfile -ExecutionPolicy Bypass -File C:\Foyer\watchdog.ps1"
param([string]$Service = 'Foyer', [string]$Address = 'http://127.0.0.1:4310/health')
$mark = Join-Path $env:ProgramData 'foyer-watchdog-missed'
try {
  Invoke-WebRequest -UseBasicParsing -TimeoutSec 10 $Address | Out-Null
  Remove-Item $mark -ErrorAction SilentlyContinue
}
catch {
  if (Test-Path $mark) {
    Remove-Item $mark
    Restart-Service -Force $Service
  }
  else { New-Item -ItemType File $mark | Out-Null }
}
