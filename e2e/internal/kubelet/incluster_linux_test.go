package kubelet

import (
	"os"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/internal/assets"
)

// TestInCluster: a program finds its ServiceAccount where a pod has it, and
// nobody else does.
func TestInCluster(t *testing.T) {
	if os.Geteuid() != 0 {
		assets.Lack(t, "not checked: the files of a pod's ServiceAccount. Only root can give a program a view of the file system of its own")
	}
	k, ctx := start(t, cluster(account()))
	program, _ := k.programs("known")
	program.InCluster = true
	k.programs = func(image string) (Program, bool) { return program, image == "known" }
	d := deployment(0, corev1.Container{Name: "main", Image: "known", Args: []string{"files"}})
	k.sync(ctx, d, true)
	eventually(t, "it has the files", contains(k.LogOf(namespace+"/app/main"),
		"file token fake-token <nil>", "file ca.crt ca <nil>", "file namespace "+namespace+" <nil>",
		"args files 127.0.0.1:", "env KUBERNETES_SERVICE_HOST=127.0.0.1\n", "env KUBERNETES_SERVICE_PORT=1\n"))
	if _, err := os.Stat(whereFilesAre + "/token"); err == nil {
		t.Errorf("the machine has the files too")
	}
}
