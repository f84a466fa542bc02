package externaldns

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// makes are the Service of its metrics, and its account.
func makes() []model.Made {
	return []model.Made{
		provided.MadeService(model.Naming{}, "*", nil, model.MadePort{Name: "http", Number: 7979, NumberAt: "service.port"}),
		provided.MadeAccount(model.Naming{}, "*", "serviceAccount"),
	}
}
