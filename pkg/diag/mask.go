package diag

import (
	"strings"

	"seamark.dev/seamark/internal/secrets"
)

// Masked is a copy in which no finding tells a secret: findings are printed in
// logs that many can read. What looks like one is hidden wherever it stands,
// and the value of a field that is called password or the like, unless it is
// plain words.
func (l List) Masked() List {
	masked := make(List, len(l))
	for i, f := range l {
		masked[i] = f.masked()
	}
	return masked
}

func (f Finding) masked() Finding {
	named := secrets.Name(lastField(f.Where.Path)) == secrets.Strong || secrets.Name(lastField(f.Subject.Path)) == secrets.Strong
	if named && f.Value != "" && !redacted(f.Value) && !secrets.Words(f.Value) { // words may name a Secret
		hidden := secrets.Redact(f.Value)
		f.Message = strings.ReplaceAll(f.Message, f.Value, hidden)
		f.Remedy = strings.ReplaceAll(f.Remedy, f.Value, hidden)
		f.Value = hidden
	}
	for _, text := range []*string{
		&f.Value, &f.Message, &f.Remedy, &f.Where.Path, &f.Where.Environments, &f.Subject.Object, &f.Subject.Path, &f.Subject.File,
	} {
		*text = secrets.Mask(*text)
	}
	return f
}

// redacted tells whether a value is hidden already.
func redacted(value string) bool { return strings.HasPrefix(value, "… (") }

// lastField is the name of the field that a path ends in.
func lastField(path string) string {
	path = strings.TrimRight(path, `"]`)
	return path[strings.LastIndexAny(path, `."[`)+1:]
}
