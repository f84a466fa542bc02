package manifest

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	"github.com/google/go-cmp/cmp"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	sigs "sigs.k8s.io/yaml"
)

func typeMeta(apiVersion, kind string) metav1.TypeMeta {
	return metav1.TypeMeta{APIVersion: apiVersion, Kind: kind}
}

func deployment() *appsv1.Deployment {
	labels := map[string]string{"app.kubernetes.io/name": "web", "version": "1.10", "canary": "y"}
	return &appsv1.Deployment{
		TypeMeta:   typeMeta("apps/v1", "Deployment"),
		ObjectMeta: metav1.ObjectMeta{Name: "web", Namespace: "demo", Labels: labels},
		Spec: appsv1.DeploymentSpec{
			Replicas: new(int32(0)),
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: corev1.PodSpec{
					Containers: []corev1.Container{{
						Name:  "web",
						Image: "registry.example.com/web:1.2.3@sha256:0123",
						Args:  []string{"--listen=:8080", "-v", "2", "*"},
						Ports: []corev1.ContainerPort{{Name: "http", ContainerPort: 8080}},
						Env:   []corev1.EnvVar{{Name: "POD_IP", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "status.podIP"}}}},
						Resources: corev1.ResourceRequirements{
							Limits:   corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("128Mi")},
							Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("100m"), corev1.ResourceMemory: resource.MustParse("128Mi")},
						},
						ReadinessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: "/ready", Port: intstr.FromString("http")}}},
						VolumeMounts:   []corev1.VolumeMount{{Name: "tmp", MountPath: "/tmp"}},
					}},
					SecurityContext: &corev1.PodSecurityContext{},
					Volumes:         []corev1.Volume{{Name: "tmp", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}},
				},
			},
		},
	}
}

const deploymentYAML = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: demo
  labels:
    app.kubernetes.io/name: web
    canary: 'y'
    version: '1.10'
spec:
  replicas: 0
  selector:
    matchLabels:
      app.kubernetes.io/name: web
      canary: 'y'
      version: '1.10'
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
        canary: 'y'
        version: '1.10'
    spec:
      volumes:
      - name: tmp
        emptyDir: {}
      containers:
      - name: web
        image: registry.example.com/web:1.2.3@sha256:0123
        args:
        - --listen=:8080
        - -v
        - '2'
        - '*'
        ports:
        - name: http
          containerPort: 8080
        env:
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        resources:
          limits:
            memory: 128Mi
          requests:
            cpu: 100m
            memory: 128Mi
        volumeMounts:
        - name: tmp
          mountPath: /tmp
        readinessProbe:
          httpGet:
            path: /ready
            port: http
      securityContext: {}
`

func gateway() *gatewayv1.Gateway {
	return &gatewayv1.Gateway{
		TypeMeta:   typeMeta("gateway.networking.k8s.io/v1", "Gateway"),
		ObjectMeta: metav1.ObjectMeta{Name: "demo", Annotations: map[string]string{"cert-manager.io/cluster-issuer": "letsencrypt"}},
		Spec: gatewayv1.GatewaySpec{
			GatewayClassName: "cilium",
			Listeners: []gatewayv1.Listener{{
				Name:     "https",
				Hostname: new(gatewayv1.Hostname("*.example.com")),
				Port:     443,
				Protocol: gatewayv1.HTTPSProtocolType,
				TLS:      &gatewayv1.ListenerTLSConfig{CertificateRefs: []gatewayv1.SecretObjectReference{{Name: "demo-tls"}}},
			}},
		},
	}
}

const gatewayYAML = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: demo
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  gatewayClassName: cilium
  listeners:
  - name: https
    hostname: '*.example.com'
    port: 443
    protocol: HTTPS
    tls:
      certificateRefs:
      - name: demo-tls
`

func httpRoute() *gatewayv1.HTTPRoute {
	return &gatewayv1.HTTPRoute{
		TypeMeta:   typeMeta("gateway.networking.k8s.io/v1", "HTTPRoute"),
		ObjectMeta: metav1.ObjectMeta{Name: "redirect"},
		Spec: gatewayv1.HTTPRouteSpec{
			CommonRouteSpec: gatewayv1.CommonRouteSpec{ParentRefs: []gatewayv1.ParentReference{{Name: "demo", SectionName: new(gatewayv1.SectionName("http"))}}},
			Hostnames:       []gatewayv1.Hostname{"demo.example.com"},
			Rules: []gatewayv1.HTTPRouteRule{{
				Filters: []gatewayv1.HTTPRouteFilter{{
					Type:            gatewayv1.HTTPRouteFilterRequestRedirect,
					RequestRedirect: &gatewayv1.HTTPRequestRedirectFilter{Scheme: new("https"), StatusCode: new(301)},
				}},
			}},
		},
	}
}

