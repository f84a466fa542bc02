package doks

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

const ciliumOperator = "cilium-operator"

// syncGateways is Cilium's Gateway controller: it accepts its class, judges
// routes, makes a load balancer Service for each Gateway and reports on it.
func (c *cluster) syncGateways(ctx context.Context) (bool, error) {
	state, err := c.gatewayState(ctx)
	if err != nil {
		return false, err
	}
	for i := range state.classes {
		if err := c.acceptClass(ctx, &state.classes[i]); err != nil {
			return false, err
		}
	}
	// Routes first: a Gateway's listeners count the accepted ones.
	settled, err := each(state.routes, func(route *gatewayv1.HTTPRoute) (bool, error) {
		before := route.DeepCopy()
		route.Status.Parents = routeParents(route, state)
		return true, c.saveStatus(ctx, ciliumOperator, before, route, "route judged: "+summary(parentConditions(route)...))
	})
	if err != nil {
		return false, err
	}
	ok, err := each(state.gateways, func(gateway *gatewayv1.Gateway) (bool, error) {
		if !gateway.DeletionTimestamp.IsZero() {
			return true, nil
		}
		service, err := c.ensureGatewayService(ctx, gateway)
		if err != nil {
			return false, err
		}
		before := gateway.DeepCopy()
		judgeGateway(gateway, service, state)
		return true, c.saveStatus(ctx, ciliumOperator, before, gateway, "gateway judged: "+summary(gateway.Status.Conditions...))
	})
	return settled && ok, err
}

// gatewayState is all that the Gateway controller looks at.
type gatewayState struct {
	classes  []gatewayv1.GatewayClass
	gateways []gatewayv1.Gateway // of Cilium's classes
	routes   []gatewayv1.HTTPRoute
	services map[client.ObjectKey]bool
	// certificates are the Secrets that hold a usable key pair.
	certificates map[client.ObjectKey]bool
}

func (c *cluster) gatewayState(ctx context.Context) (gatewayState, error) {
	classes, gateways, routes := &gatewayv1.GatewayClassList{}, &gatewayv1.GatewayList{}, &gatewayv1.HTTPRouteList{}
	services, secrets := &corev1.ServiceList{}, &corev1.SecretList{}
	for _, list := range []client.ObjectList{classes, gateways, routes, services, secrets} {
		if err := c.List(ctx, list); err != nil {
			return gatewayState{}, err
		}
	}
	state := gatewayState{
		routes:       routes.Items,
		services:     map[client.ObjectKey]bool{},
		certificates: map[client.ObjectKey]bool{},
	}
	ours := map[gatewayv1.ObjectName]bool{}
	for _, class := range classes.Items {
		if class.Spec.ControllerName == gatewayController {
			state.classes = append(state.classes, class)
			ours[gatewayv1.ObjectName(class.Name)] = true
		}
	}
	for _, gateway := range gateways.Items {
		if ours[gateway.Spec.GatewayClassName] {
			state.gateways = append(state.gateways, gateway)
		}
	}
	for _, service := range services.Items {
		state.services[client.ObjectKeyFromObject(&service)] = true
	}
	for _, secret := range secrets.Items {
		if usablePair(&secret) {
			state.certificates[client.ObjectKeyFromObject(&secret)] = true
		}
	}
	return state, nil
}

func (c *cluster) acceptClass(ctx context.Context, class *gatewayv1.GatewayClass) error {
	before := class.DeepCopy()
	set(&class.Status.Conditions, class.Generation, string(gatewayv1.GatewayClassConditionStatusAccepted), true,
		string(gatewayv1.GatewayClassReasonAccepted), "Valid GatewayClass")
	return c.saveStatus(ctx, ciliumOperator, before, class, "class accepted")
}

// ensureGatewayService makes the Service whose load balancer is the Gateway's.
func (c *cluster) ensureGatewayService(ctx context.Context, gateway *gatewayv1.Gateway) (*corev1.Service, error) {
	service := &corev1.Service{ObjectMeta: metav1.ObjectMeta{
		Namespace: gateway.Namespace, Name: "cilium-gateway-" + gateway.Name,
	}}
	result, err := controllerutil.CreateOrPatch(ctx, c.Client, service, func() error {
		describeService(gateway, service)
		return controllerutil.SetControllerReference(gateway, service, c.Scheme())
	})
	if result != controllerutil.OperationResultNone {
		c.tell(ciliumOperator, service, "Service of the Gateway "+string(result))
	}
	return service, err
}

// describeService adds what the Gateway asks for and leaves what others have
// added, such as the cloud controller's annotations.
func describeService(gateway *gatewayv1.Gateway, service *corev1.Service) {
	if service.Labels == nil {
		service.Labels = map[string]string{}
	}
	if service.Annotations == nil {
		service.Annotations = map[string]string{}
	}
	service.Labels["io.cilium.gateway/owning-gateway"] = gateway.Name
	service.Labels["gateway.networking.k8s.io/gateway-name"] = gateway.Name
	if infrastructure := gateway.Spec.Infrastructure; infrastructure != nil {
		for key, value := range infrastructure.Labels {
			service.Labels[string(key)] = string(value)
		}
		for key, value := range infrastructure.Annotations {
			service.Annotations[string(key)] = string(value)
		}
	}
	service.Spec.Type = corev1.ServiceTypeLoadBalancer
	service.Spec.Ports = gatewayPorts(gateway, service.Spec.Ports)
}
