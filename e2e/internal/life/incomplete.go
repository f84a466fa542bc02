package life

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// formatting matches what Go's fmt leaves when a value was missing or of the
// wrong type.
var formatting = regexp.MustCompile(`%![a-zA-Z(]|<nil>|\bmap\[`)

// Incomplete are the places of an object where something is missing: empty
// strings, nulls, traces of failed formatting, references without a name,
// manifests without name or namespace, scrape targets that are no host:port.
// What Crossplane composes and what arrives in the DOKS cluster must have none,
// at no time.
func Incomplete(o *Object) []string {
	findings := holes("", o.Object)
	for _, check := range []func(*Object) []string{unnamed, unreferenced, targetless} {
		findings = append(findings, check(o)...)
	}
	slices.Sort(findings)
	return findings
}

// holes are empty, null and badly formatted values anywhere below a path.
func holes(path string, v any) []string {
	var found []string
	switch v := v.(type) {
	case nil:
		return []string{path + " is null"}
	case string:
		if v == "" {
			return []string{path + " is empty"}
		}
		if formatting.MatchString(v) {
			return []string{fmt.Sprintf("%s is %q", path, v)}
		}
	case map[string]any:
		for key, inner := range v {
			if path+"."+key == ".status" {
				continue // is not ours
			}
			found = append(found, holes(path+"."+key, inner)...)
		}
	case []any:
		for i, inner := range v {
			found = append(found, holes(fmt.Sprintf("%s[%d]", path, i), inner)...)
		}
	}
	return found
}

// unnamed are references, at any depth, that do not name their target.
func unnamed(o *Object) []string {
	var found []string
	walk("", o.Object, func(path string, m map[string]any) {
		last := path[strings.LastIndex(path, ".")+1:]
		isRef := strings.HasSuffix(last, "Ref") || strings.HasSuffix(last, "SecretToRef") || last == "patchesFrom"
		if name, _ := m["name"].(string); isRef && name == "" {
			found = append(found, path+" has no name")
		}
		if namespace, _ := m["namespace"].(string); last == "patchesFrom" && namespace == "" {
			found = append(found, path+" has no namespace")
		}
	})
	return found
}

// unreferenced are the defects of an Object's manifest and of the details that
// it reads from the cluster.
func unreferenced(o *Object) []string {
	if o.GetKind() != "Object" {
		return nil
	}
	var found []string
	manifest := &Object{Object: manifestOf(o)}
	if manifest.GetName() == "" {
		found = append(found, "the manifest has no name")
	}
	if manifest.GetNamespace() == "" && manifest.GetKind() != "Namespace" {
		found = append(found, "the manifest has no namespace")
	}
	for i, detail := range list(o, "spec", "connectionDetails") {
		for _, field := range []string{"name", "namespace", "fieldPath", "toConnectionSecretKey"} {
			if s, _ := detail[field].(string); s == "" {
				found = append(found, fmt.Sprintf("connectionDetails[%d] has no %s", i, field))
			}
		}
	}
	return append(found, targetless(manifest)...)
}

// targetless are the targets of a ScrapeConfig that are no host:port.
func targetless(o *Object) []string {
	if o.GetKind() != "ScrapeConfig" {
		return nil
	}
	var found []string
	configs := list(o, "spec", "staticConfigs")
	for i, config := range configs {
		targets := texts(&Object{Object: config}, "targets")
		if len(targets) == 0 {
			found = append(found, fmt.Sprintf("staticConfigs[%d] has no targets", i))
		}
		for _, target := range targets {
			if host, port, err := net.SplitHostPort(target); err != nil || host == "" || port == "" {
				found = append(found, fmt.Sprintf("staticConfigs[%d]: %q is no host:port", i, target))
			}
		}
	}
	if len(configs) == 0 {
		found = append(found, "no staticConfigs")
	}
	return found
}

// strict decodes the core kinds that are delivered, and refuses unknown fields
// and Secrets or ConfigMaps without data.
func strict(o *Object) []string {
	kinds := map[string]any{"Secret": &corev1.Secret{}, "ConfigMap": &corev1.ConfigMap{}, "Namespace": &corev1.Namespace{}}
	typed, ok := kinds[o.GetKind()]
	if !ok || o.GetAPIVersion() != "v1" {
		return nil
	}
	encoded, err := json.Marshal(o.Object)
	if err != nil {
		return []string{err.Error()}
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(typed); err != nil {
		return []string{err.Error()}
	}
	data, _ := mapAt(o, "data")
	binary, _ := mapAt(o, "binaryData")
	if o.GetKind() != "Namespace" && len(data)+len(binary) == 0 {
		return []string{"no data"}
	}
	return nil
}

// walk calls visit for every map at any depth but below the status.
func walk(path string, v any, visit func(path string, m map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(path, v)
		for key, inner := range v {
			if path+"."+key != ".status" {
				walk(path+"."+key, inner, visit)
			}
		}
	case []any:
		for i, inner := range v {
			walk(fmt.Sprintf("%s[%d]", path, i), inner, visit)
		}
	}
}
