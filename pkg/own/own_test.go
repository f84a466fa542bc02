package own

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const head = "apiVersion: seamark.dev/v1alpha1\nkind: Platform\nmetadata: {name: acme}\nspec:\n"

// loaded is a platform of two environments that share dashboards and rules.
func loaded(t testing.TB, defaults string) (platform.Platform, platform.Locator) {
	t.Helper()
	p, locate, findings := platform.LoadLocated(platform.Source{Name: "config/p.yaml", Data: []byte(head + "  defaults: {" + defaults + `}
  environments:
  - {name: a, region: fra1, domain: {zone: example.com, acmeEmail: a@example.com}}
  - {name: b, region: fra1, domain: {zone: example.org, acmeEmail: a@example.com}, network: {vpcCIDR: 10.202.0.0/22, clusterSubnet: 172.16.80.0/20, serviceSubnet: 192.168.16.0/22}}
`)})
	if findings.Errors() > 0 {
		t.Fatal(findings)
	}
	return p, locate
}

// from opens one folder, and no other.
func from(files map[string]string) func(string) (fs.FS, error) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return func(dir string) (fs.FS, error) {
		if dir != "config" {
			return nil, errors.New("another folder: " + dir)
		}
		return fsys, nil
	}
}

const board = `{"uid": "u", "title": "T", "panels": []}`

