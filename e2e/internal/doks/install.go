package doks

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

const gatewayModule = "sigs.k8s.io/gateway-api"

// install creates what DOKS brings. What is there already is left alone.
func (c *cluster) install(ctx context.Context, definitions []apiextensionsv1.CustomResourceDefinition) error {
	var objects []client.Object
	for i := range definitions {
		objects = append(objects, definitions[i].DeepCopy())
	}
	for _, object := range append(objects, builtIn()...) {
		switch err := c.Create(ctx, object); {
		case err == nil:
			c.tell("digitalocean", object, "installed")
		case client.IgnoreAlreadyExists(err) != nil:
			return fmt.Errorf("cannot install %s: %w", object.GetName(), err)
		}
	}
	return nil
}

// gatewayDefinitions reads the CustomResourceDefinitions of the Gateway API.
func gatewayDefinitions(schemas string) ([]apiextensionsv1.CustomResourceDefinition, error) {
	dir, err := gatewayFolder(schemas)
	if err != nil {
		return nil, err
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var definitions []apiextensionsv1.CustomResourceDefinition
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		definition := apiextensionsv1.CustomResourceDefinition{}
		if err := yaml.Unmarshal(content, &definition); err != nil {
			return nil, fmt.Errorf("cannot read %s: %w", path, err)
		}
		if definition.Spec.Group == gatewayv1.GroupName {
			definitions = append(definitions, definition)
		}
	}
	if len(definitions) == 0 {
		return nil, fmt.Errorf("no definition of %s in %s", gatewayv1.GroupName, dir)
	}
	return definitions, nil
}

// gatewayFolder is the first folder there is: in SCHEMAS, in the given folder,
// in the Go module.
func gatewayFolder(schemas string) (string, error) {
	for _, dir := range []string{os.Getenv("SCHEMAS"), schemas} {
		folder := filepath.Join(dir, "gateway-api")
		if _, err := os.Stat(folder); dir != "" && err == nil {
			return folder, nil
		}
	}
	out, err := exec.Command("go", "mod", "download", "-json", gatewayModule).Output()
	if err != nil {
		return "", fmt.Errorf("cannot download module %s: %w", gatewayModule, err)
	}
	var module struct{ Dir string }
	err = json.Unmarshal(out, &module)
	return filepath.Join(module.Dir, "config", "crd", "standard"), err
}
