package apis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
)

const manifestPath = "forProvider.manifest."

// anything is the type of what is remembered.
const anything = "anything"

// checker looks up every path of a composition in the schemas of both ends.
type checker struct {
	t   *testing.T
	set *schemas.Set
}

// check returns what is wrong with a composition, one line each.
func (k checker) check(c composition) []string {
	var findings []string
	for _, r := range c.input.Resources {
		for i, p := range r.Patches {
			if err := k.patch(c, floats(k.t, r.Base), p); err != nil {
				findings = append(findings, fmt.Sprintf("%s: resource %s: patch %d: %v", c.name, r.Name, i, err))
			}
		}
	}
	return findings
}

func (k checker) patch(c composition, base object, p patchandtransform.Patch) error {
	composite := func(path string) (string, error) {
		return k.typeIn(c.of.String(), object{
			"apiVersion": c.of.GroupVersion().String(), "kind": c.of.Kind,
		}, path)
	}
	composed := func(path string) (string, error) { return k.typeIn(kindOf(base).String(), base, path) }
	remembered := func(string) (string, error) { return anything, nil }
	ends := map[patchandtransform.PatchType][2]func(string) (string, error){
		patchandtransform.FromComposite:          {composite, composed},
		patchandtransform.CombineFromComposite:   {composite, composed},
		patchandtransform.ToComposite:            {composed, composite},
		patchandtransform.CombineToComposite:     {composed, composite},
		patchandtransform.ToEnvironment:          {composed, remembered},
		patchandtransform.FromEnvironment:        {remembered, composed},
		patchandtransform.CombineFromEnvironment: {remembered, composed},
	}[p.Type]
	from, to := ends[0], ends[1]
	if from == nil {
		return fmt.Errorf("unknown type %q", p.Type)
	}
	source, err := sourceType(p, from)
	if err != nil {
		return err
	}
	for i, t := range p.Transforms {
		if source, err = transformed(t, source); err != nil {
			return fmt.Errorf("transform %d: %w", i, err)
		}
	}
	target, err := to(p.ToFieldPath)
	if err != nil {
		return fmt.Errorf("toFieldPath %w", err)
	}
	if !fits(source, target) {
		return fmt.Errorf("toFieldPath %s: is %s, but the value is %s", p.ToFieldPath, target, source)
	}
	return nil
}

func sourceType(p patchandtransform.Patch, typeOf func(string) (string, error)) (string, error) {
	if p.Combine == nil {
		kind, err := typeOf(p.FromFieldPath)
		if err != nil {
			return "", fmt.Errorf("fromFieldPath %w", err)
		}
		return kind, nil
	}
	for i, v := range p.Combine.Variables {
		kind, err := typeOf(v.FromFieldPath)
		if err != nil {
			return "", fmt.Errorf("variables[%d] %w", i, err)
		}
		if kind == "object" || kind == "array" {
			return "", fmt.Errorf("variables[%d] %s: is %s and cannot be combined", i, v.FromFieldPath, kind)
		}
	}
	return "string", nil
}

func transformed(t patchandtransform.Transform, from string) (string, error) {
	if t.Type == patchandtransform.TransformConvert {
		return t.Convert.ToType, nil
	}
	if from != "string" && from != anything {
		return "", fmt.Errorf("%s wants a string, not %s", t.Type, from)
	}
	if t.Type != patchandtransform.TransformMap {
		return "string", nil
	}
	var kinds []string
	for _, v := range t.Map {
		kinds = append(kinds, typeOfValue(v))
	}
	slices.Sort(kinds)
	if kinds = slices.Compact(kinds); len(kinds) != 1 {
		return "", fmt.Errorf("a map of %v", kinds)
	}
	return kinds[0], nil
}

func typeOfValue(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case []any:
		return "array"
	}
	return fmt.Sprintf("%T", v)
}

func fits(source, target string) bool {
	switch {
	case source == target, source == anything, target == anything, source == "integer" && target == "number":
		return true
	case source == "number" && target == "integer": // a port: whole in fact
		return true
	}
	return false
}

