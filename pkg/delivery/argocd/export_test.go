package argocd

// CheckPlan is checkPlan, for tests that break the plan itself.
var CheckPlan = checkPlan
