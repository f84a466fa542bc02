package life

import "fmt"

// PutSecret writes a Secret on the hub: a human, or another controller.
func PutSecret(namespace, name string, keys Keys) Action {
	return func(x *XR) error {
		x.World.secret(namespace, name, keys)
		return nil
	}
}

// RemoveSecret removes a Secret from the hub.
func RemoveSecret(namespace, name string) Action {
	return func(x *XR) error {
		ref := Ref{Kind: "Secret", Namespace: namespace, Name: name}
		if x.World.hub[ref] == nil {
			return fmt.Errorf("%s is not there to be removed", ref)
		}
		delete(x.World.hub, ref)
		return nil
	}
}

// Answer makes the HTTP API answer a call, "GET https://…", with a JSON body.
func Answer(call, body string) Action {
	return func(x *XR) error {
		x.World.answers[call] = body
		delete(x.World.refused, call)
		return nil
	}
}

// Refuse makes the HTTP API answer a call with an error.
func Refuse(call, body string) Action {
	return func(x *XR) error {
		x.World.answers[call] = body
		x.World.refused[call] = true
		return nil
	}
}

// Silence makes the HTTP API answer a call no more.
func Silence(call string) Action {
	return func(x *XR) error {
		delete(x.World.answers, call)
		return nil
	}
}

// Serve installs a kind in the DOKS cluster.
func Serve(kind string) Action {
	return func(x *XR) error {
		x.World.served[kind] = true
		return nil
	}
}

// InCluster puts an object into the DOKS cluster: somebody else delivered it.
func InCluster(o *Object) Action {
	return func(x *XR) error {
		x.World.cluster[refOf(o)] = o.DeepCopy()
		return nil
	}
}

// OutOfCluster removes an object from the DOKS cluster.
func OutOfCluster(kind, namespace, name string) Action {
	return func(x *XR) error {
		ref := Ref{Kind: kind, Namespace: namespace, Name: name}
		if x.World.cluster[ref] == nil {
			return fmt.Errorf("%s is not in the cluster", ref)
		}
		delete(x.World.cluster, ref)
		return nil
	}
}

// Discard deletes a composed resource on the hub by mistake.
func Discard(resource string) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		x.World.remove(refOf(o))
		return nil
	}
}
