package model

// Secret is a Secret that a human creates on the hub. It carries names only:
// there is no field that could hold a value.
type Secret struct {
	Namespace, Name string
	// Type is the Secret's type: kubernetes.io/dockerconfigjson. Empty means
	// Opaque.
	Type string
	// Labels are those by which a program finds the Secret.
	Labels map[string]string
	// Purpose says what needs it, in a sentence.
	Purpose string
	// Keys are the keys it must hold.
	Keys []SecretKey
	// Shared is a Secret that is there already, with keys of others: who applies
	// these must own no other, and lose none when the others are applied again.
	Shared bool
	// Joins are keys for a Secret that another component may ask for too: one
	// command makes the keys of both.
	Joins bool
}

// SecretKey is one key of a Secret that a human creates.
type SecretKey struct {
	Key string
	// Meaning says what the value is and where to get it.
	Meaning string
	// Inputs are the shell variables to ask for: DIGITALOCEAN_TOKEN.
	Inputs []string
	// Format is a printf format of the value over the Inputs: "Bearer %s".
	Format string
	// Basic gives the format one argument instead: the two Inputs, a name and
	// a password, as HTTP's basic authentication has them, base64 of
	// NAME:PASSWORD. So no character of a password can break what is around.
	Basic bool
	// Less is what is asked for instead where a component is not there; nil if
	// the same.
	Less *LessOfKey
}

// LessOfKey is what a key of a Secret is made of without a component.
type LessOfKey struct {
	// Without is the component, by name.
	Without string
	// Inputs and Format are as in SecretKey.
	Inputs []string
	Format string
}

// Ref is the Secret's identity.
func (s Secret) Ref() ObjectRef {
	return ObjectRef{Kind: "Secret", Namespace: s.Namespace, Name: s.Name}
}
