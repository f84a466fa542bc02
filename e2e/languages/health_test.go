package languages

import (
	"fmt"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

type object = map[string]any

const healthKey = "resource.customizations.health."

// healthScripts are the health checks in Argo CD's settings, by GROUP_KIND.
func healthScripts(t *testing.T) map[string]string {
	t.Helper()
	p, findings := platform.Load(platform.Source{Name: "default", Data: platform.Default()})
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	p.Spec.Delivery.Engine = platform.ArgoCD
	tree, err := render.Render(p, components.Standard())
	if err != nil {
		t.Fatal(err)
	}
	scripts := map[string]string{}
	for _, f := range tree.Files() {
		if !strings.HasSuffix(f.Path, "/bootstrap/configmap-argocd-cm.yaml") {
			continue
		}
		var cm corev1.ConfigMap
		if err := yaml.UnmarshalStrict(f.Data, &cm); err != nil {
			t.Fatal(err)
		}
		for key, script := range cm.Data {
			if kind, ok := strings.CutPrefix(key, healthKey); ok {
				scripts[kind] = script
			}
		}
	}
	if len(scripts) < 10 {
		t.Fatalf("found %d health checks", len(scripts))
	}
	return scripts
}

// judge runs a script as Argo CD does: with the object as obj and no library but
// the basic one and that of tables.
func judge(t *testing.T, script string, o object) (status, message string) {
	t.Helper()
	l := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer l.Close()
	for name, open := range map[string]lua.LGFunction{lua.LoadLibName: lua.OpenPackage, lua.BaseLibName: lua.OpenBase, lua.TabLibName: lua.OpenTable} {
		if err := l.CallByParam(lua.P{Fn: l.NewFunction(open), Protect: true}, lua.LString(name)); err != nil {
			t.Fatal(err)
		}
	}
	l.SetGlobal("obj", toLua(l, o))
	if err := l.DoString(script); err != nil {
		t.Fatalf("%v\n%s", err, script)
	}
	result, ok := l.Get(-1).(*lua.LTable)
	if !ok {
		t.Fatalf("the script returns %v", l.Get(-1))
	}
	return lua.LVAsString(result.RawGetString("status")), lua.LVAsString(result.RawGetString("message"))
}

func toLua(l *lua.LState, v any) lua.LValue {
	switch v := v.(type) {
	case map[string]any:
		table := l.NewTable()
		for key, value := range v {
			table.RawSetString(key, toLua(l, value))
		}
		return table
	case []any:
		table := l.NewTable()
		for _, value := range v {
			table.Append(toLua(l, value))
		}
		return table
	case string:
		return lua.LString(v)
	case int:
		return lua.LNumber(v)
	case bool:
		return lua.LBool(v)
	default:
		return lua.LNil
	}
}

// conditions are those that a check may wait for, with one status for all.
func conditions(status string, generation int) object {
	var all []any
	for _, name := range []string{"Accepted", "Established", "Healthy", "Installed", "Programmed", "Ready", "Synced"} {
		all = append(all, object{"type": name, "status": status, "observedGeneration": generation, "message": "said"})
	}
	return object{"conditions": all}
}

// of is an object of the second generation with a status; routes have theirs by
// parent.
func of(kind string, status object) object {
	o := object{"metadata": object{"generation": 2}}
	if status != nil {
		if strings.HasSuffix(kind, "_HTTPRoute") {
			status = object{"parents": []any{status}}
		}
		o["status"] = status
	}
	return o
}

// TestArgoCDHealth lives through the life of an object of every kind: Healthy
// when it is, and Progressing before.
func TestArgoCDHealth(t *testing.T) {
	stages := map[string]struct {
		status object
		want   string
	}{
		"without a status":      {nil, "Progressing"},
		"with an empty status":  {object{}, "Progressing"},
		"with no condition":     {object{"conditions": []any{}}, "Progressing"},
		"not yet ready":         {conditions("Unknown", 2), "Progressing"},
		"refused":               {conditions("False", 2), "Progressing"},
		"ready, before":         {conditions("True", 1), "Progressing"},
		"with another's":        {object{"conditions": []any{object{"type": "Mistaken", "status": "True"}}}, "Progressing"},
		"ready":                 {conditions("True", 2), "Healthy"},
		"ready, no generations": {object{"conditions": bare()}, "Healthy"},
	}
	for kind, script := range healthScripts(t) {
		if kind == "argoproj.io_Application" {
			continue
		}
		for stage, s := range stages {
			if got, message := judge(t, script, of(kind, s.status)); got != s.want || (got == "Progressing") != (message != "") {
				t.Errorf("%s %s is %q (%q), want %s", kind, stage, got, message, s.want)
			}
		}
	}
}

// bare are conditions of a controller that does not write generations.
func bare() []any {
	all := conditions("True", 0)["conditions"].([]any)
	for _, c := range all {
		delete(c.(object), "observedGeneration")
	}
	return all
}

// TestArgoCDHealthNeedsEveryParent: a route that one of its Gateways refuses is
// not healthy.
func TestArgoCDHealthNeedsEveryParent(t *testing.T) {
	o := of("", object{"parents": []any{conditions("True", 2), conditions("False", 2)}})
	if got, message := judge(t, healthScripts(t)["gateway.networking.k8s.io_HTTPRoute"], o); got != "Progressing" || message != "Accepted: said" {
		t.Errorf("%s (%s)", got, message)
	}
}

// TestArgoCDHealthOfApplications: the waves hold because of this one.
func TestArgoCDHealthOfApplications(t *testing.T) {
	source := func(version string) object {
		return object{"repoURL": "ghcr.io/x", "chart": "loki", "targetRevision": version, "helm": object{"valueFiles": []any{"$values/a.yaml"}}}
	}
	git := object{"repoURL": "https://git.example.com", "targetRevision": "main", "ref": "values"}
	// app is a healthy Application that a case changes.
	app := func(change func(spec, status object)) object {
		spec := object{"sources": []any{source("1.0.0"), git}}
		status := object{
			"health":         object{"status": "Healthy"},
			"operationState": object{"phase": "Succeeded"},
			"sync":           object{"status": "Synced", "comparedTo": object{"source": object{"repoURL": ""}, "sources": []any{source("1.0.0"), git}}},
		}
		change(spec, status)
		return object{"metadata": object{}, "spec": spec, "status": status}
	}
	cases := map[string]struct {
		reason string
		change func(spec, status object)
		want   string
	}{
		"Healthy": {"All that can be asked for.", func(_, _ object) {}, "Healthy"},
		"NothingToDo": {
			"What is in the cluster already needs no operation.",
			func(_, status object) { delete(status, "operationState") }, "Healthy",
		},
		"One source": {
			"Applications of a folder have one source.",
			func(spec, status object) {
				delete(spec, "sources")
				spec["source"] = git
				status["sync"].(object)["comparedTo"] = object{"source": git}
			}, "Healthy",
		},
		"New":         {"Nobody has looked at it.", func(_, status object) { clear(status) }, "Progressing"},
		"OutOfSync":   {"Something is still to be applied.", func(_, status object) { status["sync"].(object)["status"] = "OutOfSync" }, "Progressing"},
		"Progressing": {"Pods start.", func(_, status object) { status["health"] = object{"status": "Progressing"} }, "Progressing"},
		"Missing":     {"Nothing is there yet.", func(_, status object) { status["health"] = object{"status": "Missing"} }, "Progressing"},
		"Suspended":   {"A rollout that waits for somebody is not done.", func(_, status object) { status["health"] = object{"status": "Suspended"} }, "Progressing"},
		"Running":     {"The operation is under way.", func(_, status object) { status["operationState"] = object{"phase": "Running"} }, "Progressing"},
		"Retrying": {
			"A first failure may pass: the kind is not there yet, the webhook does not answer.",
			func(_, status object) { status["operationState"] = object{"phase": "Running", "retryCount": 2} }, "Progressing",
		},
		"New version": {
			"The status is still about the version before.",
			func(spec, _ object) { spec["sources"].([]any)[0] = source("1.1.0") }, "Progressing",
		},
		"New source": {
			"The same for what had one source less.",
			func(spec, _ object) { spec["sources"] = append(spec["sources"].([]any), git) }, "Progressing",
		},
		"Degraded": {
			"What is broken ends the parent's sync, which is tried again with the newest commit.",
			func(_, status object) { status["health"] = object{"status": "Degraded"} }, "Degraded",
		},
		"Degraded for a moment": {
			"A definition of a kind is Degraded until it is established.",
			func(_, status object) {
				status["operationState"] = object{"phase": "Running"}
				status["health"] = object{"status": "Degraded"}
			}, "Progressing",
		},
		"Degraded during the sync": {
			"The health is from before the sync ended.",
			func(_, status object) {
				status["operationState"] = object{"phase": "Succeeded", "finishedAt": "2026-01-02T03:04:05Z"}
				status["reconciledAt"] = "2026-01-02T03:04:01Z"
				status["health"] = object{"status": "Degraded"}
			}, "Progressing",
		},
		"Degraded after the sync": {
			"The health is newer than the sync.",
			func(_, status object) {
				status["operationState"] = object{"phase": "Succeeded", "finishedAt": "2026-01-02T03:04:05Z"}
				status["reconciledAt"] = "2026-01-02T03:04:09Z"
				status["health"] = object{"status": "Degraded"}
			}, "Degraded",
		},
		"Failing": {
			"A failure that does not pass.",
			func(_, status object) { status["operationState"] = object{"phase": "Running", "retryCount": 5} }, "Degraded",
		},
		"Failed": {"Somebody ended the sync.", func(_, status object) { status["operationState"] = object{"phase": "Failed"} }, "Degraded"},
		"Error": {
			"A chart that does not exist.",
			func(_, status object) {
				status["conditions"] = []any{object{"type": "ComparisonError", "message": "no such chart"}}
			}, "Degraded",
		},
		"Warning": {
			"A warning is none.",
			func(_, status object) {
				status["conditions"] = []any{object{"type": "OrphanedResourceWarning", "message": "careful"}}
			}, "Healthy",
		},
	}
	script := healthScripts(t)["argoproj.io_Application"]
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got, message := judge(t, script, app(tc.change)); got != tc.want {
				t.Errorf("got %s (%s), want %s\nreason: %s", got, message, tc.want, tc.reason)
			}
		})
	}
	if got, _ := judge(t, script, object{"metadata": object{}, "spec": object{}}); got != "Progressing" {
		t.Error(fmt.Sprint("an Application without anything is ", got))
	}
}