const httpRouteYAML = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: redirect
spec:
  parentRefs:
  - name: demo
    sectionName: http
  hostnames:
  - demo.example.com
  rules:
  - filters:
    - type: RequestRedirect
      requestRedirect:
        scheme: https
        statusCode: 301
`

func configMap() *corev1.ConfigMap {
	return &corev1.ConfigMap{
		TypeMeta:   typeMeta("v1", "ConfigMap"),
		ObjectMeta: metav1.ObjectMeta{Name: "scripts"},
		Data: map[string]string{
			"run.sh":         "#!/bin/sh\nset -eu\n\nif true; then\n\techo \"it's $1\"\nfi\n",
			"dashboard.json": "{\n  \"title\": \"Web\"\n}",
			"DB_PORT":        "25060",
			"ca.crt":         "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
			"empty":          "",
		},
		BinaryData: map[string][]byte{"logo.png": {0x89, 'P', 'N', 'G'}},
	}
}

const configMapYAML = `apiVersion: v1
kind: ConfigMap
metadata:
  name: scripts
data:
  DB_PORT: '25060'
  ca.crt: |
    -----BEGIN CERTIFICATE-----
    AAAA
    -----END CERTIFICATE-----
  dashboard.json: |-
    {
      "title": "Web"
    }
  empty: ''
  run.sh: |
    #!/bin/sh
    set -eu

    if true; then
    	echo "it's $1"
    fi
binaryData:
  logo.png: iVBORw==
`

func helmRelease() *helmv2.HelmRelease {
	return &helmv2.HelmRelease{
		TypeMeta:   typeMeta("helm.toolkit.fluxcd.io/v2", "HelmRelease"),
		ObjectMeta: metav1.ObjectMeta{Name: "loki", Namespace: "prod"},
		Spec: helmv2.HelmReleaseSpec{
			Chart: &helmv2.HelmChartTemplate{Spec: helmv2.HelmChartTemplateSpec{
				Chart: "loki", Version: "6.30.1",
				SourceRef: helmv2.CrossNamespaceObjectReference{Kind: "HelmRepository", Name: "grafana"},
			}},
			Interval: metav1.Duration{Duration: 30 * time.Minute},
			Install:  &helmv2.Install{CRDs: helmv2.CreateReplace},
			Values: &apiextensionsv1.JSON{Raw: []byte(
				`{"deploymentMode":"SimpleScalable","loki":{"auth_enabled":false,"limits_config":{"retention_period":"168h"},"schemaConfig":{"configs":[{"from":"2025-01-01","schema":"v13"}]}},"write":{"replicas":3,"extraArgs":[],"extraEnv":{}},"ratio":0.5}`)},
		},
	}
}

const helmReleaseYAML = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: loki
  namespace: prod
spec:
  chart:
    spec:
      chart: loki
      version: 6.30.1
      sourceRef:
        kind: HelmRepository
        name: grafana
  interval: 30m
  install:
    crds: CreateReplace
  values:
    deploymentMode: SimpleScalable
    loki:
      auth_enabled: false
      limits_config:
        retention_period: 168h
      schemaConfig:
        configs:
        - from: '2025-01-01'
          schema: v13
    write:
      replicas: 3
      extraArgs: []
      extraEnv: {}
    ratio: 0.5
`

