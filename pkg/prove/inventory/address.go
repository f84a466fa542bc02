package inventory

import (
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// address finds the addresses of Services in a text:
// http://SERVICE.NAMESPACE.svc.cluster.local:PORT/path.
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
		if service, namespace, port, ok := serviceHost(rest[:end], scheme); ok {
			k.refer(Reference{
				Port: model.Port{Number: port},
				To:   Identity{k.o.Cluster, model.ObjectRef{Kind: "Service", Namespace: namespace, Name: service}},
			})
		}
		s = rest[end:]
	}
}

// cutScheme is what follows the next http:// or https:// of a text that may
// hold the address of a Service at all.
func cutScheme(s string) (scheme, rest string, found bool) {
	for {
		before, after, ok := strings.Cut(s, "://")
		if !ok || !strings.Contains(after, ".svc") {
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