// typeIn is the type of a path in an object of a kind. Below the manifest of an
// Object, where the schema takes anything, it is the type in the manifest's own
// kind.
func (k checker) typeIn(kind string, o object, path string) (string, error) {
	if _, inner, found := strings.Cut(path, manifestPath); found {
		manifest, _ := get(o, "spec."+strings.TrimSuffix(manifestPath, "."))
		return k.manifestType(manifest.(object), inner)
	}
	if _, inner, found := strings.Cut(path, "status.atProvider.manifest."); found {
		manifest, _ := get(o, "spec."+strings.TrimSuffix(manifestPath, "."))
		return k.manifestType(manifest.(object), inner)
	}
	s, err := k.set.Kind(kindOf(o))
	if err != nil {
		return "", err
	}
	found, err := s.TypeOf(path)
	if err != nil {
		return "", fmt.Errorf("%w in %s", err, kind)
	}
	if found == schemas.Any {
		return "", fmt.Errorf("%s: the schema of %s says nothing about it", path, kind)
	}
	return found, nil
}

// manifestType knows the built-in kinds that are delivered; others have CRDs.
func (k checker) manifestType(manifest object, path string) (string, error) {
	gvk := kindOf(manifest)
	if gvk.Group != "" {
		return k.typeIn(gvk.String(), manifest, path)
	}
	switch {
	case path == "metadata.name", path == "metadata.namespace", path == "metadata.uid":
		return "string", nil
	case gvk.Kind == "ConfigMap" && (strings.HasPrefix(path, "data.") || strings.HasPrefix(path, "binaryData.")):
		return "string", nil
	}
	return "", fmt.Errorf("%s: there is no such field in %s", path, gvk)
}

// TestPatchPaths proves that both ends of every patch exist and that the types
// agree.
func TestPatchPaths(t *testing.T) {
	k := checker{t, load(t, "the paths of all patches, at both ends")}
	for _, c := range compositions(t) {
		for _, finding := range k.check(c) {
			t.Error(finding)
		}
	}
}

// TestPatchPathTypos proves that the check above finds what it is for.
func TestPatchPathTypos(t *testing.T) {
	k := checker{t, load(t, "that a typo in a path is found")}
	good := compose.From("spec.region").To("spec.forProvider.region")
	cases := map[string]struct {
		reason string
		patch  patchandtransform.Patch
		want   string
	}{
		"SourceTypo": {
			reason: "A field that the definition of the XR does not have.",
			patch:  compose.From("spec.regoin").To("spec.forProvider.region"),
			want:   "fromFieldPath spec.regoin: there is no such field",
		},
		"TargetTypo": {
			reason: "A field that the managed resource does not have.",
			patch:  compose.From("spec.region").To("spec.forProvider.regoin"),
			want:   "toFieldPath spec.forProvider.regoin: there is no such field",
		},
		"VariableTypo": {
			reason: "One of several sources.",
			patch:  compose.Combine("%s%s", "metadata.name", "status.vpcid").To("spec.forProvider.name"),
			want:   "variables[1] status.vpcid: there is no such field",
		},
		"StatusTypo": {
			reason: "A status field that the managed resource does not report.",
			patch:  compose.Status("status.atProvider.ident").To("status.vpcID"),
			want:   "fromFieldPath status.atProvider.ident: there is no such field",
		},
		"UndeclaredStatus": {
			reason: "The API server would drop a status field that the definition does not declare.",
			patch:  compose.Status("status.atProvider.id").To("status.vpc"),
			want:   "toFieldPath status.vpc: there is no such field",
		},
		"WrongType": {
			reason: "A list where a string must be.",
			patch:  retarget(compose.DeletionPolicy(), "spec.forProvider.name"),
			want:   "toFieldPath spec.forProvider.name: is string, but the value is",
		},
		"NumberIntoString": {
			reason: "A number needs a conversion first.",
			patch:  compose.From("spec.nodePool.min").To("spec.forProvider.name"),
			want:   "is string, but the value is integer",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := doksComposition(t)
			c.input.Resources[0].Patches = compose.Patches{good, tc.patch}
			got := strings.Join(k.check(c), "\n")
			where := "doksclusters." + seamark.Group + ": resource vpc: patch 1: "
			if !strings.HasPrefix(got, where) || !strings.Contains(got, tc.want) {
				t.Errorf("got %q, want %q … %q\nreason: %s", got, where, tc.want, tc.reason)
			}
		})
	}
}

func doksComposition(t *testing.T) composition {
	t.Helper()
	c := compositions(t)[0]
	if c.of.Kind != seamark.KindDOKSCluster.Kind || c.input.Resources[0].Name != "vpc" {
		t.Fatalf("the first composition is %s", c.name)
	}
	return c
}

func retarget(p patchandtransform.Patch, path string) patchandtransform.Patch {
	p.ToFieldPath = path
	return p
}
