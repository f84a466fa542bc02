package handbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
)

// secret is a Secret that a human creates, with the commands that do it.
type secret struct{ model.Secret }

// secrets are the distinct Secrets that the units need, by namespace and name,
// without asides on components that are not there.
func secrets(units []model.Unit, present declare.Present) []secret {
	var all []secret
	index := map[model.ObjectRef]int{}
	add := func(s model.Secret) {
		at, known := index[s.Ref()]
		switch {
		case !known:
			index[s.Ref()] = len(all)
			all = append(all, secret{asked(s, present)})
		case s.Joins:
			all[at].join(asked(s, present))
		}
	}
	for _, joins := range []bool{false, true} {
		for at := range model.Components(units) {
			for _, s := range at.Component.Secrets {
				if s.Joins == joins {
					add(s)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b secret) int { return strings.Compare(a.Ref().String(), b.Ref().String()) })
	return all
}

// asked is a Secret without asides on components that are not there.
func asked(s model.Secret, present declare.Present) model.Secret {
	s.Purpose, s.Keys = present.Text(s.Purpose), slices.Clone(s.Keys)
	for i := range s.Keys {
		s.Keys[i].Meaning = present.Text(s.Keys[i].Meaning)
		if less := s.Keys[i].Less; less != nil && !present.Has(less.Without) {
			s.Keys[i].Inputs, s.Keys[i].Format = less.Inputs, less.Format
		}
	}
	return s
}

// join adds the keys that are asked for by another component.
func (s *secret) join(other model.Secret) {
	if other.Purpose != s.Purpose {
		s.Purpose += " " + other.Purpose
	}
	for _, key := range other.Keys {
		if !slices.ContainsFunc(s.Keys, func(k model.SecretKey) bool { return k.Key == key.Key }) {
			s.Keys = append(s.Keys, key)
		}
	}
}

// Inputs are the shell variables the commands read, each once.
func (s secret) Inputs() []string {
	var names []string
	for _, k := range s.Keys {
		for _, name := range k.Inputs {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// Command creates the Secret, or changes the one that is there: to delete it
// first would hang, since provider-kubernetes holds what it copies from. The
// values come from process substitution, so
// that none appears in a command line, in the shell's history or in the
// process list.
func (s secret) Command() string {
	var b strings.Builder
	fmt.Fprintf(&b, "kubectl create secret generic %s --namespace %s", s.Name, s.Namespace)
	if s.Type != "" {
		b.WriteString(" --type=" + s.Type)
	}
	for _, k := range s.Keys {
		fmt.Fprintf(&b, " \\\n  --from-file=%s=<(printf '%s'%s)", k.Key, k.Format, arguments(k))
	}
	b.WriteString(" \\\n  --dry-run=client --output yaml | ")
	for _, label := range slices.Sorted(maps.Keys(s.Labels)) {
		fmt.Fprintf(&b, "kubectl label --local --filename - %s=%s --output yaml | ", label, s.Labels[label])
	}
	b.WriteString("kubectl apply --server-side")
	if s.Shared {
		b.WriteString(" --field-manager=seamark-secrets")
	}
	b.WriteString(" --filename -")
	return b.String()
}

// arguments are those of the key's printf. Tr takes out the line breaks that
// some base64 make of a long password.
func arguments(k model.SecretKey) string {
	var b strings.Builder
	for _, name := range k.Inputs {
		fmt.Fprintf(&b, " \"$%s\"", name)
	}
	if k.Basic {
		return ` "$(printf '%s:%s'` + b.String() + ` | base64 | tr -d '\n')"`
	}
	return b.String()
}
