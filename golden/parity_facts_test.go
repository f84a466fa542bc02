package golden

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"testing"

	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	ktypes "sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/kustomize"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// delivered is a step of a delivery, read from the files that an engine reads:
// the plain objects of a unit, or a release.
type delivered struct {
	Unit    string // folder of the plain objects
	Release release
	Cluster string // hub, or the environment
	Ignored []string
	// after are the keys of the steps that must be healthy before: of Flux
	// what is written, of Argo CD everything in an earlier wave.
	after map[string]bool
	// prune and heal: what is taken out of Git goes, what others change comes
	// back.
	prune, heal bool
}

// release is what is told of a Helm release.
type release struct {
	Name, Namespace, Chart, Version, Repository string
	Values                                      any
	Patches                                     []kustomize.Patch
}

// key identifies a step in both engines.
func (d delivered) key() string {
	if d.Release.Name != "" {
		return "release " + d.Release.Name + " in " + d.Cluster
	}
	return d.Unit
}

// with is the tree of a scenario for an engine.
func with(t *testing.T, scenario string, engine platform.Engine) (platform.Platform, *tree.Tree) {
	t.Helper()
	p := load(t, scenario)
	p.Spec.Delivery.Engine = engine
	repo, findings, err := render.Prove(p, render.Options{})
	if err != nil || len(findings) > 0 {
		t.Fatalf("%s for %s: %v\n%v", scenario, engine, err, findings)
	}
	return p, repo
}

// decodeKind are all objects of a kind in a tree, by file.
func decodeKind[T any](t *testing.T, repo *tree.Tree, kind string) map[string]T {
	t.Helper()
	found := map[string]T{}
	for _, f := range repo.Files() {
		if f.Object && bytes.Contains(f.Data, []byte("\nkind: "+kind+"\n")) {
			var o T
			if err := yaml.UnmarshalStrict(f.Data, &o); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
			found[f.Path] = o
		}
	}
	return found
}

// fluxSteps reads the Kustomizations and HelmReleases.
func fluxSteps(t *testing.T, p platform.Platform, repo *tree.Tree) map[string]delivered {
	t.Helper()
	steps := map[string]delivered{}
	ofUnit := map[string][]string{} // namespace/name of a Kustomization to its steps
	kustomizations := fluxKustomizations(t, repo)
	releases := decodeKind[helmv2.HelmRelease](t, repo, "HelmRelease")
	for name, k := range kustomizations {
		if k.Name == notifying || k.Name == called {
			continue
		}
		dir := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(k.Spec.Path, "./"), p.Spec.Delivery.Repository.Path), "/")
		unit := delivered{Unit: dir, Cluster: cluster(k.Spec.KubeConfig != nil, k.Namespace), prune: k.Spec.Prune, heal: true, after: map[string]bool{}}
		if len(plainObjects(repo, dir)) > 0 {
			steps[unit.key()] = unit
			ofUnit[name] = append(ofUnit[name], unit.key())
		}
		for file, hr := range releases {
			if strings.HasPrefix(file, dir+"/") {
				step := fluxRelease(t, repo, file, hr, k.Spec.Prune)
				steps[step.key()] = step
				ofUnit[name] = append(ofUnit[name], step.key())
			}
		}
	}
	for name, k := range kustomizations {
		for _, d := range k.Spec.DependsOn {
			namespace := d.Namespace
			if namespace == "" {
				namespace = k.Namespace
			}
			for _, step := range ofUnit[name] {
				for _, before := range ofUnit[namespace+"/"+d.Name] {
					steps[step].after[before] = true
				}
			}
		}
	}
	return steps
}

// plainObjects are the files of a unit's own objects, as opposed to Flux's.
func plainObjects(repo *tree.Tree, dir string) []string {
	var files []string
	for _, f := range repo.Files() {
		if f.Object && strings.HasPrefix(f.Path, dir+"/") && !bytes.Contains(f.Data, []byte(".toolkit.fluxcd.io/v")) {
			files = append(files, f.Path)
		}
	}
	return files
}

func fluxRelease(t *testing.T, repo *tree.Tree, file string, hr helmv2.HelmRelease, prune bool) delivered {
	t.Helper()
	r := release{Name: hr.Spec.ReleaseName, Namespace: hr.Spec.TargetNamespace}
	if err := yaml.Unmarshal(hr.Spec.Values.Raw, &r.Values); err != nil {
		t.Fatal(err)
	}
	dir := path.Dir(file)
	if hr.Spec.ChartRef != nil {
		source := decodeKind[sourcev1.OCIRepository](t, repo, "OCIRepository")[dir+"/ocirepository-"+hr.Name+".yaml"]
		r.Chart, r.Repository = path.Base(source.Spec.URL), strings.TrimSuffix(source.Spec.URL, "/"+path.Base(source.Spec.URL))
		r.Version = source.Spec.Reference.Tag + source.Spec.Reference.SemVer
	} else {
		source := decodeKind[sourcev1.HelmRepository](t, repo, "HelmRepository")[dir+"/helmrepository-"+hr.Name+".yaml"]
		r.Chart, r.Version, r.Repository = hr.Spec.Chart.Spec.Chart, hr.Spec.Chart.Spec.Version, source.Spec.URL
	}
	for _, p := range hr.Spec.PostRenderers {
		for _, patch := range p.Kustomize.Patches {
			r.Patches = append(r.Patches, patchOf(patch.Patch, patch.Target.Group, patch.Target.Version, patch.Target.Kind, patch.Target.Name))
		}
	}
	d := delivered{Release: r, Cluster: cluster(hr.Spec.KubeConfig != nil, hr.Namespace), prune: prune, after: map[string]bool{}}
	d.heal = hr.Spec.DriftDetection.Mode == helmv2.DriftDetectionEnabled
	for _, i := range hr.Spec.DriftDetection.Ignore {
		d.Ignored = append(d.Ignored, ignored(i.Target.Group, i.Target.Kind, i.Target.Name, i.Paths))
	}
	for _, other := range hr.Spec.DependsOn {
		d.after[delivered{Release: release{Name: other.Name}, Cluster: d.Cluster}.key()] = true
	}
	return d
}

