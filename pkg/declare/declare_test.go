package declare_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func build(platform.Environment) model.Component { return model.Component{} }

func share(platform.Platform) model.Component { return model.Component{} }

// component is a sound one, changed.
func component(name string, change func(*declare.Component)) declare.Component {
	c := declare.Component{Name: name, Unit: declare.Platform, Build: build}
	if change != nil {
		change(&c)
	}
	return c
}

func needing(name string, needs ...string) declare.Component {
	return component(name, func(c *declare.Component) { c.Needs = needs })
}

func TestFaults(t *testing.T) {
	const at = "(pkg/declare/declare_test.go:16)"
	one := func(change func(*declare.Component)) declare.List {
		return declare.List{}.With(component("app", change))
	}
	three := declare.List{}.With(needing("a"), needing("b", "a"), needing("c", "b", "a"))
	cases := map[string]struct {
		reason string
		list   declare.List
		want   []string
	}{
		"Sound":      {"Nothing to say.", one(nil), nil},
		"NoName":     {"A component is a folder.", declare.List{}.With(component("", nil)), []string{`the component "" ` + at + ` has no name`}},
		"Slash":      {"A folder in another one.", declare.List{}.With(component("a/b", nil)), []string{`the component "a/b" ` + at + ` must have a name of lower-case letters, digits, dashes and dots`}},
		"Up":         {"A folder outside.", declare.List{}.With(component("..", nil)), []string{`the component ".." ` + at + ` must have a name of lower-case letters, digits, dashes and dots`}},
		"NilBuild":   {"It would panic.", one(func(c *declare.Component) { c.Build = nil }), []string{`the component "app" has nothing that builds it in the unit 2-cluster/platform: Build is nil`}},
		"Written":    {"Nobody wrote a number.", one(func(c *declare.Component) { c.Written = 3 }), []string{`the component "app" ` + at + ` has a Written of type int: it must be a function, or nil`}},
		"NilShare":   {"It would panic.", one(func(c *declare.Component) { c.Build, c.Unit = nil, declare.APIs }), []string{`the component "app" has nothing that builds it in the unit apis: Share is nil`}},
		"WrongBuild": {"A shared unit knows no environment.", one(func(c *declare.Component) { c.Unit = declare.APIs }), []string{`the component "app" ` + at + ` must have Share, not Build: the unit apis is shared by all environments`}},
		"WrongShare": {"An environment's unit is there more than once.", one(func(c *declare.Component) { c.Build, c.Share = nil, share }), []string{`the component "app" (pkg/declare/declare_test.go:18) must have Build, not Share: the unit 2-cluster/platform is one of each environment`}},
		"Both":       {"One of them would never be called.", one(func(c *declare.Component) { c.Share = share }), []string{`the component "app" ` + at + ` has both Build and Share in the unit 2-cluster/platform: it is there once for each environment, or once for all`}},
		"TwoBuilds": {"One of them would never be called.", one(func(c *declare.Component) {
			c.Among = func(platform.Environment, declare.Present) model.Component { return model.Component{} }
		}), []string{`the component "app" ` + at + ` has both Build and Among in the unit 2-cluster/platform: Among is told what else there is, and stands in place of Build`}},
		"ShareOver": {"One of them would never be called.", one(func(c *declare.Component) {
			c.Build, c.Share, c.Unit = nil, share, declare.APIs
			c.Over = func(platform.Platform, []model.Unit) model.Component { return model.Component{} }
		}), []string{`the component "app" (pkg/declare/declare_test.go:18) has both Share and Over in the unit apis: Over is told of all units, and stands in place of Share`}},
		"Nameless": {
			"That two have no name is told of each, and not that they share it.",
			declare.List{}.With(component("", nil), component("", nil)),
			[]string{`the component "" ` + at + ` has no name`, `the component "" ` + at + ` has no name`},
		},
		"NoUnit":     {"It would be nowhere.", one(func(c *declare.Component) { c.Unit = declare.Unit{} }), []string{`the component "app" ` + at + ` belongs to a unit that has no path`}},
		"UnitUp":     {"A folder outside.", one(func(c *declare.Component) { c.Unit.Path = "../4-apps" }), []string{`the component "app" ` + at + ` belongs to a unit that must have a path of lower-case letters, digits and dashes, with slashes between: not "../4-apps"`}},
		"UnitRooted": {"No path begins with a slash.", one(func(c *declare.Component) { c.Unit.Path = "/apps" }), []string{`the component "app" ` + at + ` belongs to a unit that must have a path of lower-case letters, digits and dashes, with slashes between: not "/apps"`}},
		"SharedDOKS": {"Whose cluster?", one(func(c *declare.Component) {
			c.Unit = declare.Unit{Path: "x", Shared: true, OnDOKS: true}
			c.Build, c.Share = nil, share
		}), []string{`the component "app" (pkg/declare/declare_test.go:18) belongs to a unit that is shared by all environments, so it cannot be on the cluster of one`}},
		"SharedAfter": {"Which environment's?", one(func(c *declare.Component) {
			c.Unit = declare.Unit{Path: "x", Shared: true, After: []declare.Unit{declare.Infra}}
			c.Build, c.Share = nil, share
		}), []string{`the component "app" (pkg/declare/declare_test.go:18) belongs to a unit that is shared by all environments, so it cannot wait for 1-infra, of which each has its own`}},
		"Part":  {"A part is a folder too.", one(func(c *declare.Component) { c.Parts = []declare.Part{{Name: "a b", Unit: declare.Infra, Build: build}} }), []string{`the component "app" ` + at + ` has a part "a b", which must have a name of lower-case letters, digits, dashes and dots`}},
		"Chart": {"Nobody could pull it.", one(func(c *declare.Component) { c.Charts = []charts.Chart{{Name: "app"}} }), []string{`the component "app" ` + at + ` declares a chart that lacks its name, repository or version: app`}},
		"Contract": {
			"Values would be held against another chart.",
			one(func(c *declare.Component) {
				c.Charts = []charts.Chart{{Name: "app", Version: "1", Repository: "oci://x", Contract: &charts.Contract{Chart: "other", Version: "2"}}}
			}),
			[]string{`the component "app" ` + at + ` declares the chart app with the contract of another, other 2`},
		},
		"Twice": {
			"They would overwrite each other.",
			declare.List{}.With(component("app", nil), component("app", nil)),
			[]string{`two components have the name "app", of pkg/declare/declare_test.go:16 and of pkg/declare/declare_test.go:16: leave one out first, with Without("app")`},
		},
		"Replaced":    {"Another one in its place is what Without is for.", three.Without("a").With(needing("a")), nil},
		"LeftOut":     {"All that must go with it is told at once.", three.Without("a"), []string{"the component a is left out, but needed by b, c: leave out b, c as well, or add another component of that name"}},
		"LeftOutDeep": {"What needs it by way of another one, too.", declare.List{}.With(needing("a"), needing("b", "a"), needing("c", "b")).Without("a"), []string{"the component a is left out, but needed by b: leave out b, c as well, or add another component of that name"}},
		"AllLeftOut":  {"What needs it is gone too.", three.With(needing("d")).Without("a", "b", "c"), nil},
		"Unknown":     {"A name that is not there.", declare.List{}.With(needing("demo")).Without("demmo"), []string{`there is no component "demmo" to leave out; did you mean "demo"?`}},
		"NoneLeft":    {"Nothing would be rendered.", declare.List{}.With(needing("demo")).Without("demo"), []string{"there are no components"}},
		"NotReplaced": {"Another one would be rendered than is meant.", declare.List{}.With(needing("demo")).Replace(needing("demmo")), []string{`there is no component "demmo" to replace; did you mean "demo"?`}},
		"InItsPlace":  {"A need is met by what replaces it.", three.Replace(needing("a")), nil},
		"Missing":     {"A need that nobody meets.", declare.List{}.With(needing("loki"), needing("app", "lokki")), []string{`the component app ` + at + ` needs "lokki", which is not among the components; did you mean "loki"?`}},
		"Differing": {
			"One unit cannot be in two places.",
			declare.List{}.With(component("app", nil), component("web", func(c *declare.Component) { c.Unit.OnDOKS = true })),
			[]string{`the components app ` + at + ` and web ` + at + ` declare the unit 2-cluster/platform differently`},
		},
	}
	circle := declare.Unit{Path: "circle", After: make([]declare.Unit, 1)}
	circle.After[0] = circle
	cases["Circle"] = struct {
		reason string
		list   declare.List
		want   []string
	}{
		"A unit that waits for itself is never reached.",
		declare.List{}.With(component("app", func(c *declare.Component) { c.Unit = circle })),
		[]string{`the component app ` + at + ` declares a unit circle that waits for itself`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			if err := tc.list.Err(); err != nil {
				got = strings.Split(err.Error(), "\n")
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestListsDoNotChange: two lists that begin alike share nothing that one of
// them could change.
func TestListsDoNotChange(t *testing.T) {
	base := declare.List{}.With(needing("a"), needing("b"))
	one, two, less := base.With(needing("c")), base.With(needing("d")), base.Without("a")
	for _, tc := range []struct {
		list declare.List
		want []string
	}{{base, []string{"a", "b"}}, {one, []string{"a", "b", "c"}}, {two, []string{"a", "b", "d"}}, {less, []string{"b"}}} {
		if got := tc.list.Names(); !slices.Equal(got, tc.want) {
			t.Errorf("got %q, want %q", got, tc.want)
		}
	}
}

// TestUnitsOfManyWays: a unit is looked at once, however many ways lead to it.
// There are 2⁵⁰ here.
func TestUnitsOfManyWays(t *testing.T) {
	unit := declare.Infra
	for i := range 50 {
		x := strings.Repeat("x", i+1)
		left := declare.Unit{Path: "left" + x, After: []declare.Unit{unit}}
		right := declare.Unit{Path: "right" + x, After: []declare.Unit{unit}}
		unit = declare.Unit{Path: "both" + x, After: []declare.Unit{left, right}}
	}
	c := declare.Component{Name: "app", Unit: unit, Build: func(platform.Environment) model.Component { return model.Component{} }}
	if err := (declare.List{}).With(c).Err(); err != nil {
		t.Error(err)
	}
}
