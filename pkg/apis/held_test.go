package apis_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kustomizetypes "sigs.k8s.io/kustomize/api/types"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/kustomize"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/delivery"
)

// byCRD are the kinds that are held against a CRD.
var byCRD = map[metav1.TypeMeta]any{
	apiextensions.KindComposition:                 apiextensions.Composition{},
	apiextensions.KindCompositeResourceDefinition: apiextensions.CompositeResourceDefinition{},
	argocd.KindApplication:                        argocd.Application{},
	argocd.KindAppProject:                         argocd.AppProject{},
	digitalocean.KindBucket:                       digitalocean.Bucket{},
	digitalocean.KindClusterProviderConfig:        digitalocean.ClusterProviderConfig{},
	digitalocean.KindDatabaseCluster:              digitalocean.DatabaseCluster{},
	digitalocean.KindDatabaseConnectionPool:       digitalocean.DatabaseConnectionPool{},
	digitalocean.KindDatabaseDB:                   digitalocean.DatabaseDB{},
	digitalocean.KindPostgreSQLConfig:             digitalocean.DatabaseConfig{},
	digitalocean.KindMySQLConfig:                  digitalocean.DatabaseConfig{},
	digitalocean.KindValkeyConfig:                 digitalocean.DatabaseConfig{},
	digitalocean.KindDatabaseFirewall:             digitalocean.DatabaseFirewall{},
	digitalocean.KindKubernetesCluster:            digitalocean.KubernetesCluster{},
	digitalocean.KindLogSinkRsyslog:               digitalocean.LogSinkRsyslog{},
	digitalocean.KindNodePool:                     digitalocean.NodePool{},
	digitalocean.KindVPC:                          digitalocean.VPC{},
	patchandtransform.KindResources:               patchandtransform.Resources{},
	providerhttp.KindClusterProviderConfig:        providerhttp.ClusterProviderConfig{},
	providerhttp.KindDisposableRequest:            providerhttp.DisposableRequest{},
	providerhttp.KindRequest:                      providerhttp.Request{},
	providerkubernetes.KindClusterProviderConfig:  providerkubernetes.ClusterProviderConfig{},
	providerkubernetes.KindObject:                 providerkubernetes.Object{},
	providerkubernetes.KindProviderConfig:         providerkubernetes.ProviderConfig{},
	seamark.KindConnectionPool:                    seamark.ConnectionPool{},
	seamark.KindDatabaseSettings:                  seamark.DatabaseSettings{},
	seamark.KindDatabaseUser:                      seamark.DatabaseUser{},
	seamark.KindDOKSCluster:                       seamark.DOKSCluster{},
	seamark.KindLogSink:                           seamark.LogSink{},
	seamark.KindLogicalDatabase:                   seamark.LogicalDatabase{},
	seamark.KindManagedDatabase:                   seamark.ManagedDatabase{},
	seamark.KindNodePool:                          seamark.NodePool{},
	seamark.KindObjectStore:                       seamark.ObjectStore{},
	seamark.KindSecretCopy:                        seamark.SecretCopy{},
	xpkg.KindFunction:                             xpkg.Function{},
	xpkg.KindProvider:                             xpkg.Provider{},
}

// byType are the types that no CRD tells about, with those of their makers.
var byType = []struct{ own, maker any }{
	// To the CRD of a definition, the schema in it is any object.
	{apiextensions.Schema{}, apiextensionsv1.JSONSchemaProps{}},
	{kustomize.Kustomization{}, kustomizetypes.Kustomization{}},
}

// TestHeldByCRD proves that every field that we can write exists, with a type
// that can be written there; our own kinds by their definitions.
func TestHeldByCRD(t *testing.T) {
	set := schemas.Load(t, "the hand-written API types against the CRDs of their kinds")
	for _, d := range apis.Definitions(databases.Engines()) {
		data, err := delivery.Encode(d.Object())
		if err != nil {
			t.Fatal(err)
		}
		if err := set.AddDefinition(data); err != nil {
			t.Fatal(err)
		}
	}
	for meta, own := range byCRD {
		kind, err := set.Kind(schema.FromAPIVersionAndKind(meta.APIVersion, meta.Kind))
		if err != nil {
			t.Error(err)
			continue
		}
		for path, typ := range fieldsOf(reflect.TypeOf(own)) {
			got, err := kind.TypeOf(path)
			if err != nil {
				t.Errorf("%T: %v", own, err)
			} else if !fits(typ, got) {
				t.Errorf("%T: %s is %s in Go, %s in the CRD", own, path, typ, got)
			}
		}
	}
}

// TestHeldByType is TestHeldByCRD with the makers' Go types.
func TestHeldByType(t *testing.T) {
	for _, tc := range byType {
		known := fieldsOf(reflect.TypeOf(tc.maker))
		for path, typ := range fieldsOf(reflect.TypeOf(tc.own)) {
			want, ok := known[path]
			if !ok {
				t.Errorf("%T: %T has no %s", tc.own, tc.maker, path)
			} else if !fits(typ, jsonType(want)) {
				t.Errorf("%T: %s is %s, and %s in %T", tc.own, path, typ, want, tc.maker)
			}
		}
	}
}

// TestEveryKindIsHeld finds the kind that somebody adds and holds against
// nothing.
func TestEveryKindIsHeld(t *testing.T) {
	held := map[string]bool{}
	for _, own := range byCRD {
		held[reflect.TypeOf(own).String()] = true
	}
	for _, tc := range byType {
		if reflect.TypeOf(tc.own) != reflect.TypeFor[apiextensions.Schema]() { // a part of a kind
			held[reflect.TypeOf(tc.own).String()] = true
		}
	}
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]bool{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if s, ok := n.(*ast.TypeSpec); ok && embedsTypeMeta(s) {
				declared[parsed.Name.Name+"."+s.Name.Name] = true
			}
			return true
		})
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(declared)), slices.Sorted(maps.Keys(held))); diff != "" {
		t.Errorf("kinds that are declared (-) and held against something (+):\n%s", diff)
	}
}

func embedsTypeMeta(s *ast.TypeSpec) bool {
	fields, ok := s.Type.(*ast.StructType)
	return ok && slices.ContainsFunc(fields.Fields.List, func(f *ast.Field) bool {
		selector, ok := f.Type.(*ast.SelectorExpr)
		return ok && len(f.Names) == 0 && selector.Sel.Name == "TypeMeta"
	})
}
