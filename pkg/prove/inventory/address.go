package inventory

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"seamark.dev/seamark/pkg/model"
)

// address finds the addresses of Services in a text:
// http://SERVICE.NAMESPACE.svc.cluster.local:PORT/path, or as short as pods may
// write them.
func (k *walker) address(s string) {
	for {
		scheme, rest, found := cutScheme(s)
		if !found {
			return
		}
		end := strings.IndexFunc(rest, notInHost)
		if end < 0 {
			end = len(rest)
		}
		if service, namespace, port, ok := k.service(rest[:end], scheme); ok {
			k.refer(Reference{
				Port: model.Port{Number: port},
				To:   Identity{k.o.Cluster, model.ObjectRef{Kind: "Service", Namespace: namespace, Name: service}},
			})
		}
		s = rest[end:]
	}
}

// service is the Service that a host names.
func (k *walker) service(host, scheme string) (service, namespace string, port int32, ok bool) {
	name, number, _ := strings.Cut(host, ":")
	service, namespace, dotted := strings.Cut(name, ".")
	if !dotted {
		namespace = k.namespace
	}
	if service != "localhost" && strings.ContainsFunc(service, unicode.IsLetter) && k.inv.populated(k.o.Cluster, namespace) {
		host = service + "." + namespace + ".svc"
		if number != "" {
			host += ":" + number
		}
	}
	return serviceHost(host, scheme)
}

// populated tells whether releases are installed in a namespace.
func (inv *Inventory) populated(cluster model.Target, namespace string) bool {
	return slices.ContainsFunc(inv.releases[cluster], func(r *model.Release) bool { return r.Namespace == namespace })
}

// cutScheme is what follows the next http:// or https:// of a text.
func cutScheme(s string) (scheme, rest string, found bool) {
	for {
		before, after, ok := strings.Cut(s, "://")
		if !ok {
			return "", "", false
		}
		switch {
		case strings.HasSuffix(before, "https"):
			return "https", after, true
		case strings.HasSuffix(before, "http"):
			return "http", after, true
		}
		s = after
	}
}

func notInHost(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '.', r == ':':
		return false
	}
	return true
}

// serviceHost takes SERVICE.NAMESPACE.svc[.cluster.local][:PORT] apart.
func serviceHost(host, scheme string) (service, namespace string, port int32, ok bool) {
	host, portText, hasPort := strings.Cut(host, ":")
	name, found := strings.CutSuffix(strings.TrimSuffix(strings.TrimSuffix(host, "."), ".cluster.local"), ".svc")
	if !found {
		return "", "", 0, false
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return "", "", 0, false
	}
	// What stands before the Service's name is a pod of it.
	service, namespace = name[:dot], name[dot+1:]
	service = service[strings.LastIndexByte(service, '.')+1:]
	number, err := strconv.ParseInt(portText, 10, 32)
	switch {
	case hasPort && portText == "": // a variable follows
	case hasPort && err != nil:
		return "", "", 0, false
	case hasPort:
		port = int32(number)
	case scheme == "https":
		port = 443
	default:
		port = 80
	}
	return service, namespace, port, service != "" && namespace != ""
}
