package demo

import "seamark.dev/seamark/pkg/model"

// workloads are the services of the chart, one pod each, with what each asks
// for by default.
func workloads() []model.Workload {
	one := func(name, cpu, memory, memoryLimit string) model.Workload {
		return model.Workload{
			Name: name, Enabled: []string{name + ".create"}, Default: 1,
			Containers: []model.Container{{
				Name: "server", Resources: name + ".resources",
				Default: model.Resources{CPU: cpu, Memory: memory, MemoryLimit: memoryLimit},
			}},
		}
	}
	return []model.Workload{
		one("adService", "200m", "180Mi", "300Mi"),
		one("cartService", "200m", "128Mi", "256Mi"),
		one("checkoutService", "100m", "64Mi", "128Mi"),
		one("currencyService", "100m", "128Mi", "256Mi"),
		one("emailService", "100m", "64Mi", "128Mi"),
		one("frontend", "100m", "64Mi", "128Mi"),
		one("loadGenerator", "300m", "256Mi", "512Mi"),
		one("paymentService", "100m", "128Mi", "256Mi"),
		one("productCatalogService", "100m", "64Mi", "128Mi"),
		one("recommendationService", "100m", "220Mi", "450Mi"),
		one("shippingService", "100m", "64Mi", "128Mi"),
	}
}
