package charts

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// shaped tells whether a value is to be judged by types: whether one of them is
// of its kind. False stands for no number and no text, the empty string for
// nothing.
func shaped(types []reflect.Type, value *manifest.Node) bool {
	return slices.ContainsFunc(types, func(t reflect.Type) bool {
		t = pointed(t)
		kind := value.Kind()
		if readers[t] == nil {
			switch t.Kind() {
			case reflect.Struct, reflect.Map:
				return kind == manifest.KindMap
			case reflect.Slice:
				return kind == manifest.KindList
			case reflect.Bool:
				return kind == manifest.KindBool
			}
		}
		return value.Text() != "" && kind != manifest.KindBool
	})
}

// pointed is what a pointer points to.
func pointed(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// typed checks a value that becomes a part of an object, of one of some types.
// What the contract knows below the key is right as well; it may be nil.
func (w *contractWalk) typed(types []reflect.Type, known *contractKey, value *manifest.Node) {
	if text := value.Text(); value.Kind() == manifest.KindNull || strings.Contains(text, "{{") || strings.Contains(text, "\n") {
		return
	}
	t := pointed(types[0])
	if read, ok := readers[t]; ok {
		if wants := read(value); wants != "" {
			w.wants(t, value, wants)
		}
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		if reflect.PointerTo(t).Implements(unmarshaler) {
			return // reads what it likes
		}
		w.structured(types, known, value)
	case reflect.Slice:
		w.items(t, value)
	case reflect.Map:
		w.entries(t, value)
	case reflect.Interface:
	default:
		w.scalar(t, value)
	}
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// wants adds a value of another type than the object's field is of.
func (w *contractWalk) wants(t reflect.Type, value *manifest.Node, wants string) {
	w.add(WrongType, kindName(value)+" where "+w.reader(t)+" wants "+wants, "")
}

// reader is who reads a value of a type; of the types of Go itself, who reads the
// object around it.
func (w *contractWalk) reader(t reflect.Type) string {
	switch path := t.PkgPath(); {
	case strings.Contains(path, "prometheus-operator"):
		return "the Prometheus operator"
	case strings.HasPrefix(path, "k8s.io/"):
		return "Kubernetes"
	case strings.HasPrefix(path, "sigs.k8s.io/gateway-api"):
		return "the Gateway API"
	case strings.HasPrefix(path, "github.com/cert-manager/"):
		return "cert-manager"
	case path == "" && w.around != nil:
		return w.reader(w.around)
	case w.contract == nil:
		return "Kubernetes"
	}
	return w.contract.String()
}

func (w *contractWalk) structured(types []reflect.Type, known *contractKey, value *manifest.Node) {
	t := pointed(types[0])
	if value.Kind() != manifest.KindMap {
		w.wants(t, value, "a map")
		return
	}
	outside := w.around
	defer func() { w.around = outside }()
	for _, f := range value.Fields() {
		w.around = t
		w.path = append(w.path, manifest.Step{Name: f.Name, Index: -1})
		key := known.child(f.Name)
		switch of := fieldTypes(types, f.Name); {
		case key != nil && w.trapped(key, f.Value, value):
		case len(of) > 0:
			w.typed(of, key, f.Value)
		case key != nil:
			w.value(key, f.Value, value, false)
		default:
			w.add(UnknownKey, w.reader(t)+" knows no such field here", didYouMean(f.Name, fieldNames(types)))
		}
		w.path = w.path[:len(w.path)-1]
	}
}

// child is the key below one, if that is known and has it.
func (k *contractKey) child(name string) *contractKey {
	if k == nil {
		return nil
	}
	return k.below[name]
}

func (w *contractWalk) items(t reflect.Type, value *manifest.Node) {
	if value.Kind() != manifest.KindList {
		w.wants(t, value, "a list")
		return
	}
	for i, item := range value.Items() {
		w.path = append(w.path, manifest.Step{Index: i})
		w.typed([]reflect.Type{t.Elem()}, nil, item)
		w.path = w.path[:len(w.path)-1]
	}
}

func (w *contractWalk) entries(t reflect.Type, value *manifest.Node) {
	if value.Kind() != manifest.KindMap {
		w.wants(t, value, "a map")
		return
	}
	for _, f := range value.Fields() {
		w.path = append(w.path, manifest.Step{Name: f.Name, Index: -1})
		switch {
		case t != resourceList:
			w.typed([]reflect.Type{t.Elem()}, nil, f.Value)
		case !isResource(f.Name) && !w.counted(f.Name):
			w.add(UnknownKey, "Kubernetes knows no such resource", didYouMean(f.Name, resources))
		case f.Name == "storage" || w.contract == nil: // a release's others are judged by what fits on a node
			w.typed([]reflect.Type{t.Elem()}, nil, f.Value)
		}
		w.path = w.path[:len(w.path)-1]
	}
}

func (w *contractWalk) scalar(t reflect.Type, value *manifest.Node) {
	kind := value.Kind()
	switch t.Kind() {
	case reflect.Bool:
		if kind != manifest.KindBool {
			w.wants(t, value, "true or false")
		}
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint32, reflect.Uint64:
		if _, err := strconv.ParseInt(value.Text(), 10, 64); err != nil {
			w.wants(t, value, "a whole number")
		}
	case reflect.String:
		switch words := enums[t]; {
		case kind == manifest.KindBool || kind == manifest.KindNumber:
			w.add(WrongType, kindName(value)+" where "+w.reader(t)+" wants a string", "write it in quotes")
		case kind != manifest.KindString:
			w.wants(t, value, "a string")
		case len(words) > 0 && value.Text() != "" && !slices.Contains(words, value.Text()):
			w.add(WrongType, kindName(value)+" where "+w.reader(t)+" knows "+strings.Join(words, ", "), didYouMean(value.Text(), words))
		}
	}
}

func didYouMean(written string, known []string) string {
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, written) }); i >= 0 {
		return `did you mean "` + known[i] + `"?`
	}
	return diag.DidYouMean(written, known)
}
