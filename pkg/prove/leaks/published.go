package leaks

// published are passwords in the default values of charts, which everybody knows:
// who pastes them has no secret to lose.
var published = map[string]bool{
	"supersecretpassword": true, // MinIO in the chart of Loki
	"prom-operator":       true, // Grafana in kube-prometheus-stack
}
