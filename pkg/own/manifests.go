package own

import (
	"fmt"

	"go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
)

// manifests are the objects of a file, as they are.
func manifests(f file) ([]delivered, diag.List) {
	all, findings := documents(f, func(root *yaml.Node, _ int) (delivered, *diag.Finding) { return objectOf(f, root) })
	if len(all)+len(findings) == 0 {
		findings.Add(diag.Finding{Code: "own-syntax", Where: diag.Where{File: f.shown}, Message: "there are no objects in it"})
	}
	return all, findings
}

// objectOf is the object of a document.
func objectOf(f file, root *yaml.Node) (delivered, *diag.Finding) {
	fault := func(message, remedy string) (delivered, *diag.Finding) {
		return delivered{}, &diag.Finding{Code: "own-syntax", Where: diag.Where{File: f.shown, Line: root.Line}, Message: message, Remedy: remedy}
	}
	value, err := valueOf(root)
	if err != nil {
		return fault("not an object: "+err.Error(), "")
	}
	metadata, _ := value["metadata"].(map[string]any)
	apiVersion, _ := value["apiVersion"].(string)
	kind, _ := value["kind"].(string)
	name, _ := metadata["name"].(string)
	_, listed := value["items"].([]any)
	switch {
	case kind == "Kustomization" && metadata == nil:
		return fault("a kustomization is not built here", "name a folder that has none, with its objects as they are: kubectl kustomize prints them")
	case value["sops"] != nil:
		return fault("it is encrypted with SOPS, and nothing decrypts it there", "leave the Secret out, and make it as SECRETS.md shows for others")
	case listed:
		return fault("it is a list of objects", "write each as a document of its own")
	case apiVersion == "" || kind == "" || name == "":
		return fault("not an object: it must have apiVersion, kind and metadata.name", "")
	}
	d := delivered{object: &unstructured.Unstructured{Object: value}, places: []place{{line: root.Line, file: f.shown}}}
	d.row = fmt.Sprintf("| object | `%s` | `%s` |", f.name, model.RefOf(d.object))
	d.locate(f.shown, nil, root)
	return d, nil
}
