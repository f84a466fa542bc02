package life

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/itchyny/gojq"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// reconcileRequest does what provider-http does with a Request: it observes,
// creates what is not there, judges the answer, updates what is not as it must
// be and fills Secrets from it. The jq expressions are run by the library that
// the provider uses.
func (w *World) reconcileRequest(o *Object) error {
	if err := w.request(o); err != nil {
		w.add(o, map[string]any{"status": status(condition(o, "Ready").Status == "True", err.Error())})
		return err
	}
	w.add(o, map[string]any{"status": status(true, "")})
	return nil
}

func (w *World) request(o *Object) error {
	if ref := (Ref{Group: "http.m.crossplane.io", Kind: text(o, "spec", "providerConfigRef", "kind"), Name: text(o, "spec", "providerConfigRef", "name")}); w.hub[ref] == nil {
		return fmt.Errorf("%s not found", ref)
	}
	ref := refOf(o)
	body, err := w.call(o, "OBSERVE")
	refused := refusal{}
	if errors.As(err, &refused) && w.responses[ref] == nil {
		err = fmt.Errorf("%w: %w", errNotCreated, err)
	}
	if errors.Is(err, errNotCreated) {
		if !allows(o, "Create") {
			return err
		}
		body, err = w.call(o, "CREATE")
	}
	response := map[string]any{"statusCode": 200, "body": body}
	switch {
	case errors.As(err, &refused) && w.responses[ref] != nil:
		response = refused.response()
	case err != nil:
		return err
	default:
		w.responses[ref] = response
	}
	expected, err := w.judge(o, response)
	switch {
	case err != nil:
		return err
	case !expected && mappingFor(o, "UPDATE") != nil && allows(o, "Update"):
		// What is refused is in the status; to the provider the update is done.
		_, err = w.call(o, "UPDATE")
		if errors.As(err, &refused) {
			err = nil
		}
		return err
	case !expected:
		return fmt.Errorf("the answer fails the check %s", text(o, "spec", "forProvider", "expectedResponseCheck", "logic"))
	}
	return w.inject(o, body)
}

// judge is the expected response check, over what the spec holds and an answer.
func (w *World) judge(o *Object, response map[string]any) (bool, error) {
	logic := text(o, "spec", "forProvider", "expectedResponseCheck", "logic")
	if logic == "" {
		return true, nil
	}
	state, err := w.state(o)
	if err != nil {
		return false, err
	}
	state["response"] = response
	verdict, err := jq(logic, state)
	if err != nil {
		return false, fmt.Errorf("check: %w", err)
	}
	return verdict == true, nil
}

// refusal is an answer that is an error.
type refusal struct{ body string }

func (r refusal) Error() string { return r.body }

func (r refusal) response() map[string]any {
	var body any
	if json.Unmarshal([]byte(r.body), &body) != nil {
		body = r.body
	}
	return map[string]any{"statusCode": refusedCode, "body": body}
}

const refusedCode = 422

// errNotCreated says that there is nothing to observe yet: the URL cannot be
// built without an earlier answer.
var errNotCreated = errors.New("external resource does not exist")

// call makes the call for an action and returns the parsed answer.
func (w *World) call(o *Object, action string) (any, error) {
	mapping := mappingFor(o, action)
	if mapping == nil {
		return nil, fmt.Errorf("no mapping for %s", action)
	}
	field := func(key string) string { s, _ := mapping[key].(string); return s }
	state, err := w.state(o)
	if err != nil {
		return nil, err
	}
	target, err := jq(field("url"), state)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotCreated, err)
	}
	if u, err := url.ParseRequestURI(fmt.Sprint(target)); err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, defect{fmt.Errorf("%s of %s has the URL %q", action, o.GetName(), target)}
	}
	line := field("method") + " " + fmt.Sprint(target)
	sent, err := requestBody(field("body"), state)
	if err != nil {
		return nil, err
	}
	answer, code, err := w.answer(o, line, sent)
	if err != nil {
		return nil, err
	}
	if action != "OBSERVE" && (len(w.calls) == 0 || w.calls[len(w.calls)-1] != line+sent) {
		w.calls = append(w.calls, line+sent)
	}
	if code >= 300 && action == "OBSERVE" {
		return nil, refusal{answer} // the status stays as it is
	}
	w.add(o, map[string]any{"status": map[string]any{
		"requestDetails": map[string]any{"method": field("method"), "url": fmt.Sprint(target)},
		"response":       map[string]any{"statusCode": int64(code), "body": answer},
	}})
	if code >= 300 {
		return nil, refusal{answer}
	}
	var body any
	if answer == "" { // there is nothing to say
		return nil, nil
	}
	return body, json.Unmarshal([]byte(answer), &body)
}