func TestObjects(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     any
		want   string
	}{
		"Deployment":  {"empty structs go, pointers to empty structs and to zero stay", deployment(), deploymentYAML},
		"Gateway":     {"no status; a wildcard is quoted", gateway(), gatewayYAML},
		"HTTPRoute":   {"lists in lists; no status, though its parents have no omitempty", httpRoute(), httpRouteYAML},
		"ConfigMap":   {"texts of several lines are blocks", configMap(), configMapYAML},
		"HelmRelease": {"the order of the values is kept, and what is empty in them", helmRelease(), helmReleaseYAML},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			n, err := Of(tc.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(n.YAML())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// objects are more objects whose types have something unusual.
func objects() []any {
	return []any{
		deployment(), gateway(), httpRoute(), configMap(), helmRelease(),
		&corev1.Namespace{TypeMeta: typeMeta("v1", "Namespace"), ObjectMeta: metav1.ObjectMeta{Name: "demo"}},
		&corev1.Service{TypeMeta: typeMeta("v1", "Service"), Spec: corev1.ServiceSpec{Ports: []corev1.ServicePort{{Port: 80, TargetPort: intstr.FromInt32(8080)}}}},
		&corev1.Secret{TypeMeta: typeMeta("v1", "Secret"), Data: map[string][]byte{"a": []byte("b")}},
		&networkingv1.NetworkPolicy{TypeMeta: typeMeta("networking.k8s.io/v1", "NetworkPolicy"), Spec: networkingv1.NetworkPolicySpec{
			Ingress: []networkingv1.NetworkPolicyIngressRule{{From: []networkingv1.NetworkPolicyPeer{{PodSelector: &metav1.LabelSelector{}}}}}}},
		&appsv1.StatefulSet{TypeMeta: typeMeta("apps/v1", "StatefulSet"), Spec: appsv1.StatefulSetSpec{
			VolumeClaimTemplates: []corev1.PersistentVolumeClaim{{Spec: corev1.PersistentVolumeClaimSpec{StorageClassName: new("")}}}}},
		&appsv1.DaemonSet{TypeMeta: typeMeta("apps/v1", "DaemonSet")},
		&apiextensionsv1.CustomResourceDefinition{TypeMeta: typeMeta("apiextensions.k8s.io/v1", "CustomResourceDefinition"), Spec: apiextensionsv1.CustomResourceDefinitionSpec{
			Versions: []apiextensionsv1.CustomResourceDefinitionVersion{{Name: "v1", Schema: &apiextensionsv1.CustomResourceValidation{OpenAPIV3Schema: &apiextensionsv1.JSONSchemaProps{
				Type: "object", Maximum: new(1e21), Default: &apiextensionsv1.JSON{Raw: []byte(`{"a":[1.5,null]}`)},
				Properties: map[string]apiextensionsv1.JSONSchemaProps{"on": {Type: "boolean", Ref: new("#/x"), AdditionalProperties: &apiextensionsv1.JSONSchemaPropsOrBool{Allows: true}}},
			}}}}}},
	}
}

// TestObjectsReadBack reads every object back and finds nothing lost that
// encoding/json would have written.
func TestObjectsReadBack(t *testing.T) {
	for _, object := range objects() {
		n, err := Of(object)
		if err != nil {
			t.Fatal(err)
		}
		mustMeanTheSame(t, n)
		back := reflect.New(reflect.TypeOf(object).Elem()).Interface()
		if err := sigs.UnmarshalStrict(n.YAML(), back); err != nil {
			t.Fatalf("%T: %v\n%s", object, err, n.YAML())
		}
		if diff := cmp.Diff(asJSON(t, object), asJSON(t, back)); diff != "" {
			t.Errorf("%T reads back as something else (-want +got):\n%s\n%s", object, diff, n.YAML())
		}
		if _, ok := n.Get("status"); ok {
			t.Errorf("%T has a status:\n%s", object, n.YAML())
		}
	}
}

// asJSON is what encoding/json makes of a value, without the order of keys.
func asJSON(t *testing.T, v any) (tree any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

func BenchmarkOfYAML(b *testing.B) {
	for _, object := range []any{deployment(), helmRelease(), httpRoute(), configMap()} {
		b.Run(reflect.TypeOf(object).Elem().Name(), func(b *testing.B) {
			b.ReportAllocs()
			var text []byte
			for b.Loop() {
				n, err := Of(object)
				if err != nil {
					b.Fatal(err)
				}
				text = n.AppendYAML(text[:0])
			}
			b.SetBytes(int64(len(text)))
		})
	}
}

// BenchmarkSigsYAML is what the usual encoder takes for the same Deployment.
func BenchmarkSigsYAML(b *testing.B) {
	object := deployment()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sigs.Marshal(object); err != nil {
			b.Fatal(err)
		}
	}
}
