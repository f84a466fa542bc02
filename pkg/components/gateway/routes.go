package gateway

import (
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/demo"
	"seamark.dev/seamark/pkg/platform"
)

// The routes.
const (
	RedirectRouteName = "redirect-to-https"
	FrontendRouteName = "frontend"
)

// redirectRoute sends everything that arrives in clear text to HTTPS, for good
// (301). The scheme settles the port as well: 443.
func redirectRoute(env platform.Environment) *gatewayv1.HTTPRoute {
	return route(env, RedirectRouteName, ListenerHTTP, gatewayv1.HTTPRouteRule{
		Filters: []gatewayv1.HTTPRouteFilter{{
			Type: gatewayv1.HTTPRouteFilterRequestRedirect,
			RequestRedirect: &gatewayv1.HTTPRequestRedirectFilter{
				Scheme:     new("https"),
				StatusCode: new(301),
			},
		}},
	})
}

func frontendRoute(env platform.Environment) *gatewayv1.HTTPRoute {
	return route(env, FrontendRouteName, ListenerHTTPS, gatewayv1.HTTPRouteRule{
		BackendRefs: []gatewayv1.HTTPBackendRef{{
			BackendRef: gatewayv1.BackendRef{
				BackendObjectReference: gatewayv1.BackendObjectReference{
					Name: demo.FrontendService,
					Port: new(gatewayv1.PortNumber(demo.FrontendPort)),
				},
			},
		}},
	})
}

// route has one rule without matches, which the API defaults to every path.
func route(env platform.Environment, name string, section gatewayv1.SectionName, rule gatewayv1.HTTPRouteRule) *gatewayv1.HTTPRoute {
	return &gatewayv1.HTTPRoute{
		TypeMeta:   kinds.HTTPRoute,
		ObjectMeta: meta(name),
		Spec: gatewayv1.HTTPRouteSpec{
			CommonRouteSpec: gatewayv1.CommonRouteSpec{
				ParentRefs: []gatewayv1.ParentReference{{Name: Name, SectionName: &section}},
			},
			Hostnames: []gatewayv1.Hostname{gatewayv1.Hostname(env.Domain.Demo)},
			Rules:     []gatewayv1.HTTPRouteRule{rule},
		},
	}
}
