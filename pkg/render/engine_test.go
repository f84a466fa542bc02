package render

import (
	"reflect"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

// hollow is an engine that breaks in every method but one.
type hollow struct{ delivery.Engine }

func (hollow) Name() platform.Engine { return "hollow" }

// TestEveryMethodIsGuarded: whatever an engine panics in, the process lives on,
// and knows which engine it was.
func TestEveryMethodIsGuarded(t *testing.T) {
	engine := reflect.TypeFor[delivery.Engine]()
	for i := range engine.NumMethod() {
		method := engine.Method(i)
		t.Run(method.Name, func(t *testing.T) {
			g, name := guarding(hollow{}), "the engine hollow broke: "
			if method.Name == "Name" {
				g, name = guarding(struct{ delivery.Engine }{}), "the engine struct { delivery.Engine } broke: "
			}
			var in []reflect.Value
			for at := range method.Type.NumIn() {
				in = append(in, reflect.Zero(method.Type.In(at)))
			}
			reflect.ValueOf(g).MethodByName(method.Name).Call(in)
			if g.broke == nil || !strings.HasPrefix(g.broke.Error(), name) {
				t.Errorf("got %v, want it to begin with %s", g.broke, name)
			}
		})
	}
}

// TestFirstMistakeIsTold: what breaks later may only follow from it.
func TestFirstMistakeIsTold(t *testing.T) {
	g := guarding(hollow{})
	g.Namespace()
	first := g.broke
	g.Scope("blue")
	if g.broke != first {
		t.Errorf("got %v, want %v", g.broke, first)
	}
}

// TestWhatIsMadeIsGuarded: a function that an engine hands out is its own too.
func TestWhatIsMadeIsGuarded(t *testing.T) {
	g := guarding(making{})
	g.Watched().Own(model.Unit{})
	if g.broke == nil || !strings.HasPrefix(g.broke.Error(), "the engine making broke: ") {
		t.Errorf("got %v", g.broke)
	}
}

// making breaks in what it makes of a unit.
type making struct{ delivery.Engine }

func (making) Name() platform.Engine { return "making" }

func (making) Watched() declare.Watch {
	return declare.Watch{Own: func(u model.Unit) []model.ObjectRef { _ = u.Components[0]; return nil }}
}

// treeless is Flux that delivers nothing, and otherwise breaks where it is told.
type treeless struct {
	delivery.Engine
	breaks string
}

func (e treeless) Name() platform.Engine { return "treeless" }

func (e treeless) Namespace() string { return e.Engine.Namespace()[e.at("Namespace"):] }

func (e treeless) ReleaseFile(model.Place) string { return "x.yaml"[e.at("ReleaseFile"):] }

func (e treeless) Deliver([]model.Unit) (*tree.Tree, error) {
	_ = ""[e.at("Deliver"):]
	return nil, nil
}

// at is out of every range in the method that is to break.
func (e treeless) at(method string) int {
	if e.breaks == method {
		return 99
	}
	return 0
}

// TestBrokenEngine: what an engine breaks is an error, wherever it is called.
func TestBrokenEngine(t *testing.T) {
	const range99 = "the engine treeless broke: runtime error: slice bounds out of range [99:"
	unknown := map[string]map[string]any{"crossplane": {"replica": 2}} // a finding in a release
	cases := map[string]struct {
		overrides map[string]map[string]any
		want      string
	}{
		"Namespace":   {nil, range99 + "11], in render.treeless.Namespace (engine_test.go:"},
		"ReleaseFile": {unknown, range99 + "6], in render.treeless.ReleaseFile (engine_test.go:"},
		"Deliver":     {nil, range99 + "0], in render.treeless.Deliver (engine_test.go:"},
		"nothing":     {nil, "the engine treeless made no tree"},
	}
	for breaks, tc := range cases {
		t.Run(breaks, func(t *testing.T) {
			p := platform.Complete(platform.Platform{
				Metadata: platform.Metadata{Name: "acme"},
				Spec: platform.Spec{
					Environments: []platform.Environment{{Name: "blue", Region: "sfo3", Domain: platform.Domain{Zone: "example.com", ACMEEmail: "a@example.com"}}},
					Overrides:    tc.overrides,
				},
			})
			_, _, err := Prove(p, Options{Engine: treeless{flux.New(p), breaks}})
			if err == nil || !strings.HasPrefix(err.Error(), tc.want) {
				t.Errorf("got %v, want %s", err, tc.want)
			}
		})
	}
}