func patchOf(patch, group, version, kind, name string) kustomize.Patch {
	return kustomize.Patch{Patch: patch, Target: kustomize.Selector{Group: group, Version: version, Kind: kind, Name: name}}
}

func ignored(group, kind, name string, paths []string) string {
	return group + "/" + kind + " " + name + ": " + strings.Join(paths, ", ")
}

func cluster(remote bool, namespace string) string {
	if remote {
		return namespace
	}
	return "hub"
}

// argoSteps reads the Applications.
func argoSteps(t *testing.T, p platform.Platform, repo *tree.Tree) map[string]delivered {
	t.Helper()
	steps := map[string]delivered{}
	type place struct {
		parent      string
		above, wave int // of the parent in the root, and in the parent
	}
	places := map[string]place{}
	roots := map[string]int{}
	applications := decodeKind[argocd.Application](t, repo, "Application")
	for file, a := range applications {
		if path.Base(path.Dir(file)) == "applications" {
			roots[strings.TrimPrefix(a.Spec.Source.Path, path.Join(p.Spec.Delivery.Repository.Path, "clusters")+"/")] = wave(t, a)
		}
	}
	for file, a := range applications {
		parent := strings.TrimPrefix(path.Dir(file), "clusters/")
		above, leaf := roots[parent]
		if !leaf {
			continue
		}
		if a.Name == "control-plane-"+notifying {
			continue
		}
		step := argoStep(t, p, repo, a)
		if _, twice := steps[step.key()]; twice {
			t.Fatalf("%s: two Applications deliver %s", file, step.key())
		}
		steps[step.key()], places[step.key()] = step, place{parent, above, wave(t, a)}
	}
	for key, step := range steps {
		for other, p := range places {
			mine := places[key]
			if p.parent == mine.parent && p.wave < mine.wave || p.parent != mine.parent && p.above < mine.above {
				step.after[other] = true
			}
		}
	}
	return steps
}

func wave(t *testing.T, a argocd.Application) int {
	t.Helper()
	n, err := strconv.Atoi(a.Annotations[argocd.SyncWave])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func argoStep(t *testing.T, p platform.Platform, repo *tree.Tree, a argocd.Application) delivered {
	t.Helper()
	d := delivered{
		Cluster: strings.Replace(a.Spec.Destination.Name, argocd.InCluster, "hub", 1), after: map[string]bool{},
		prune: a.Spec.SyncPolicy.Automated.Prune, heal: a.Spec.SyncPolicy.Automated.SelfHeal,
	}
	for _, i := range a.Spec.IgnoreDifferences {
		d.Ignored = append(d.Ignored, ignored(i.Group, i.Kind, i.Name, i.JSONPointers))
	}
	inTree := func(repositoryPath string) string {
		return strings.TrimPrefix(strings.TrimPrefix(repositoryPath, p.Spec.Delivery.Repository.Path), "/")
	}
	if a.Spec.Source == nil {
		chart := a.Spec.Sources[0]
		d.Release = release{
			Name: chart.Helm.ReleaseName, Namespace: a.Spec.Destination.Namespace,
			Chart: chart.Chart, Version: chart.TargetRevision, Repository: withScheme(chart.RepoURL),
			Values: values(t, repo, inTree(strings.TrimPrefix(chart.Helm.ValueFiles[0], "$values/"))),
		}
		return d
	}
	dir := inTree(a.Spec.Source.Path)
	var k kustomize.Kustomization
	for _, into := range []any{&k, &ktypes.Kustomization{}} {
		if err := yaml.UnmarshalStrict(data(t, repo, dir+"/kustomization.yaml"), into); err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
	}
	if len(k.HelmCharts) == 0 {
		d.Unit = dir
		return d
	}
	chart := k.HelmCharts[0]
	d.Release = release{
		Name: chart.ReleaseName, Namespace: chart.Namespace, Chart: chart.Name, Version: chart.Version,
		Repository: chart.Repo, Values: values(t, repo, path.Join(dir, chart.ValuesFile)), Patches: k.Patches,
	}
	return d
}

// withScheme undoes Argo CD's way to write an OCI registry.
func withScheme(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	return "oci://" + address
}

func values(t *testing.T, repo *tree.Tree, file string) any {
	t.Helper()
	var v any
	if err := yaml.UnmarshalStrict(data(t, repo, file), &v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return v
}

func data(t *testing.T, repo *tree.Tree, file string) []byte {
	t.Helper()
	for _, f := range repo.Files() {
		if f.Path == file {
			return f.Data
		}
	}
	t.Fatalf("%s is not in the tree", file)
	return nil
}
