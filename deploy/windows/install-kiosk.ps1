# Applies shell-launcher.xml (-Shell) or assigned-access-edge.xml (-Edge), or takes either away again (-Remove), through the MDM bridge,
# which answers to the SYSTEM account alone: psexec.exe -i -s powershell.exe -File install-kiosk.ps1 -Shell
# Not tried: see docs/lockdown.md.
param([switch]$Shell, [switch]$Edge, [switch]$Remove)
$ErrorActionPreference = 'Stop'

if (@($Shell, $Edge, $Remove).Where({ $_ }).Count -ne 1) { throw 'Give one of -Shell, -Edge, -Remove.' }
if (-not [Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) { throw 'Run this as SYSTEM: psexec -i -s powershell.exe.' }

function Read-Configuration([string]$name) {
  $text = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot $name)
  if ($text.Contains('TOKEN')) { throw "$name still holds TOKEN: put the kiosk's FOYER_WEB_TOKEN in its place." }
  [Net.WebUtility]::HtmlEncode($text)
}

$bridge = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName 'MDM_AssignedAccess'
if ($Remove) {
  $bridge.ShellLauncher = $null
  $bridge.Configuration = $null
}
elseif ($Shell) {
  Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart | Out-Null
  # The shell launcher starts the program again whatever happens, and the operator menu offers no "end" then.
  [Environment]::SetEnvironmentVariable('FOYER_SUPERVISED', 'always', 'Machine')
  $bridge.ShellLauncher = Read-Configuration 'shell-launcher.xml'
}
else {
  reg.exe import (Join-Path $PSScriptRoot 'edge-policy.reg') | Out-Null
  $bridge.Configuration = Read-Configuration 'assigned-access-edge.xml'
}
Set-CimInstance -CimInstance $bridge
Write-Output 'Done. Restart the machine.'
