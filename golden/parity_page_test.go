package golden

import _ "embed"

// enginesPage is docs/engines.md without what the test counts.
//
//go:embed engines.md.tmpl
var enginesPage []byte
