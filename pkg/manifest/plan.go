package manifest

import (
	"encoding"
	"encoding/json"
	"reflect"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// plan is how values of one type are encoded, worked out once per type.
type plan struct {
	encode encodeFunc
	// plain is how to encode without the type's own methods: for a value
	// whose methods need an address that it does not have.
	plain  encodeFunc
	own    bool    // by the type's own methods
	elem   *plan   // of a pointer, slice, array or map
	fields []field // of a struct
	object bool    // a struct with apiVersion and kind
}

// plans is a cache: what it holds follows from the types alone.
var plans sync.Map // reflect.Type → *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	b := planner{}
	p := b.plan(t)
	// Only now is every plan complete that another goroutine may follow.
	for t, p := range b {
		plans.LoadOrStore(t, p)
	}
	return p
}

// planner holds the plans being made: a type may contain itself.
type planner map[reflect.Type]*plan

func (b planner) plan(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	if p, ok := b[t]; ok {
		return p
	}
	p := &plan{}
	b[t] = p
	p.plain = b.byKind(p, t)
	m := methodOf(t)
	p.own = m != encodeByKind
	p.encode = m.orPlain(p)
	return p
}

// byKind fills in the parts of a type and is the way to encode it.
func (b planner) byKind(p *plan, t reflect.Type) encodeFunc {
	switch t.Kind() {
	case reflect.Struct:
		p.fields = b.fields(t)
		p.object = leadWithVersion(p.fields)
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		p.elem = b.plan(t.Elem())
	}
	return encoderOf(t)
}

var (
	nodeType       = reflect.TypeFor[*Node]()
	durationType   = reflect.TypeFor[metav1.Duration]()
	numberType     = reflect.TypeFor[json.Number]()
	marshalerType  = reflect.TypeFor[json.Marshaler]()
	textType       = reflect.TypeFor[encoding.TextMarshaler]()
	zeroTellerType = reflect.TypeFor[zeroTeller]()
)

// method tells which of its own methods encodes a type.
type method uint8

const (
	encodeByKind method = iota
	isNode
	isDuration
	byJSON
	byJSONOfAddress
	byText
	byTextOfAddress
)

// methodOf prefers methods in the order of encoding/json.
func methodOf(t reflect.Type) method {
	byAddress := func(m reflect.Type) bool {
		return t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface && reflect.PointerTo(t).Implements(m)
	}
	switch {
	case t == nodeType:
		return isNode
	case t == durationType:
		return isDuration
	case t.Kind() == reflect.Interface, t.Kind() == reflect.Pointer && t.Elem() == durationType:
		return encodeByKind // what it holds decides
	case t.Implements(marshalerType):
		return byJSON
	case byAddress(marshalerType):
		return byJSONOfAddress
	case t.Implements(textType):
		return byText
	case byAddress(textType):
		return byTextOfAddress
	}
	return encodeByKind
}

func (m method) orPlain(p *plan) encodeFunc {
	switch m {
	case isNode:
		return encodeNode
	case isDuration:
		return encodeDuration
	case byJSON:
		return encodeMarshaler
	case byJSONOfAddress:
		return atAddress(encodeMarshaler)
	case byText:
		return encodeText
	case byTextOfAddress:
		return atAddress(encodeText)
	}
	return p.plain
}