// answer is what the API says to a call: what was put into its mouth, or else
// what it says by itself.
func (w *World) answer(o *Object, line, sent string) (body string, code int, err error) {
	if answer, ok := w.answers[line]; ok {
		if w.refused[line] {
			return answer, refusedCode, nil
		}
		return answer, http.StatusOK, nil
	}
	if w.api == nil {
		return "", 0, fmt.Errorf("%s: no answer", line)
	}
	method, target, _ := strings.Cut(line, " ")
	request := httptest.NewRequest(method, target, strings.NewReader(sent))
	request.Header.Set("Authorization", w.authorization(o))
	headers, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider", "headers")
	for name, values := range headers {
		for _, value := range values.([]any) {
			request.Header.Add(name, fmt.Sprint(value))
		}
	}
	recorded := httptest.NewRecorder()
	w.api.ServeHTTP(recorded, request)
	return recorded.Body.String(), recorded.Code, nil
}

// authorization is the header of the configuration that a Request names.
func (w *World) authorization(o *Object) string {
	config := w.hub[Ref{Group: "http.m.crossplane.io", Kind: text(o, "spec", "providerConfigRef", "kind"), Name: text(o, "spec", "providerConfigRef", "name")}]
	of := func(field string) string { return text(config, "spec", "credentials", "secretRef", field) }
	secret := w.hub[Ref{Kind: "Secret", Namespace: of("namespace"), Name: of("name")}]
	if secret == nil {
		return ""
	}
	header, _ := decode(text(secret, "data", of("key")))
	return header
}

// state is what the expressions of a mapping start from.
func (w *World) state(o *Object) (map[string]any, error) {
	payload, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider", "payload")
	if payload == nil {
		payload = map[string]any{}
	}
	if raw, ok := payload["body"].(string); ok && raw != "" {
		var body any
		if err := json.Unmarshal([]byte(raw), &body); err != nil {
			return nil, defect{fmt.Errorf("payload.body of %s is not JSON: %w", o.GetName(), err)}
		}
		payload["body"] = body
	}
	return map[string]any{"payload": payload, "response": w.responses[refOf(o)]}, nil
}

// inject fills the Secrets of a Request from an answer.
func (w *World) inject(o *Object, body any) error {
	for _, config := range list(o, "spec", "forProvider", "secretInjectionConfigs") {
		entry := &Object{Object: config}
		keys := Keys{}
		for _, mapping := range list(entry, "keyMappings") {
			field := func(key string) string { s, _ := mapping[key].(string); return s }
			found, err := jq(field("responseJQ"), map[string]any{"body": body})
			switch {
			case err != nil:
				return fmt.Errorf("key %s: %w", field("secretKey"), err)
			case found == nil && field("missingFieldStrategy") == "preserve":
				continue
			case found == nil:
				return fmt.Errorf("key %s: the answer has no %s", field("secretKey"), field("responseJQ"))
			}
			keys[field("secretKey")] = fmt.Sprint(found)
		}
		w.secret(text(entry, "secretRef", "namespace"), text(entry, "secretRef", "name"), keys)
	}
	return nil
}

func mappingFor(o *Object, action string) map[string]any {
	for _, mapping := range list(o, "spec", "forProvider", "mappings") {
		if mapping["action"] == action {
			return mapping
		}
	}
	return nil
}

// requestBody is what is sent, with a space before it; empty without a body.
func requestBody(expression string, state map[string]any) (string, error) {
	if expression == "" {
		return "", nil
	}
	body, err := jq(expression, state)
	if err != nil {
		return "", defect{fmt.Errorf("body %s: %w", expression, err)}
	}
	text, err := json.Marshal(body)
	return " " + string(text), err
}

// jq runs an expression and returns its first value.
func jq(expression string, input any) (any, error) {
	query, err := gojq.Parse(expression)
	if err != nil {
		return nil, defect{fmt.Errorf("%s is not jq: %w", expression, err)}
	}
	found, ok := query.Run(input).Next()
	if !ok {
		return nil, fmt.Errorf("%s yields nothing", expression)
	}
	if err, failed := found.(error); failed {
		return nil, err
	}
	return found, nil
}
