module seamark.dev/seamark/e2e/tools/charts

go 1.26.0

// The charts that these modules carry are what e2e/internal/depot publishes. No
// program is built of them, so go mod tidy would drop them all.
require (
	github.com/cert-manager/cert-manager v1.21.1
	sigs.k8s.io/external-dns v0.21.0
	sigs.k8s.io/metrics-server v0.9.0
)
