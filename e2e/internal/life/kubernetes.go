package life

import (
	"fmt"
	"strings"

	"github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath"
	"github.com/google/cel-go/cel"
)

const groupKubernetes = "kubernetes.m.crossplane.io"

// reconcileObject does what provider-kubernetes does with an Object: it gets at
// the cluster, copies referenced fields into the manifest, writes it unless it
// may only look, and reports back. A missing reference means that nothing is
// written.
func (w *World) reconcileObject(o *Object) error {
	remote, err := w.deliver(o)
	if err != nil {
		w.add(o, map[string]any{"status": status(condition(o, "Ready").Status == "True", err.Error())})
		return err
	}
	ready, message := w.observe(o, remote)
	s := status(ready, message)
	s["atProvider"] = map[string]any{"manifest": remote.Object}
	w.add(o, map[string]any{"status": s})
	return nil
}

// deliver writes the manifest into the DOKS cluster, or only reads what is
// there, and returns the object in the cluster.
func (w *World) deliver(o *Object) (*Object, error) {
	if err := w.reach(o); err != nil {
		return nil, err
	}
	manifest, err := w.manifest(o)
	if err != nil {
		return nil, err
	}
	ref, objects := refOf(manifest), w.objects(o)
	existing, exists := objects[ref]
	switch {
	case !exists && !allows(o, "Create"):
		return nil, fmt.Errorf("%s: external resource does not exist", ref)
	case exists && !allows(o, "Update"):
		return existing, nil
	}
	if err := w.accept(manifest, onHub(o)); err != nil {
		return nil, err
	}
	objects[ref] = manifest
	return manifest, nil
}

// objects are those of the cluster that an Object is delivered to.
func (w *World) objects(o *Object) map[Ref]*Object {
	if onHub(o) {
		return w.hub
	}
	return w.cluster
}

// onHub tells whether an Object is delivered to the hub itself, where the
// provider acts as who it is.
func onHub(o *Object) bool {
	return text(o, "spec", "providerConfigRef", "kind") == "ClusterProviderConfig"
}

// reach finds the kubeconfig that the Object's ProviderConfig names.
func (w *World) reach(o *Object) error {
	config := Ref{Group: groupKubernetes, Kind: text(o, "spec", "providerConfigRef", "kind"), Name: text(o, "spec", "providerConfigRef", "name")}
	if config.Kind == "ProviderConfig" {
		config.Namespace = o.GetNamespace()
	}
	found, ok := w.hub[config]
	if !ok {
		return fmt.Errorf("%s not found", config)
	}
	if source := text(found, "spec", "credentials", "source"); onHub(o) && source == "InjectedIdentity" {
		return nil
	}
	ref := func(field string) string { return text(found, "spec", "credentials", "secretRef", field) }
	secret, ok := w.hub[Ref{Kind: "Secret", Namespace: ref("namespace"), Name: ref("name")}]
	if !ok {
		return fmt.Errorf("%s: Secret %s/%s not found", config, ref("namespace"), ref("name"))
	}
	if text(secret, "data", ref("key")) == "" {
		return fmt.Errorf("%s: Secret %s/%s has no key %s", config, ref("namespace"), ref("name"), ref("key"))
	}
	return nil
}

// manifest is the Object's manifest with all references copied into it.
func (w *World) manifest(o *Object) (*Object, error) {
	manifest := &Object{Object: manifestOf(o)}
	for _, reference := range list(o, "spec", "references") {
		if err := w.resolve(manifest, reference); err != nil {
			return nil, fmt.Errorf("cannot resolve a reference: %w", err)
		}
	}
	return manifest, nil
}

// resolve copies one referenced field, raw as it is stored.
func (w *World) resolve(manifest *Object, reference map[string]any) error {
	from, _ := reference["patchesFrom"].(map[string]any)
	field := func(key string) string { s, _ := from[key].(string); return s }
	group, _, _ := strings.Cut(field("apiVersion"), "/")
	if group == field("apiVersion") {
		group = "" // the core group is written without its name
	}
	ref := Ref{Group: group, Kind: field("kind"), Namespace: field("namespace"), Name: field("name")}
	source, ok := w.hub[ref]
	if !ok {
		return fmt.Errorf("%s not found", ref)
	}
	found, err := fieldpath.Pave(source.Object).GetValue(field("fieldPath"))
	if err != nil {
		return fmt.Errorf("%s: %w", ref, err)
	}
	to, _ := reference["toFieldPath"].(string)
	return fieldpath.Pave(manifest.Object).SetValue(to, found)
}

// accept is the API server of the cluster, or of the hub, which has what
// namespaces it needs.
func (w *World) accept(manifest *Object, hub bool) error {
	ref := refOf(manifest)
	if findings := append(Incomplete(manifest), strict(manifest)...); len(findings) > 0 {
		return defect{fmt.Errorf("%s is refused: %s", ref, strings.Join(findings, "; "))}
	}
	if strings.Contains(ref.Group, ".") && !w.served[ref.Kind] {
		return fmt.Errorf("no matches for kind %s", ref.Kind)
	}
	if !hub && ref.Namespace != "" && w.cluster[Ref{Kind: "Namespace", Name: ref.Namespace}] == nil {
		return fmt.Errorf("%s: namespace not found", ref)
	}
	compiled, err := w.schemaOf(manifest)
	if err != nil || compiled == nil {
		return err
	}
	if findings := compiled.Findings(manifest, nil); len(findings) > 0 {
		return defect{fmt.Errorf("%s is refused: %s", ref, strings.Join(findings, "; "))}
	}
	return nil
}

// observe tells whether the object in the cluster is ready, and fills the
// connection Secret from the cluster.
func (w *World) observe(o, remote *Object) (ready bool, message string) {
	ready = true
	if query := text(o, "spec", "readiness", "celQuery"); query != "" {
		var err error
		if ready, err = evaluate(query, remote); err != nil {
			return false, err.Error()
		}
	}
	keys, err := w.details(o)
	if err != nil {
		return ready, err.Error()
	}
	if name := text(o, "spec", "writeConnectionSecretToRef", "name"); name != "" {
		w.secret(o.GetNamespace(), name, keys)
	}
	return ready, ""
}

// details are the connection details, read from the cluster.
func (w *World) details(o *Object) (Keys, error) {
	keys := Keys{}
	for _, detail := range list(o, "spec", "connectionDetails") {
		field := func(key string) string { s, _ := detail[key].(string); return s }
		ref := Ref{Kind: field("kind"), Namespace: field("namespace"), Name: field("name")}
		source, ok := w.cluster[ref]
		if !ok {
			return nil, fmt.Errorf("%s not found", ref)
		}
		found, err := value(source, field("fieldPath"))
		if err != nil {
			return nil, err
		}
		keys[field("toConnectionSecretKey")] = fmt.Sprint(found)
	}
	return keys, nil
}

// evaluate is the policy DeriveFromCelQuery, as the provider does it.
func evaluate(query string, remote *Object) (bool, error) {
	env, err := cel.NewEnv(cel.Variable("object", cel.AnyType))
	if err != nil {
		return false, err
	}
	ast, issues := env.Compile(query)
	if issues.Err() != nil {
		return false, issues.Err()
	}
	if ast.OutputType() != cel.BoolType {
		return false, fmt.Errorf("%s is no condition", query)
	}
	program, err := env.Program(ast)
	if err != nil {
		return false, err
	}
	out, _, err := program.Eval(map[string]any{"object": remote.Object})
	if err != nil {
		return false, err
	}
	return out.Value() == true, nil
}
