package handbook

import (
	"regexp"
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

var token = model.Secret{
	Namespace: "tools", Name: "cloud", Purpose: "It opens the cloud.",
	Keys: []model.SecretKey{
		{Key: "token", Meaning: "The token.", Inputs: []string{"CLOUD_TOKEN"}, Format: "%s"},
		{Key: "header", Meaning: "The token as a header.", Inputs: []string{"CLOUD_TOKEN"}, Format: "Bearer %s"},
		{Key: "user", Meaning: "Who.", Format: "admin"},
	},
}

// pages renders the handbook of two units that both need one Secret.
func pages(t *testing.T, deletion platform.DeletionPolicy) map[string]string {
	t.Helper()
	return pagesFor(t, platform.Flux, deletion)
}

func pagesFor(t *testing.T, engine platform.Engine, deletion platform.DeletionPolicy) map[string]string {
	t.Helper()
	p := platform.Platform{
		Metadata: platform.Metadata{Name: "acme"},
		Spec: platform.Spec{
			Delivery:     platform.Delivery{Engine: engine, Hub: "hub", Repository: platform.Repository{URL: "https://git.example.com/acme", Branch: "main", Path: "gitops"}},
			Environments: []platform.Environment{{Name: "live", Region: "sfo3", DeletionPolicy: deletion, Databases: map[string]platform.Database{"orders": {Engine: platform.PostgreSQL}}}},
		},
	}
	chart := charts.Chart{Name: "hello", Version: "1.2.3", AppVersion: "v1", Repository: "https://charts.example.com", Note: "Stay."}
	units := []model.Unit{
		{ID: model.UnitID{Path: "base"}, Components: []model.Component{{
			Name: "cloud", Secrets: []model.Secret{token}, Notes: model.Notes{Runbook: "# Alerts\n\n## CloudDown\n\nWait.\n"},
		}, {Name: "packages"}}},
		{ID: model.UnitID{Environment: "live", Path: "1-infra"}, Components: []model.Component{{Name: "dokscluster"}, {Name: "manageddatabase"}, {Name: "logsink"}}},
		{
			ID: model.UnitID{Environment: "live", Path: "2-cluster/platform"}, DependsOn: []model.UnitID{{Path: "base"}},
			Components: []model.Component{{Name: "hello", Secrets: []model.Secret{token}, Releases: []model.Release{{Name: "hello", Namespace: "greetings", Chart: chart}}}},
		},
	}
	deliverer, err := engines.Of(p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := Files(p, declare.Everything(), units, deliverer)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range files {
		if !f.Yields {
			t.Errorf("%s does not give way to a file of the user's", f.Path)
		}
		found[f.Path] = string(f.Data)
	}
	return found
}

func TestPages(t *testing.T) {
	cases := map[string]struct {
		reason string
		page   string
		want   []string
	}{
		"bootstrap": {
			reason: "Flux starts below the folder that the tree was rendered into.",
			page:   "README.md",
			want:   []string{"flux bootstrap git --url=https://git.example.com/acme --branch=main --path=gitops/clusters/hub"},
		},
		"order": {
			reason: "A reader sees what waits for what.",
			page:   "environments/live/README.md",
			want:   []string{"| 2-cluster-platform | hub | control-plane-base | hello |", "| hello | greetings | hello | 1.2.3 |"},
		},
		"kubeconfig": {
			reason: "The command reads the Secret that the composition makes.",
			page:   "environments/live/README.md",
			want:   []string{`kubectl get secret live-kubeconfig --namespace live --output go-template='{{index .data "value" | base64decode}}' > live.kubeconfig`},
		},
		"protected": {
			reason: "The page says how to destroy on purpose.",
			page:   "environments/live/README.md",
			want:   []string{"set `deletionPolicy: Delete` for this environment"},
		},
		"restored": {
			reason: "A database that is deleted at DigitalOcean while the hub still has its resource is made again, and costs.",
			page:   "environments/live/README.md",
			want:   []string{"`kubectl delete manageddatabase -n live restored` comes first, then `doctl databases delete ID`"},
		},
		"left": {
			reason: "What a destroyed environment leaves is told where it is read afterwards.",
			page:   "docs/runbooks/destroy.md",
			want:   []string{"doctl kubernetes cluster list-associated-resources ENVIRONMENT", "doctl compute volume list", "doctl compute snapshot list --resource volume", "doctl compute load-balancer list", "doctl compute reserved-ip list"},
		},
		"runbook": {
			reason: "The annotation of an alert leads to a section that the repository carries.",
			page:   "docs/runbooks/alerts.md",
			want:   []string{"\n## CloudDown\n"},
		},
		"swap": {
			reason: "The default pool's size is changed by hand.",
			page:   "docs/runbooks/node-pools.md",
			want:   []string{"terraform:default-node-pool"},
		},
		"versions": {
			reason: "Every chart is listed with its source, and every package.",
			page:   "versions.yaml",
			want:   []string{"- name: hello\n  version: 1.2.3\n  appVersion: v1\n  source: https://charts.example.com\n  note: Stay.\n", "- name: provider-http\n"},
		},
	}
	all := pages(t, platform.Orphan)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			for _, part := range tc.want {
				if !strings.Contains(all[tc.page], part) {
					t.Errorf("%s\n%s lacks %q:\n%s", tc.reason, tc.page, part, all[tc.page])
				}
			}
		})
	}
	if page := pages(t, platform.Delete)["environments/live/README.md"]; !strings.Contains(page, "are destroyed") {
		t.Errorf("the page of an environment that may be destroyed does not say so:\n%s", page)
	}
}

