package life

import (
	"encoding/json"
	"errors"
	"fmt"
)

// reconcileDisposable does what provider-http does with a DisposableRequest
// that repeats itself: it makes the call when it is new and when it is due, and
// fills Secrets from an answer that is as expected. A call that fails when an
// earlier one went well leaves everything as it is until the next one is due.
func (w *World) reconcileDisposable(o *Object) error {
	ref := refOf(o)
	if w.fetched[ref] {
		return nil
	}
	if err := w.fetch(o); err != nil {
		if condition(o, "Ready").Status == "True" {
			w.fetched[ref] = true
			return nil
		}
		w.add(o, map[string]any{"status": status(false, err.Error())})
		return err
	}
	w.fetched[ref] = true
	w.add(o, map[string]any{"status": status(true, "")})
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
		return errors.New("the answer is not as expected")
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
