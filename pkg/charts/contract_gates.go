package charts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// certManagerGates are the feature gates of cert-manager's programs, by the path
// of the value. e2e/languages holds them against its source.
var certManagerGates = map[string][]string{
	"featureGates": {
		"ACMEHTTP01IngressPathTypeExact", "ACMEUseARI", "AdditionalCertificateOutputFormats", "DefaultPrivateKeyRotationPolicyAlways",
		"DisallowInsecureCSRUsageDefinition", "ExperimentalCertificateSigningRequestControllers", "ExperimentalGatewayAPISupport",
		"ListenerSets", "LiteralCertificateSubject", "NameConstraints", "OtherNames", "SecretsFilteredCaching", "ServerSideApply",
		"StableCertificateRequestName", "UseCertificateRequestBasicConstraints", "UseDomainQualifiedFinalizer", "ValidateCAA",
	},
	"webhook.featureGates": {
		"AdditionalCertificateOutputFormats", "DisallowInsecureCSRUsageDefinition", "LiteralCertificateSubject", "NameConstraints", "OtherNames",
	},
	"cainjector.featureGates": {"CAInjectorMerging", "ServerSideApply"},
}

// programAmendments are values that a program of the chart's version does not
// start with, or does not read.
func programAmendments() []amendment {
	all := []amendment{
		{chart: "crossplane", path: "image.tag", reason: "composite resources with a namespace came with Crossplane 2", trap: &trap{
			kind: Trap, message: "this chart, and what is composed here, are for Crossplane 2 and newer", remedy: "leave it out: the chart brings its own version", when: olderThan(2),
		}},
		{chart: "kube-prometheus-stack", path: "prometheus.prometheusSpec.image.tag", reason: "the operator's source", trap: &trap{
			kind: Trap, message: "the operator runs Prometheus 2 and newer", remedy: "leave it out: the chart brings its own version", when: olderThan(2),
		}},
		{chart: "loki", path: "loki.storage.s3", reason: "the template writes either this block or object_store", trap: &trap{
			kind: IgnoredKey, message: "Loki does not read it with use_thanos_objstore", remedy: "set loki.storage.object_store.s3", when: besideObjectStore,
		}},
	}
	for path, gates := range certManagerGates {
		all = append(all, amendment{chart: "cert-manager", path: path, reason: "cert-manager's source", trap: &trap{
			kind: Trap, message: "cert-manager does not start with a gate that it does not know", remedy: "it knows " + strings.Join(gates, ", "), when: unknownGate(gates),
		}})
	}
	return all
}

var (
	gate         = regexp.MustCompile(`^(\w+)=(?:true|false|t|f|1|0|TRUE|FALSE|True|False|T|F)$`)
	majorVersion = regexp.MustCompile(`^v?([0-9]+)\.[0-9]+`)
)

// unknownGate tells whether a list of gates (A=true,B=false) has one that is not
// known, or is none.
func unknownGate(known []string) func(n, around, all *manifest.Node) bool {
	return func(n, _, _ *manifest.Node) bool {
		text := n.Text()
		if text == "" || hasTemplate(n, nil, nil) {
			return false
		}
		for part := range strings.SplitSeq(text, ",") {
			part = strings.TrimSpace(part)
			m := gate.FindStringSubmatch(part)
			if part != "" && (m == nil || m[1] != "AllAlpha" && m[1] != "AllBeta" && !slices.Contains(known, m[1])) {
				return true
			}
		}
		return false
	}
}

// olderThan tells whether a tag is one of a version before a major one. A tag that
// is no version is not judged.
func olderThan(major int) func(n, around, all *manifest.Node) bool {
	return func(n, _, _ *manifest.Node) bool {
		m := majorVersion.FindStringSubmatch(n.Text())
		if m == nil {
			return false
		}
		have, err := strconv.Atoi(m[1])
		return err == nil && have < major
	}
}

// besideObjectStore tells whether anything is said of the older client of S3 while
// Loki has the newer one.
func besideObjectStore(n, _, all *manifest.Node) bool {
	if all.TextAt("loki", "storage", "use_thanos_objstore") != "true" {
		return false
	}
	return slices.ContainsFunc(n.Fields(), func(f manifest.Field) bool {
		return f.Value.Kind() == manifest.KindString && f.Value.Text() != ""
	})
}