// TestArgoCDPages: who runs Argo CD reads of Argo CD, and of Flux nowhere.
func TestArgoCDPages(t *testing.T) {
	all := pagesFor(t, platform.ArgoCD, platform.Orphan)
	for page, want := range map[string][]string{
		"README.md": {
			"kubectl apply --server-side --force-conflicts --kustomize gitops/clusters/hub/bootstrap\n",
			"/argo-cd/" + charts.ArgoCD + "/manifests/install.yaml\n", "kubectl get applications --namespace argocd --watch",
		},
		"SECRETS.md":                  {"--from-file=url=<(printf '%s' \"https://git.example.com/acme\")", "argocd.argoproj.io/secret-type=repository"},
		"environments/live/README.md": {"| 1 | live-hello | hub | control-plane-base | Helm release hello |", "until the Application `live-1-infra` is healthy again"},
	} {
		for _, part := range want {
			if !strings.Contains(all[page], part) {
				t.Errorf("%s lacks %q:\n%s", page, part, all[page])
			}
		}
	}
	for page, text := range all {
		if page != "docs/runbooks/alerts.md" && strings.Contains(strings.ToLower(text), "flux") {
			t.Errorf("%s speaks of Flux", page)
		}
	}
}

// TestLists: an enumeration ends in and.
func TestLists(t *testing.T) {
	for want, parts := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := list(parts); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestSecretsNeverOnACommandLine: values come through process substitution, and
// a Secret that two components need is asked for once.
func TestSecretsNeverOnACommandLine(t *testing.T) {
	page := pages(t, platform.Orphan)["SECRETS.md"]
	if n := strings.Count(page, "## tools/cloud\n"); n != 1 {
		t.Errorf("the Secret is listed %d times, want once", n)
	}
	want := `kubectl create secret generic cloud --namespace tools \
  --from-file=token=<(printf '%s' "$CLOUD_TOKEN") \
  --from-file=header=<(printf 'Bearer %s' "$CLOUD_TOKEN") \
  --from-file=user=<(printf 'admin') \
  --dry-run=client --output yaml | kubectl apply --server-side --filename -`
	if diff := cmp.Diff(want, secret{token}.Command()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if literal := regexp.MustCompile(`--from-literal|--token|echo "?\$`).FindString(page); literal != "" {
		t.Errorf("%q puts a value where others can read it", literal)
	}
}

// TestAccountOfARegistry: a password may hold what JSON, a URL or the shell
// take for something else.
func TestAccountOfARegistry(t *testing.T) {
	account := secret{model.Secret{
		Namespace: "tools", Name: "registry", Type: "kubernetes.io/dockerconfigjson",
		Keys: []model.SecretKey{{
			Key: ".dockerconfigjson", Inputs: []string{"NAME", "PASSWORD"}, Basic: true,
			Format: `{"auths":{"registry.example.com":{"auth":"%s"}}}`,
		}},
	}}
	want := `kubectl create secret generic registry --namespace tools --type=kubernetes.io/dockerconfigjson \
  --from-file=.dockerconfigjson=<(printf '{"auths":{"registry.example.com":{"auth":"%s"}}}' "$(printf '%s:%s' "$NAME" "$PASSWORD" | base64 | tr -d '\n')") \
  --dry-run=client --output yaml | kubectl apply --server-side --filename -`
	if diff := cmp.Diff(want, account.Command()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestSecretOfWhatThereIs: nobody is asked for what no component needs.
func TestSecretOfWhatThereIs(t *testing.T) {
	asked := []model.Unit{{Components: []model.Component{{Secrets: []model.Secret{{
		Namespace: "tools", Name: "cloud",
		Keys: []model.SecretKey{{
			Key: "token", Inputs: []string{"TOKEN", "BUCKET_KEY"}, Format: "%s/%s",
			Less: &model.LessOfKey{Without: "store", Inputs: []string{"TOKEN"}, Format: "%s"},
		}},
	}}}}}}
	cases := map[string]struct {
		reason  string
		present declare.Present
		want    string
	}{
		"All":  {"The store needs its key.", declare.Only("store"), `printf '%s/%s' "$TOKEN" "$BUCKET_KEY")`},
		"Less": {"Without it there is no such key.", declare.Only("other"), `printf '%s' "$TOKEN")`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := secrets(asked, tc.present)[0].Command(); !strings.Contains(got, tc.want) {
				t.Errorf("%s\ngot  %s\nwant %s", tc.reason, got, tc.want)
			}
		})
	}
}

// TestSecretOfTwo: what two components ask for in one Secret is one section and
// one command, whichever comes first, and a value is asked for once.
func TestSecretOfTwo(t *testing.T) {
	asks := func(joins bool, purpose string, keys ...string) model.Component {
		s := model.Secret{Namespace: "tools", Name: "chat", Purpose: purpose, Joins: joins}
		for _, key := range keys {
			s.Keys = append(s.Keys, model.SecretKey{Key: key, Inputs: []string{"URL"}, Format: "%s"})
		}
		return model.Component{Secrets: []model.Secret{s}}
	}
	units := []model.Unit{{Components: []model.Component{asks(true, "And this.", "address", "url"), asks(false, "For that.", "url")}}}
	all := secrets(units, declare.Only())
	if len(all) != 1 || all[0].Purpose != "For that. And this." {
		t.Fatalf("%+v", all)
	}
	want := `kubectl create secret generic chat --namespace tools \
  --from-file=url=<(printf '%s' "$URL") \
  --from-file=address=<(printf '%s' "$URL") \
  --dry-run=client --output yaml | kubectl apply --server-side --filename -`
	if diff := cmp.Diff(want, all[0].Command()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if inputs := all[0].Inputs(); len(inputs) != 1 {
		t.Errorf("asked for %v", inputs)
	}
}

// TestAnswersTemplate runs the template that the page gives kubectl.
func TestAnswersTemplate(t *testing.T) {
	page := pages(t, platform.Orphan)["environments/live/README.md"]
	_, rest, _ := strings.Cut(page, "logsinks --namespace live --output go-template='")
	text, _, found := strings.Cut(rest, "'\n")
	if !found {
		t.Fatal("the page has no such command")
	}
	parsed, err := template.New("answers").Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	condition := func(kind, status, message string) any {
		return map[string]any{"type": kind, "status": status, "reason": "Because", "message": message}
	}
	items := []any{
		map[string]any{"kind": "ObjectStore", "metadata": map[string]any{"name": "new"}},
		map[string]any{"kind": "DOKSCluster", "metadata": map[string]any{"name": "live"}, "status": map[string]any{"cloud": map[string]any{
			"vpc": []any{condition("Ready", "True", ""), condition("Synced", "False", "403 no")},
		}}},
	}
	var b strings.Builder
	if err := parsed.Execute(&b, map[string]any{"items": items}); err != nil {
		t.Fatal(err)
	}
	if want := "DOKSCluster live vpc: Synced Because 403 no\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// TestLookedAtInTable: of a database that is only looked at nobody knows the
// version.
func TestLookedAtInTable(t *testing.T) {
	row := "| orders (pg, looked at) shop (mysql 8) |"
	p := platform.Platform{Spec: platform.Spec{Delivery: platform.Delivery{Engine: platform.Flux}, Environments: []platform.Environment{{
		Name: "live", Databases: map[string]platform.Database{
			"orders": {Engine: platform.PostgreSQL, Existing: &platform.ExistingDatabase{ObserveOnly: true}},
			"shop":   {Engine: platform.MySQL, Version: "8"},
		},
	}}}}
	deliverer, err := engines.Of(p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	units := []model.Unit{{ID: model.UnitID{Environment: "live", Path: "1-infra"}, Components: []model.Component{{Name: "manageddatabase"}}}}
	files, err := Files(p, declare.Everything(), units, deliverer)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path == "README.md" && !strings.Contains(string(f.Data), row) {
			t.Errorf("the page lacks %q:\n%s", row, f.Data)
		}
	}
}