func TestRead(t *testing.T) {
	many := map[string]string{}
	for i := range mostFiles + 2 {
		many["d/"+strings.Repeat("x", 1+i)+".json"] = board
	}
	cases := map[string]struct {
		reason   string
		defaults string
		files    map[string]string
		objects  []string // of a
		findings []string
	}{
		"Folder": {
			"A folder stands for the files of its kind in it and below, without hidden ones.",
			"dashboards: [d]", map[string]string{"d/b.json": board, "d/Shop Floor/c.json": board, "d/.x.json": "", "d/.git/y.json": "", "d/README.md": "", "e.json": board},
			[]string{"ConfigMap cluster-services/own-dashboard-d-shop-floor-c", "ConfigMap cluster-services/own-dashboard-d-b"}, nil,
		},
		"Rules": {
			"A document is a rule file or a PrometheusRule.",
			"rules: [r.yaml]", map[string]string{"r.yaml": "groups: []\n---\n# nothing\n---\nkind: PrometheusRule\nmetadata: {name: mine}\nspec: {groups: []}\n"},
			[]string{"PrometheusRule.monitoring.coreos.com cluster-services/own-r", "PrometheusRule.monitoring.coreos.com cluster-services/mine"}, nil,
		},
		"Missing": {
			"Told once, where it is named.", "dashboards: [no.json]", nil, nil,
			[]string{`config/p.yaml:5: spec.defaults.dashboards[0]: "no.json": no.json: file does not exist; for environments a, b [own-file]`},
		},
		"Empty": {
			"A folder without any is a mistake.", "rules: [d]", map[string]string{"d/x.txt": ""}, nil,
			[]string{`config/p.yaml:5: spec.defaults.rules[0]: "d": d holds no .yaml or .yml; for environments a, b [own-file]`},
		},
		"OtherKind": {
			"So is a file of another kind.", "rules: [d.json]", map[string]string{"d.json": board}, nil,
			[]string{`config/p.yaml:5: spec.defaults.rules[0]: "d.json": d.json: only .yaml and .yml is read here; for environments a, b [own-file]`},
		},
		"Name": {
			"Names stand in pages and in folders of Grafana.", "dashboards: [d]", map[string]string{"d/a|b.json": board}, nil,
			[]string{`config/p.yaml:5: spec.defaults.dashboards[0]: "d": "d/a|b.json": the name must be of letters, digits, spaces and . _ + -, and begin with a letter or digit; for environments a, b [own-file]`},
		},
		"Many": {
			"Reading has an end.", "dashboards: [d]", many, nil,
			[]string{`config/p.yaml:5: spec.defaults.dashboards[0]: "d": d holds more than 500 files, and more are not read; for environments a, b [own-file]`},
		},
		"Large": {
			"A ConfigMap has a limit, that spaces do not count for.", "dashboards: [d]",
			map[string]string{"d/a.json": `{"title": "` + strings.Repeat("x", largestDashboard) + `"}`, "d/b.json": `{"title":` + strings.Repeat(" ", largestDashboard) + `"T"}`},
			[]string{"ConfigMap cluster-services/own-dashboard-d-b"},
			[]string{`config/d/a.json: "240012 bytes": is too large for a ConfigMap: at most 240000 bytes, without spaces; make two dashboards of it [own-file]`},
		},
		"Syntax": {
			"What is no JSON has a line.", "dashboards: [d.json]", map[string]string{"d.json": "{\n\"a\": 1,\n}"}, nil,
			[]string{`config/d.json:3: not a dashboard: invalid character '}' looking for beginning of object key string; export it from Grafana as JSON [own-syntax]`},
		},
		"NoRules": {
			"What is YAML and no rules, too.", "rules: [r]",
			map[string]string{"r/a.yaml": "", "r/b.yaml": "a: 1", "r/c.yaml": "kind: Secret", "r/d.yaml": "a: [", "r/e.yaml": "- 1", "r/f.yaml": "\n\nkind: PrometheusRule\nmetadata: {namespace: x}"}, nil,
			[]string{
				`config/r/a.yaml: there are no rules in it [own-syntax]`,
				`config/r/b.yaml:1: not rules: there must be groups and nothing else, or a PrometheusRule [own-syntax]`,
				`config/r/c.yaml:1: Secret is no PrometheusRule; leave it out of rules [own-syntax]`,
				`config/r/d.yaml:1: not YAML: did not find expected node content [own-syntax]`,
				`config/r/e.yaml:1: not rules: it must be a mapping [own-syntax]`,
				`config/r/f.yaml:3: is of the namespace x, and rules are delivered to cluster-services; leave the namespace out [own-syntax]`,
			},
		},
		"Manifests": {
			"Objects are delivered as they are, after a unit, or the unit of a component.",
			"manifests: [{path: m}, {path: n.yaml, after: loki}]",
			map[string]string{"m/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n", "n.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: early}\n"},
			[]string{"ConfigMap early", "ConfigMap shop/a", "Namespace shop"}, nil,
		},
		"NoManifests": {
			"What is no object, or would have to be built or decrypted, is told.", "manifests: [{path: m, after: lokki}, {path: n}]",
			map[string]string{
				"n/a.yaml": "{a: 1}", "n/b.yaml": "apiVersion: v1\nkind: List\nmetadata: {name: x}\nitems: []", "n/c.yaml": "# x\n\nkind: Kustomization\nresources: [a.yaml]",
				"n/d.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nsops: {}", "n/e.yaml": "a: 1\na: 2\n", "n/f.yaml": "",
			}, nil,
			[]string{
				`config/n/a.yaml:1: not an object: it must have apiVersion, kind and metadata.name [own-syntax]`,
				`config/n/b.yaml:1: it is a list of objects; write each as a document of its own [own-syntax]`,
				`config/n/c.yaml:3: a kustomization is not built here; name a folder that has none, with its objects as they are: kubectl kustomize prints them [own-syntax]`,
				`config/n/d.yaml:1: it is encrypted with SOPS, and nothing decrypts it there; leave the Secret out, and make it as SECRETS.md shows for others [own-syntax]`,
				`config/n/e.yaml:1: not an object: it cannot be read: is a key given twice, or no text? [own-syntax]`,
				`config/n/f.yaml: there are no objects in it [own-syntax]`,
				`config/p.yaml:5: spec.defaults.manifests[0].after: "lokki": there is no such unit or component in an environment; did you mean "loki"?; for environments a, b [own-unknown-unit]`,
			},
		},
		"Twice": {
			"Two files of one name would be one object.", "dashboards: [d, d/a-b.json]", map[string]string{"d/a-b.json": board, "d/a.b.json": board},
			[]string{"ConfigMap cluster-services/own-dashboard-d-a-b"},
			[]string{
				`config/d/a-b.json: "own-dashboard-d-a-b": has the name of what config/d/a-b.json holds; rename one, or name a file once; for environments a, b [own-duplicate]`,
				`config/d/a.b.json: "own-dashboard-d-a-b": has the name of what config/d/a-b.json holds; rename one, or name a file once; for environments a, b [own-duplicate]`,
			},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p, locate := loaded(t, tc.defaults)
			files, findings := Read(p, locate, from(tc.files))
			var objects, said []string
			for _, c := range files.Components() {
				for _, o := range c.Build(p.Spec.Environments[0]).Objects {
					objects = append(objects, model.RefOf(o).String())
					if _, err := manifest.Of(o); err != nil {
						t.Error(err)
					}
				}
			}
			for _, f := range findings {
				said = append(said, f.String())
			}
			if diff := cmp.Diff(tc.objects, objects); diff != "" {
				t.Errorf("%s objects (-want +got):\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.findings, said); diff != "" {
				t.Errorf("%s findings (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// TestUnread: what was not read is not left out without a word.
func TestUnread(t *testing.T) {
	p, locate := loaded(t, "dashboards: [d.json]")
	if diff := cmp.Diff([]string{"dashboards of a", "dashboards of b"}, Files{}.Unread(p)); diff != "" {
		t.Error(diff)
	}
	files, _ := Read(p, locate, from(map[string]string{"d.json": board}))
	if left := files.Unread(p); len(left) > 0 {
		t.Error(left)
	}
}

// TestWithoutGrafana: nothing is delivered where nobody takes it.
func TestWithoutGrafana(t *testing.T) {
	p, locate := loaded(t, "dashboards: [d.json]")
	files, _ := Read(p, locate, from(map[string]string{"d.json": board}))
	env := p.Spec.Environments[0]
	env.Components = map[string]bool{"kube-prometheus-stack": false}
	if c := files.Components()[0].Build(env); len(c.Objects) > 0 {
		t.Error(c.Objects)
	}
}

// TestLines: findings in a rule have the line of the nearest field.
func TestLines(t *testing.T) {
	p, locate := loaded(t, "rules: [r.yaml]")
	files, _ := Read(p, locate, from(map[string]string{"r.yaml": "# mine\ngroups:\n- name: x\n  rules:\n  - alert: A\n    expr: up\n"}))
	c := files.Components()[0].Build(p.Spec.Environments[1])
	for path, line := range map[string]int{"spec.groups": 2, "spec.groups[0].rules[0]": 5, "spec.groups[0].rules[0].expr": 6, "": 2} {
		i := slices.IndexFunc(c.Brought, func(b model.Brought) bool { return b.Path == path })
		if i < 0 || c.Brought[i].Source.Line != line || c.Brought[i].Source.File != "config/r.yaml" {
			t.Errorf("%q: want line %d of %v", path, line, c.Brought)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{board, "{", "groups: []", "groups: [{name: a, rules: [{alert: A, expr: up}]}]", "kind: PrometheusRule\nspec: {groups: 1}", "a: &a [*a]", "? {a: 1}\n: 2", "--- 1\n---\n", "{\"title\":\"\xff\"}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, locate := loaded(t, "dashboards: [d.json], rules: [r.yaml], manifests: [{path: m.yaml}]")
		files, findings := Read(p, locate, from(map[string]string{"d.json": text, "r.yaml": text, "m.yaml": text}))
		for _, c := range files.Components() {
			for _, o := range c.Build(p.Spec.Environments[0]).Objects {
				if _, err := manifest.Of(o); err != nil {
					t.Error(err)
				}
			}
		}
		if len(files.Components()) == 0 && len(findings) == 0 {
			t.Error("nothing is delivered, and nothing said")
		}
	})
}
