package objects

import (
	"maps"
	"slices"
	"strconv"

	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// pod is what an object makes pods of, or a pod itself.
type pod struct {
	object *inventory.Object
	// path leads to the template, or to nothing for a pod; node is what is there.
	path manifest.Path
	node *manifest.Node
	// labels are those of the pods.
	labels map[string]string
}

// podOf are the pods of an object, if it is one that makes some.
func podOf(o *inventory.Object) (pod, bool) {
	path, node, ok := o.PodTemplate()
	metadata, _ := node.Get("metadata")
	return pod{o, path, node, texts(metadata, "labels")}, ok
}

// texts are the fields of a map of texts.
func texts(n *manifest.Node, name string) map[string]string {
	all := map[string]string{}
	field, _ := n.Get(name)
	for _, f := range field.Fields() {
		all[f.Name] = f.Value.Text()
	}
	return all
}

// pod finds what the API server refuses of pods, and what keeps them from
// starting.
func (c *checker) pod(p pod) {
	spec, _ := p.node.Get("spec")
	at := slices.Concat(p.path, manifest.Fields("spec"))
	containers, _ := spec.Get("containers")
	if containers.Len() == 0 {
		c.refused(p.object, at.Field("containers"), "", "a pod has one container at least", "write it")
	}
	c.selector(p)
	c.restart(p, spec.TextAt("restartPolicy"), at.Field("restartPolicy"))
	volumes := c.volumes(p, spec, at)
	names := map[string]bool{}
	for _, list := range []string{"initContainers", "containers"} {
		all, _ := spec.Get(list)
		for i, container := range all.Items() {
			c.container(p, container, at.Field(list).Item(i), volumes, names)
		}
	}
}

// selector finds controllers that would not find their own pods.
func (c *checker) selector(p pod) {
	if p.object.Ref.Group != "apps" {
		return // others get a selector from the API server
	}
	path := manifest.Fields("spec", "selector")
	selector, _ := p.object.Node.At(path)
	if selector.Len() == 0 {
		c.refused(p.object, path, "", "a "+p.object.Ref.Kind+" has a selector", "write matchLabels with the labels of its template")
		return
	}
	labels := texts(selector, "matchLabels")
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		if have := p.labels[key]; have != labels[key] && !inventory.Template(have+labels[key]) {
			c.refused(p.object, path.Field("matchLabels").Field(key), labels[key], "the template does not have this label, so that it would not find its own pods",
				"give the template the same labels")
		}
	}
}

// restart finds words that a kind of controller does not take.
func (c *checker) restart(p pod, policy string, at manifest.Path) {
	jobs := p.object.Ref.Group == "batch"
	switch {
	case p.object.Ref.Kind == "Pod", inventory.Template(policy):
	case jobs && policy != "Never" && policy != "OnFailure":
		c.refused(p.object, at, policy, "the pods of a "+p.object.Ref.Kind+" are not restarted always", "write OnFailure or Never")
	case !jobs && policy != "" && policy != "Always":
		c.refused(p.object, at, policy, "the pods of a "+p.object.Ref.Kind+" are restarted always", "leave it out")
	}
}

// volumes are the names of the volumes of pods.
func (c *checker) volumes(p pod, spec *manifest.Node, at manifest.Path) map[string]bool {
	names := map[string]bool{}
	volumes, _ := spec.Get("volumes")
	for i, v := range volumes.Items() {
		c.unique(p.object, at.Field("volumes").Item(i).Field("name"), v.TextAt("name"), "a volume", names)
	}
	claims, _ := p.object.Node.Get("spec", "volumeClaimTemplates")
	for _, claim := range claims.Items() {
		names[claim.TextAt("metadata", "name")] = true
	}
	return names
}

// unique notes a name that none other of the list may have.
func (c *checker) unique(o *inventory.Object, at manifest.Path, name, what string, names map[string]bool) {
	switch {
	case name == "":
		c.refused(o, at, "", what+" has a name", "write it")
	case names[name]:
		c.refused(o, at, name, what+" of this name is there already", "give it another name")
	}
	names[name] = true
}

func (c *checker) container(p pod, container *manifest.Node, at manifest.Path, volumes, names map[string]bool) {
	c.unique(p.object, at.Field("name"), container.TextAt("name"), "a container", names)
	if container.TextAt("image") == "" {
		c.refused(p.object, at.Field("image"), "", "a container has an image", "write it")
	}
	for _, list := range []string{"volumeMounts", "volumeDevices"} {
		mounts, _ := container.Get(list)
		for i, mount := range mounts.Items() {
			if name := mount.TextAt("name"); !volumes[name] && !inventory.Template(name) {
				c.refused(p.object, at.Field(list).Item(i).Field("name"), name, "the pod has no such volume", suggest(name, volumes))
			}
		}
	}
	c.numbers(p.object, container, at)
	ports := portNames(container)
	for _, probe := range []string{"livenessProbe", "readinessProbe", "startupProbe"} {
		for _, way := range []string{"httpGet", "tcpSocket"} {
			path := manifest.Fields(probe, way, "port")
			port, ok := container.At(path)
			if name := port.Text(); ok && named(name) && !ports[name] {
				c.refused(p.object, slices.Concat(at, path), name, "the container has no port of this name", suggest(name, ports))
			}
		}
	}
	c.resources(p.object, container, at.Field("resources"))
}

// named tells whether a port is told by its name.
func named(port string) bool {
	return port != "" && !inventory.Template(port) && (port[0] < '0' || port[0] > '9')
}

// numbers finds ports that are none.
func (c *checker) numbers(o *inventory.Object, around *manifest.Node, at manifest.Path) {
	ports, _ := around.Get("ports")
	for i, port := range ports.Items() {
		for _, name := range []string{"port", "targetPort", "containerPort", "hostPort", "nodePort"} {
			text := port.TextAt(name)
			if number, err := strconv.Atoi(text); err == nil && (number < 1 || number > 65535) {
				c.refused(o, at.Field("ports").Item(i).Field(name), text, "a port is from 1 to 65535", "")
			}
		}
	}
}

// portNames are the names of the ports of a container.
func portNames(container *manifest.Node) map[string]bool {
	names := map[string]bool{}
	ports, _ := container.Get("ports")
	for _, port := range ports.Items() {
		if name := port.TextAt("name"); name != "" {
			names[name] = true
		}
	}
	return names
}

// resources finds requests above their limits.
func (c *checker) resources(o *inventory.Object, container *manifest.Node, at manifest.Path) {
	requests, _ := container.Get("resources", "requests")
	for _, f := range requests.Fields() {
		limit := container.TextAt("resources", "limits", f.Name)
		request, err := resource.ParseQuantity(f.Value.Text())
		most, noLimit := resource.ParseQuantity(limit)
		if err == nil && noLimit == nil && request.Cmp(most) > 0 {
			c.refused(o, at.Field("requests").Field(f.Name), f.Value.Text(), "a request is not above its limit, which is "+limit, "raise the limit, or ask for less")
		}
	}
}
