package life

import (
	"encoding/json"
	"errors"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// reconcileDisposable does what provider-http does with a DisposableRequest
// that repeats itself: it makes the call when it is new and when it is due, and
// fills Secrets from an answer that is as expected. A call that fails is made
// again at once, an answer that is not as expected is asked for again when it is
// due; both leave the Secrets as they are. Of a Secret that was deleted the
// provider cannot read back what it has masked in its status, and gives up.
func (w *World) reconcileDisposable(o *Object) error {
	ref := refOf(o)
	if synced, _, _ := unstructured.NestedBool(o.Object, "status", "synced"); synced {
		if err := w.injected(o); err != nil {
			w.add(o, map[string]any{"status": status(condition(o, "Ready").Status == "True", err.Error())})
			return err
		}
	}
	if w.fetched[ref] {
		return nil
	}
	err := w.fetch(o)
	unexpected := errors.Is(err, errUnexpected)
	w.fetched[ref] = err == nil || unexpected
	state := status(err == nil, "")
	switch {
	case unexpected: // the conditions do not tell
		state = status(condition(o, "Ready").Status == "True", "")
	case err != nil:
		state = status(false, err.Error())
	}
	state["synced"] = err == nil
	w.add(o, map[string]any{"status": state})
	return err
}

// errUnexpected is an answer that is no error, and not what was expected.
var errUnexpected = errors.New("the answer is not as expected")

// injected wants every Secret that the request fills to be there.
func (w *World) injected(o *Object) error {
	for _, config := range list(o, "spec", "forProvider", "secretInjectionConfigs") {
		entry := &Object{Object: config}
		ref := Ref{Kind: "Secret", Namespace: text(entry, "secretRef", "namespace"), Name: text(entry, "secretRef", "name")}
		if w.hub[ref] == nil {
			return fmt.Errorf("cannot patch from referenced secret: %s not found", ref)
		}
	}
	return nil
}

func (w *World) fetch(o *Object) error {
	line := text(o, "spec", "forProvider", "method") + " " + text(o, "spec", "forProvider", "url")
	answer, ok := w.answers[line]
	if !ok {
		return fmt.Errorf("%s: no answer", line)
	}
	var body any
	if err := json.Unmarshal([]byte(answer), &body); err != nil {
		return err
	}
	expected, err := jq(text(o, "spec", "forProvider", "expectedResponse"), map[string]any{"body": body})
	if err != nil {
		return err
	}
	if expected != true {
		return errUnexpected
	}
	return w.inject(o, body)
}

// DayPasses lets every repeated call be due again.
func DayPasses() Action {
	return func(x *XR) error {
		clear(x.World.fetched)
		return nil
	}
}
