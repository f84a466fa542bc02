package argocd

import (
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// script is the health check in Lua, as Argo CD reads it: Healthy or Progressing, with
// what is missing as the message. It is never Degraded: everything that is
// waited for is tried again, and Degraded would end the sync that waits.
//
// Argo CD opens no library of Lua but the basic ones.
func script(h model.HealthCheck) string {
	judge := judgeConditions
	if h.OfParents {
		judge = judgeParents
	}
	return `local wanted = {"` + strings.Join(h.Conditions, `", "`) + `"}` + "\n" + missing + judge
}

// missing is the first condition type that is not True for this generation.
const missing = `local function missing(conditions)
  for _, want in ipairs(wanted) do
    local met, said = false, "not reported"
    for _, c in ipairs(conditions or {}) do
      if c.type == want then
        said = c.message or c.reason or c.status
        local current = c.observedGeneration == nil or c.observedGeneration == obj.metadata.generation
        if not current then said = "reported of an older generation" end
        met = c.status == "True" and current
      end
    end
    if not met then return want .. ": " .. said end
  end
  return nil
end
`

const judgeConditions = `local gap = missing(obj.status and obj.status.conditions)
if gap then return {status = "Progressing", message = gap} end
return {status = "Healthy", message = ""}
`

const judgeParents = `local parents = obj.status and obj.status.parents or {}
if #parents == 0 then return {status = "Progressing", message = "no parent has reported"} end
for _, p in ipairs(parents) do
  local gap = missing(p.conditions)
  if gap then return {status = "Progressing", message = gap} end
end
return {status = "Healthy", message = ""}
`

// applicationHealth is the health of an Application, which holds the waves:
// Argo CD itself no longer has any.
//
// Healthy is what has been compared with the sources that the spec names now
// (right after a change the rest of the status is still about the old ones), is
// in sync, and whose last sync succeeded. Degraded ends the sync of the parent,
// which is then tried again with the newest commit; so errors, and syncs that
// failed several times, are Degraded, for it may be the Application itself that
// must change. What is just being applied is often Degraded for a moment (a
// CustomResourceDefinition until it is established), which is no reason before
// the Application was compared again after its sync: either it has passed then,
// or the sync has failed and is counted.
const applicationHealth = `local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for k, v in pairs(a) do
    if not same(v, b[k]) then return false end
  end
  for k in pairs(b) do
    if a[k] == nil then return false end
  end
  return true
end
local status = obj.status or {}
local errors = {ComparisonError = true, InvalidSpecError = true, SyncError = true, DeletionError = true, UnknownError = true}
for _, c in ipairs(status.conditions or {}) do
  if errors[c.type] then return {status = "Degraded", message = c.message or c.type} end
end
local op = status.operationState
if op ~= nil then
  if op.phase == "Failed" or op.phase == "Error" or (op.retryCount or 0) >= 5 and op.phase ~= "Succeeded" then
    return {status = "Degraded", message = op.message or op.phase}
  end
end
local health = status.health or {}
local settled = op == nil or op.phase ~= "Running" and (op.finishedAt == nil or (status.reconciledAt or "") > op.finishedAt)
if health.status == "Degraded" and settled then return {status = "Degraded", message = health.message or ""} end
local sync = status.sync or {}
local compared = sync.comparedTo or {}
local current
if obj.spec.sources ~= nil then
  current = same(obj.spec.sources, compared.sources)
else
  current = same(obj.spec.source, compared.source)
end
if not current then return {status = "Progressing", message = "not compared with its sources yet"} end
if sync.status ~= "Synced" then return {status = "Progressing", message = "not in sync"} end
if op ~= nil and op.phase ~= "Succeeded" then return {status = "Progressing", message = op.message or op.phase or ""} end
if health.status ~= "Healthy" then return {status = "Progressing", message = health.message or health.status or "no health yet"} end
return {status = "Healthy", message = ""}
`
