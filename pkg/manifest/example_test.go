package manifest_test

import (
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/manifest"
)

// An object becomes the YAML that people write: nothing that nobody set, and
// scripts as blocks.
func ExampleOf() {
	node, err := manifest.Of(&corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"},
		ObjectMeta: metav1.ObjectMeta{Name: "settings", Namespace: "demo"},
		Data: map[string]string{
			"DB_PORT": "25060",
			"run.sh":  "#!/bin/sh\nexec app --port \"$DB_PORT\"\n",
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, _ = os.Stdout.Write(node.YAML())
	// Output:
	// apiVersion: v1
	// kind: ConfigMap
	// metadata:
	//   name: settings
	//   namespace: demo
	// data:
	//   DB_PORT: '25060'
	//   run.sh: |
	//     #!/bin/sh
	//     exec app --port "$DB_PORT"
}

// A user's values are laid over ours as Helm does it.
func ExampleMerge() {
	ours, _ := manifest.ParseJSON([]byte(`{"replicas":2,"image":{"tag":"1.2.3","pullPolicy":"Always"},"args":["-v"]}`))
	theirs, _ := manifest.Of(map[string]any{"replicas": 3, "image": map[string]any{"pullPolicy": nil}, "args": []string{}})
	_, _ = os.Stdout.Write(manifest.Merge(ours, theirs).YAML())
	// Output:
	// replicas: 3
	// image:
	//   tag: 1.2.3
	//   pullPolicy: null
	// args: []
}

// Walk shows every value with its field path.
func ExampleNode_Walk() {
	node, _ := manifest.ParseJSON([]byte(`{"spec":{"containers":[{"name":"web"}]}}`))
	node.Walk(func(path manifest.Path, n *manifest.Node) bool {
		if n.Kind() == manifest.KindString {
			fmt.Println(path, "=", n.Text())
		}
		return true
	})
	// Output:
	// spec.containers[0].name = web
}
