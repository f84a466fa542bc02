package demo

import (
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
)

// values are the chart's values, as far as they differ from its defaults.
//
// The image tag stays the chart's application version. The chart's network
// policies stay off: with them on, a deny-all lets neither the Gateway nor the
// exporters through.
type values struct {
	DevDeployment   bool            `json:"devDeployment"`
	SeccompProfile  seccompProfile  `json:"seccompProfile"`
	ServiceAccounts serviceAccounts `json:"serviceAccounts"`

	AdService             databaseClient `json:"adService"`
	CartService           databaseClient `json:"cartService"`
	CheckoutService       service        `json:"checkoutService"`
	CurrencyService       service        `json:"currencyService"`
	EmailService          service        `json:"emailService"`
	Frontend              frontend       `json:"frontend"`
	LoadGenerator         loadGenerator  `json:"loadGenerator"`
	PaymentService        service        `json:"paymentService"`
	ProductCatalogService service        `json:"productCatalogService"`
	RecommendationService service        `json:"recommendationService"`
	ShippingService       service        `json:"shippingService"`
}

type seccompProfile struct {
	Enable bool   `json:"enable"`
	Type   string `json:"type"`
}

type serviceAccounts struct {
	Create bool `json:"create"`
}

type service struct {
	Resources resources.Resources `json:"resources"`
}

type databaseClient struct {
	Database  database            `json:"database"`
	Resources resources.Resources `json:"resources"`
}

// database names what the chart mounts from. It expects fixed keys:
// postgres-password in the Secret and DB_HOST, DB_PORT, DB_USER, DB_NAME and
// DB_SSL_MODE in the ConfigMap of AdService, connectionString in the Secret of
// CartService.
type database struct {
	ConfigMapName string `json:"configMapName,omitempty"`
	SecretName    string `json:"secretName"`
}

// frontend leaves out fqdn on purpose: the chart would point the load
// generator at it. Each simulated user would then ask http://FQDN and be
// redirected to HTTPS by the Gateway, and Python's requests turns a redirected
// POST into a GET: no cart would ever be filled, no order placed, and Valkey
// never written to. Without it the load goes to the Service in the cluster.
// The price is that it does not pass the Gateway, which shows visitors only.
type frontend struct {
	CreateIngress bool                `json:"createIngress"`
	CreateIssuer  bool                `json:"createIssuer"`
	Resources     resources.Resources `json:"resources"`
}

type loadGenerator struct {
	CheckFrontendInitContainer bool `json:"checkFrontendInitContainer"`
	// Users is the number of simulated users; Rate is how many of them
	// start per second, not a request rate.
	Users     int                 `json:"users"`
	Rate      int                 `json:"rate"`
	Resources resources.Resources `json:"resources"`
}

func chartValues(env platform.Environment) values {
	return values{
		DevDeployment:   false, // true brings its own databases; it is the chart's default
		SeccompProfile:  seccompProfile{Enable: true, Type: "RuntimeDefault"},
		ServiceAccounts: serviceAccounts{Create: true},

		AdService: databaseClient{
			Database: database{
				ConfigMapName: manageddatabase.ConfigMapName(AdDatabase),
				SecretName:    manageddatabase.SecretName(AdDatabase),
			},
			Resources: resources.Of("50m", "128Mi", "300Mi"),
		},
		CartService: databaseClient{
			Database:  database{SecretName: manageddatabase.SecretName(CartDatabase)},
			Resources: resources.Of("50m", "64Mi", "256Mi"),
		},
		CheckoutService: service{resources.Of("20m", "32Mi", "128Mi")},
		CurrencyService: service{resources.Of("30m", "64Mi", "256Mi")},
		EmailService:    service{resources.Of("20m", "64Mi", "128Mi")},
		Frontend:        frontend{Resources: resources.Of("50m", "32Mi", "128Mi")},
		LoadGenerator: loadGenerator{
			// The check runs an image without a tag and without resources.
			CheckFrontendInitContainer: false,
			Users:                      env.Demo.Users,
			Rate:                       env.Demo.Rate,
			Resources:                  resources.Of("100m", "128Mi", "512Mi"),
		},
		PaymentService:        service{resources.Of("20m", "64Mi", "256Mi")},
		ProductCatalogService: service{resources.Of("20m", "32Mi", "128Mi")},
		RecommendationService: service{resources.Of("30m", "96Mi", "450Mi")},
		ShippingService:       service{resources.Of("20m", "32Mi", "128Mi")},
	}
}
